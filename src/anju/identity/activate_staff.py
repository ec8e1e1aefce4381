"""The first sign-in of the center's own people, and the one after a reset: by a sealed slip."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.guessing import forgive, take_try
from anju.identity.models import Holder
from anju.identity.passwords.activation import use_activation
from anju.identity.sign_in_staff import HalfWay
from anju.people.models import Staff


class NotActivated(Refusal):
    code = "identity.not_activated"


def activate_staff(*, login: str, typed: str, address: str, now: datetime) -> HalfWay:
    """Take the code of a slip; it opens only the setting of a password and a second factor.

    Raises NotActivated with one sentence for every cause, TryLater after too many failures.
    """
    name = f"s:{login.strip()}"
    take_try(name=name, address=address, now=now)
    clerk = Staff.objects.filter(login=login.strip(), active=True).first()
    try:
        use_activation(
            holder=Holder.STAFF, holder_id=clerk.pk if clerk else 0, typed=typed, now=now
        )
    except Refusal as refused:
        raise _refused() from refused
    if clerk is None:
        raise _refused()
    forgive(name=name, address=address, now=now)
    return HalfWay(clerk, now, address, activated=True)


def _refused() -> NotActivated:
    return NotActivated(
        "工号或激活码不对，或激活函已用过、已过期。请核对后再试，或请安全管理员重发。"
    )
