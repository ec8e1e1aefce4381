"""A new start for somebody: by SMS to a proven phone, or as a slip that is printed once."""

from dataclasses import dataclass, field
from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.models import Activation, Holder
from anju.identity.passwords.activation import give_activation
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.policy.hotline import hotline

Way = Activation.Way


class NoProvenPhone(Refusal):
    code = "identity.no_proven_phone"


@dataclass(frozen=True)
class Receiver:
    """Who gets a new start: his account, his name, and the phone that is known to be his."""

    holder: Holder
    holder_id: int
    name: str
    mobile: str = ""


@dataclass(frozen=True)
class Slip:
    """What stands in a sealed slip; it goes to the printer and to nobody's screen."""

    name: str
    code: str = field(repr=False)


def new_start(*, receiver: Receiver, way: str, by: str, now: datetime) -> Slip | None:
    """Give a one-time activation: by SMS (nothing is returned), or on a slip to be printed.

    Whoever works at the counter never learns it (security D2, ASVS 6.4.6). Raises
    NoProvenPhone for an SMS to a number that nobody has answered from.
    """
    if way == Way.SMS and not receiver.mobile:
        raise NoProvenPhone(
            "没有验证过的手机号码，不能发短信激活码。请先验证手机，或打印密封函。"
        )
    chosen = Way.SMS if way == Way.SMS else Way.SLIP
    code = give_activation(
        holder=receiver.holder, holder_id=receiver.holder_id, way=chosen, by=by, now=now
    )
    if chosen == Way.SLIP:
        return Slip(receiver.name, code)
    write_message(
        to=receiver.mobile,
        text=f"您的一次性激活码：{code}，30 分钟内有效，只能用来设置新密码。"
        f"工作人员不会向您索要。如非本人办理，请拨打 {hotline(now=now)}。",
        kind=Message.Kind.CODE,
        now=now,
    )
    return None
