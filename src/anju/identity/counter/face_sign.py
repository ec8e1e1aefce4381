"""个人网上业务面签: a member signs at the counter that he will use the hall (N-02, N-05)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.masks import mask_mobile
from anju.identity.contacts.pages import Pages
from anju.identity.contacts.renew_mobile import renew_mobile
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.identity.counter.serials import counter_serial
from anju.identity.counter.slips import Receiver, Slip, new_start
from anju.identity.models import Enrolment, Holder
from anju.people.models import FundAccount, Hold, Member, Staff
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold
from anju.people.staff.actor import actor_of
from anju.policy.items import CHINA
from anju.policy.rules import value

OPEN = (FundAccount.State.NORMAL, FundAccount.State.SEALED, FundAccount.State.FROZEN)


class AlreadySigned(Refusal):
    code = "identity.already_signed"


class OtherPhoneProven(Refusal):
    code = "identity.other_phone_proven"


class NoOpenAccount(Refusal):
    code = "identity.no_open_account"


@dataclass(frozen=True)
class Signing:
    """What the clerk has done: seen the card, proven the phone, and how the start is given."""

    card_checked: bool
    mobile: str
    way: str


@dataclass(frozen=True)
class Signed:
    """What came of it: a serial for the agreement, and a slip where one is to be printed."""

    number: str
    enrolment: Enrolment
    slip: Slip | None


def check_may_sign(*, member: Member, mobile: str = "", by: Staff) -> None:
    """Whether this member may sign now, before a code is sent.

    Raises OwnFile, AlreadySigned, NoOpenAccount, and OtherPhoneProven: a phone that was
    proven is not replaced by the way, but by a change that a second person approves.
    """
    if is_self(by, member):
        raise OwnFile("不能为本人办理面签，请由其他柜员办理。")
    own = {"holder": Holder.MEMBER, "holder_id": member.pk}
    if Enrolment.objects.filter(**own, ended_at=None).exists():
        raise AlreadySigned("本人已经开通网上业务。忘记密码的，请办理“重置密码”。")
    if not member.accounts.filter(state__in=OPEN).exists():
        raise NoOpenAccount("本人没有正常或封存的账户，不能开通网上业务。")
    if mobile and member.mobile_proven_at is not None and member.mobile != mobile:
        raise OtherPhoneProven(
            f"本人已有验证过的手机 {mask_mobile(member.mobile)}。"
            "要换号码，请先办理“变更手机”，主管复核后再面签。"
        )


@transaction.atomic
def face_sign(
    *, member: Member, signing: Signing, by: Staff, pages: Pages, now: datetime
) -> Signed:
    """Open the hall for a member whose identity card and phone the clerk has in front of him.

    The phone is recorded as proven, payouts are held as after any registration, a one-time
    start is given. Raises as `check_may_sign`, CardNotChecked. (N-02, N-05; security D2.)
    """
    check_card(signing.card_checked)
    check_may_sign(member=member, mobile=signing.mobile, by=by)
    number, who = counter_serial(now), actor_of(by)
    if member.mobile != signing.mobile:
        renew_mobile(
            member=member, mobile=signing.mobile, proven=True, by=who, pages=pages, now=now
        )
    Member.objects.filter(pk=member.pk).update(mobile_proven_at=now)
    member.mobile_proven_at = now
    agreement = value("identity.agreement", on=now.astimezone(CHINA).date())
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(
                holder=Holder.MEMBER,
                holder_id=member.pk,
                way=Enrolment.Way.COUNTER,
                agreement=agreement.version,
                at=now,
                by=who,
            )
    except IntegrityError as error:
        raise AlreadySigned("本人已经开通网上业务，不用再面签。") from error
    reason = Hold.Reason.REGISTERED
    until = end_of_hold(reason=reason, now=now)
    hold_payouts(member=member, reason=reason, until=until, now=now, by=who)
    receiver = Receiver(Holder.MEMBER, member.pk, member.name, signing.mobile)
    slip = new_start(receiver=receiver, way=signing.way, by=who, now=now)
    record(
        actor=who,
        deed="face_sign",
        subject=f"member/{member.pk}",
        number=number,
        agreement=agreement.version,
        mobile=mask_mobile(signing.mobile),
    )
    return Signed(number, enrolment, slip)
