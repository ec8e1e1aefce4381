"""A mobile is changed without the old phone: a clerk asks, another person decides."""

from datetime import datetime

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.masks import mask_mobile
from anju.identity.contacts.pages import Pages
from anju.identity.contacts.renew_mobile import renew_mobile
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, check_known, is_self
from anju.identity.counter.serials import counter_serial
from anju.people.change_mobile import MobileAsItWas
from anju.people.models import Member, MobileRequest, Staff
from anju.people.staff.actor import actor_of

State = MobileRequest.State
WORDS_LEAST = 4


class MobileWaits(Refusal):
    code = "identity.mobile_waits"


class WhyNewMobile(Refusal):
    code = "identity.why_new_mobile"


class NotTwoHats(Refusal):
    code = "identity.not_two_hats"


class RequestIsOver(Refusal):
    code = "identity.request_is_over"


def ask_new_mobile(
    *,
    member: Member,
    mobile: str,
    card_checked: bool,
    reason: str,
    by: Staff,
    now: datetime,
) -> MobileRequest:
    """Propose a number that was proven at the counter; nothing changes before a second look.

    Raises OwnFile, CardNotChecked, WhyNewMobile, MobileAsItWas, MobileWaits. (B3, D2, E1.)
    """
    if is_self(by, member):
        raise OwnFile("不能为本人变更手机，请由其他柜员办理。")
    check_card(card_checked)
    if len(reason.strip()) < WORDS_LEAST:
        raise WhyNewMobile("请写明原号码为什么不能用，例如“手机遗失，号码已注销”。")
    if member.mobile == mobile:
        raise MobileAsItWas("没有变化：新手机号码与现在登记的号码相同。")
    try:
        with transaction.atomic():
            request = MobileRequest.objects.create(
                number=counter_serial(now),
                member=member,
                mobile=mobile,
                reason=reason.strip()[:200],
                asked_by=by,
                asked_at=now,
            )
    except IntegrityError as error:
        raise MobileWaits("本人已有一笔手机变更在等主管复核，不能重复提交。") from error
    record(
        actor=actor_of(by),
        deed="ask_new_mobile",
        subject=f"member/{member.pk}",
        number=request.number,
        after=mask_mobile(mobile),
        reason=request.reason,
    )
    return request


@transaction.atomic
def decide_new_mobile(
    *,
    request: MobileRequest,
    approve: bool,
    opinion: str,
    by: Staff,
    pages: Pages,
    now: datetime,
) -> MobileRequest:
    """Approve or refuse, by another person than the one who asked.

    Approved, both numbers are told and payouts wait 72 hours. Raises NotTwoHats, OwnFile,
    WhoAreYou, RequestIsOver, WhyNewMobile for a refusal without a word. (Security E1, P3.)
    """
    check_known(by)
    held = MobileRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.state != State.WAITING:
        raise RequestIsOver("这笔变更已经处理过，没有再次生效。")
    if held.asked_by_id == by.pk:
        raise NotTwoHats("不能复核自己提出的变更，请由另一位主管办理。")
    member = Member.objects.get(pk=held.member_id)
    if is_self(by, member):
        raise OwnFile("不能复核本人的变更，请由另一位主管办理。")
    if not approve and len(opinion.strip()) < WORDS_LEAST:
        raise WhyNewMobile("退回时请写明原因，至少 4 个字。")
    who = actor_of(by)
    if approve:
        renew_mobile(
            member=member, mobile=held.mobile, proven=True, by=who, pages=pages, now=now
        )
    held.state = State.APPROVED if approve else State.REFUSED
    held.decided_by, held.decided_at, held.opinion = by, now, opinion.strip()[:200]
    held.save(update_fields=["state", "decided_by", "decided_at", "opinion"])
    record(
        actor=who,
        deed="approve_new_mobile" if approve else "refuse_new_mobile",
        subject=f"member/{member.pk}",
        number=held.number,
        opinion=held.opinion,
    )
    return held
