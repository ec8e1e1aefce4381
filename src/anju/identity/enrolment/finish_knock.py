"""Lets in: the password is set, and everything that must follow from that happens with it."""

from datetime import datetime
from typing import Final

from anju.audit.record import record
from anju.identity.enrolment.open_knock import nothing_under_way
from anju.identity.enrolment.words import AlreadyRegistered, refusal_of, stopped_by_us
from anju.identity.models import Activation, Credential, Enrolment, Holder, Knock, Visit
from anju.identity.passwords.activation import give_activation
from anju.identity.passwords.check_strength import PersonWords, Shape, check_strength
from anju.identity.passwords.set_password import set_password
from anju.identity.visits.end_visits_of import end_visits_of
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold
from anju.policy.hotline import hotline
from anju.policy.items import CHINA
from anju.policy.rules import value

_HOLDS: Final = {
    Knock.Kind.REGISTER: Hold.Reason.REGISTERED,
    Knock.Kind.RESET: Hold.Reason.RESET,
}
# What, happening meanwhile, takes away what a code to the number on file has proven.
_UNDONE: Final = (Hold.Reason.DISAVOWED, Hold.Reason.MOBILE_CHANGED)
_DONE: Final = {
    Knock.Kind.REGISTER: "您已注册并开通网上业务",
    Knock.Kind.RESET: "您的网上业务登录密码已重置",
}


def finish_knock(*, knock: Knock, password: str, now: datetime) -> Member:
    """Set the password somebody has chosen after proof, and tell the mobile on file.

    Registration opens the hall (Enrolment) and keeps the phrase; both hold payouts for the
    profile's hours and note that the mobile is the member's own. No PIN is touched.
    Raises NothingUnderWay for a knock that is not proven, is over or done; what
    `refusal_of` says where a case stands in the way; WeakPassword. (X-04, Z-06, Z-15, J-22.)
    """
    taken, member = _take(knock, now)
    words = PersonWords(
        name=member.name, identity_number=member.identity_number, mobile=member.mobile
    )
    shape = _shape(now)
    check_strength(password=password, about=words, shape=shape)
    if taken.kind == Knock.Kind.REGISTER:
        _open_hall(taken, member, now)
    credential = set_password(
        holder=Holder.MEMBER,
        holder_id=member.pk,
        password=password,
        now=now,
        short=shape == Shape.SHORT,
    )
    if taken.phrase:
        credential.phrase = taken.phrase
        credential.save(update_fields=["phrase"])
    _conclude(taken, member, _done_text(taken, credential.phrase, now), now)
    return member


def finish_by_activation(*, knock: Knock, now: datetime) -> Member:
    """Send a one-time activation code to the mobile on file instead of taking a password.

    It opens only the page on which a password is set, and then one signs in again; the old
    password's visits end now. Raises as finish_knock. (N-16, N-06.)
    """
    taken, member = _take(knock, now)
    typed = give_activation(
        holder=Holder.MEMBER,
        holder_id=member.pk,
        way=Activation.Way.SMS,
        by="hall",
        now=now,
    )
    end_visits_of(Holder.MEMBER, member.pk, because=Visit.Because.PASSWORD_CHANGED, now=now)
    text = (
        f"您的一次性激活码：{typed}，30 分钟内有效。请用它登录并设置新密码，再重新登录。"
        f"工作人员不会向您索要。如非本人操作，请拨打{hotline(now=now)}。"
    )
    _conclude(taken, member, text, now, kind=Message.Kind.CODE)
    return member


def _take(knock: Knock, now: datetime) -> tuple[Knock, Member]:
    """The knock, locked until the transaction ends, so that it is finished once."""
    taken = Knock.objects.select_for_update(no_key=True).get(pk=knock.pk)
    if taken.proven_at is None or taken.done_at is not None or taken.expires_at <= now:
        raise nothing_under_way()
    refused = refusal_of(taken)
    if refused is not None:
        raise refused
    if taken.verdict != Knock.Verdict.RIGHT or taken.holder_id is None:
        raise nothing_under_way()
    member = Member.objects.select_for_update(no_key=True).get(pk=taken.holder_id)
    _check_still_his(taken, member)
    return taken, member


def _check_still_his(taken: Knock, member: Member) -> None:
    """What has happened since the code was asked for: the code went to a number that is no
    longer on file, or the account was stopped, and a password set now would lift the stop."""
    own = Credential.objects.filter(holder=Holder.MEMBER, holder_id=member.pk).first()
    since = Hold.objects.filter(member=member, since__gt=taken.begun_at)
    stopped = own is not None and own.stopped
    if stopped or since.filter(reason__in=_UNDONE).exists():
        raise stopped_by_us()


def _open_hall(taken: Knock, member: Member, now: datetime) -> None:
    """Two sessions of one person may both have come this far; the second is told so."""
    own = {"holder": Holder.MEMBER, "holder_id": member.pk}
    if Enrolment.objects.filter(**own, ended_at=None).exists():
        raise AlreadyRegistered("您已经注册过，不需要再次注册，请直接登录。")
    Enrolment.objects.create(
        **own,
        way=Enrolment.Way.ONLINE,
        agreement=taken.agreement,
        at=now,
        by=f"member/{member.pk}",
    )


def _conclude(
    taken: Knock,
    member: Member,
    text: str,
    now: datetime,
    kind: Message.Kind = Message.Kind.SECURITY,
) -> None:
    deed = Knock.Kind(taken.kind)
    reason = _HOLDS[deed]
    hold_payouts(
        member=member, reason=reason, until=end_of_hold(reason=reason, now=now), now=now
    )
    member.mobile_proven_at = now
    member.save(update_fields=["mobile_proven_at"])
    taken.done_at, taken.typed, taken.phrase = now, "", ""
    taken.save(update_fields=["done_at", "typed", "phrase"])
    write_message(to=member.mobile, text=text, kind=kind, now=now)
    record(
        actor=f"member/{member.pk}",
        deed=f"finish_{deed}",
        subject=f"member/{member.pk}",
        agreement=taken.agreement,
    )


def _done_text(taken: Knock, own: str, now: datetime) -> str:
    until = end_of_hold(reason=_HOLDS[Knock.Kind(taken.kind)], now=now)
    held = f"为防冒名，{until.astimezone(CHINA):%m-%d %H:%M} 前暂停提取。" if until else ""
    phrase = f"您的防伪短语：{own}。" if own else ""
    return (
        f"{_DONE[Knock.Kind(taken.kind)]}。{held}{phrase}"
        f"如非本人操作，请立即拨打{hotline(now=now)}。"
    )


def _shape(now: datetime) -> Shape:
    six = value("identity.member_password", on=now.astimezone(CHINA).date()) == "six_digits"
    return Shape.SHORT if six else Shape.LONG
