"""Sets a password after a one-time start; one signs in with it afterwards."""

from datetime import date, datetime

from anju.audit.record import record
from anju.centers.sealed import index_of
from anju.ground.errors import Refusal
from anju.identity.models import Holder
from anju.identity.passwords.check_strength import (
    SHORTEST,
    PersonWords,
    Shape,
    check_strength,
)
from anju.identity.passwords.set_password import set_password
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold, open_holds
from anju.policy.items import CHINA
from anju.policy.rules import value

OVERTAKEN = (Hold.Reason.MOBILE_CHANGED, Hold.Reason.DISAVOWED)


class SameAsBefore(Refusal):
    code = "identity.same_as_initial"


class StartIsOver(Refusal):
    code = "identity.start_is_over"


def mark_of(typed: str) -> str:
    """By what the activation code that was typed is known again without being kept."""
    return (index_of(typed.strip().upper(), purpose="initial password") or b"").hex()


def set_first_password(
    *, member: Member, password: str, mark: str, since: datetime, today: date, now: datetime
) -> None:
    """Set the password of somebody who came with an activation code; payouts are held.

    It must not be that code again, and nothing else is opened by this: one signs in anew. What
    was begun (`since`) before the mobile changed, or before the old contact said “this was not
    me”, is over: a password set now would lift the stop. Raises StartIsOver, SameAsBefore,
    WeakPassword. (N-06; security 3.3, W2, W3, B3.)
    """
    if Hold.objects.filter(member=member, reason__in=OVERTAKEN, since__gt=since).exists():
        raise StartIsOver(
            "领取激活码以后，您登记的手机号码有过变更或撤销，这次不能设置密码。请重新领取；"
            "网上业务已停用的，请带身份证到就近的管理部，核实后重新开通。"
        )
    if mark_of(password) == mark:
        raise SameAsBefore("新密码不能与激活码（初始密码）相同，请另设一个只有您知道的密码。")
    six = value("identity.member_password", on=today) == "six_digits"
    # Where six digits are the custom, a longer password is welcome too: only it may transact.
    shape = Shape.SHORT if six and len(password) < SHORTEST else Shape.LONG
    about = PersonWords(member.name, member.identity_number, member.mobile)
    check_strength(password=password, about=about, shape=shape)
    set_password(
        holder=Holder.MEMBER,
        holder_id=member.pk,
        password=password,
        now=now,
        short=shape is Shape.SHORT,
    )
    reason = Hold.Reason.RESET
    hold_payouts(
        member=member, reason=reason, until=end_of_hold(reason=reason, now=now), now=now
    )
    who = f"member/{member.pk}"
    record(actor=who, deed="set_first_password", subject=who)
    text = f"您已设置新的登录密码。{_how_long(member, now)}"
    tell_owner(holder=Holder.MEMBER, holder_id=member.pk, text=text, now=now)


def _how_long(member: Member, now: datetime) -> str:
    """Until when payouts wait, by the longest hold that is over some day."""
    waiting = open_holds(member, now).exclude(until=None).first()
    if waiting is None or waiting.until is None:
        return ""
    return f"为防冒名，{waiting.until.astimezone(CHINA):%m-%d %H:%M} 前暂停提取。"
