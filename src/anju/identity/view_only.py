"""Who may look but not transact: whose password is six digits."""

from anju.ground.errors import Refusal
from anju.identity.models import Credential, Holder


class ViewOnly(Refusal):
    code = "identity.view_only"


def is_view_only(*, holder: Holder, holder_id: int) -> bool:
    """Whether somebody may only look until he sets a real password. (Security 3.3, W1.)"""
    return Credential.objects.filter(holder=holder, holder_id=holder_id, short=True).exists()


def check_may_transact(*, holder: Holder, holder_id: int) -> None:
    """Let somebody go on whose password is more than six digits. Raises ViewOnly."""
    if is_view_only(holder=holder, holder_id=holder_id):
        raise ViewOnly(
            "您现在的登录密码是 6 位数字，只能用来查询。"
            "请先改成至少 8 位的密码，再办理这项业务。"
        )
