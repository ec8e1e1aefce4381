"""Changes the password of somebody who is signed in and knows the old one."""

from collections.abc import Callable
from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.models import Credential, Holder, Visit
from anju.identity.passwords.check_strength import PersonWords, Shape, check_strength
from anju.identity.passwords.prove_password import prove_password
from anju.identity.passwords.set_password import set_password
from anju.identity.passwords.tell_owner import tell_owner


class WrongOldPassword(Refusal):
    code = "identity.wrong_old_password"


class SamePassword(Refusal):
    code = "identity.same_password"


def change_password(
    *,
    visit: Visit,
    old: str,
    new: str,
    about: PersonWords,
    shape: Shape,
    now: datetime,
    prove: Callable[[], None] | None = None,
) -> Credential:
    """Change the password of the session's owner; his other sessions end, his phone is told.

    `prove` takes a code where the city asks for one, last of all: it is not spent on a password
    that is refused anyway. Raises WrongOldPassword (counted like a failed sign-in), TryLater
    after too many of them, SamePassword if nothing would change, WeakPassword, what `prove`
    raises. (N-15, J-18, C-06, Z-42, security 2.1 item 31.)
    """
    holder, who = Holder(visit.holder), f"{visit.holder}/{visit.holder_id}"
    if not prove_password(
        holder=holder,
        holder_id=visit.holder_id,
        password=old,
        key=f"own:{who}",
        address=visit.address,
        now=now,
    ):
        raise WrongOldPassword("原密码不对，密码没有修改。请核对后再试。")
    if new == old:
        raise SamePassword("新密码与原密码相同，请换一个新密码。")
    check_strength(password=new, about=about, shape=shape)
    if prove is not None:
        prove()
    record(actor=who, deed="password_changed", subject=who)
    changed = set_password(
        holder=holder,
        holder_id=visit.holder_id,
        password=new,
        short=shape is Shape.SHORT,
        keep_visit=visit.pk,
        now=now,
    )
    text = "您的登录密码已修改，其他设备已退出登录。"
    tell_owner(holder=holder, holder_id=visit.holder_id, text=text, now=now)
    return changed
