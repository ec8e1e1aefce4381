"""The one sentence with which a second factor that proves nothing is refused."""

from anju.ground.errors import Refusal


class WrongFactor(Refusal):
    code = "identity.wrong_factor"


def wrong_factor() -> WrongFactor:
    """The same for a code that is wrong, late or used, and for a passkey that is not ours."""
    return WrongFactor(
        "验证没有通过。动态口令每 30 秒更换、只能用一次，请等下一个口令再输；"
        "设备丢失请联系安全管理员重置。"
    )
