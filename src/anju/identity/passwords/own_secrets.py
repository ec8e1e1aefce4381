"""A member renews his login password or payment password, and is told by SMS."""

from collections.abc import Callable
from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.models import Credential, Holder, Visit
from anju.identity.passwords.change_password import change_password
from anju.identity.passwords.check_strength import PersonWords, Shape
from anju.identity.passwords.check_twice import check_twice
from anju.identity.passwords.pin import SamePin, change_pin, recover_pin, set_pin
from anju.identity.passwords.prove_password import is_right
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Member

MEMBER = Holder.MEMBER


class PinIsPassword(Refusal):
    code = "identity.pin_is_password"


def renew_own_password(
    *,
    visit: Visit,
    old: str,
    new: str,
    again: str,
    shape: Shape,
    now: datetime,
    prove: Callable[[], None] | None = None,
) -> Credential:
    """Change the login password of the session's member; his other sessions end, his phone is
    told.

    Raises NotTheSameTwice, else as `change_password`. (N-15, J-18, C-06, X-06, X-58, Z-42.)
    """
    check_twice(new, again)
    return change_password(
        visit=visit,
        old=old,
        new=new,
        about=words_about(Member.objects.get(pk=visit.holder_id)),
        shape=shape,
        now=now,
        prove=prove,
    )


def set_own_pin(*, member: Member, pin: str, again: str, now: datetime) -> None:
    """Set the first payment password; it must not be the login password. (J-23.)

    Raises NotTheSameTwice, PinIsPassword, else as `set_pin`.
    """
    check_twice(pin, again)
    _check_distinct(member, pin)
    set_pin(member_id=member.pk, pin=pin, about=words_about(member), now=now)
    tell_owner(holder=MEMBER, holder_id=member.pk, text="您已设置支付密码。", now=now)


def change_own_pin(*, member: Member, old: str, new: str, again: str, now: datetime) -> None:
    """Change the payment password with the old one; an equal one has its own answer. (J-20.)

    Raises SamePin, NotTheSameTwice, PinIsPassword, else as `change_pin`.
    """
    if old and new == old:
        raise SamePin("新支付密码与原支付密码相同，请换一组数字。")
    check_twice(new, again)
    _check_distinct(member, new)
    change_pin(member_id=member.pk, old=old, new=new, about=words_about(member), now=now)


def recover_own_pin(*, member: Member, pin: str, again: str, now: datetime) -> None:
    """Set the payment password anew after the code has been taken; payouts wait. (J-19.)

    Raises NotTheSameTwice, PinIsPassword, else as `recover_pin`.
    """
    check_twice(pin, again)
    _check_distinct(member, pin)
    recover_pin(member_id=member.pk, pin=pin, about=words_about(member), now=now)


def words_about(member: Member) -> PersonWords:
    """What others know about the member, and would try."""
    return PersonWords(
        name=member.name, identity_number=member.identity_number, mobile=member.mobile
    )


def _check_distinct(member: Member, pin: str) -> None:
    """Two passwords are two: whoever has seen one being typed must not have both."""
    if is_right(holder=MEMBER, holder_id=member.pk, password=pin):
        raise PinIsPassword("支付密码不能与登录密码相同，请换一组数字。")
