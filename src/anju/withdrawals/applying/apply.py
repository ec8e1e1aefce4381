"""A member applies for a withdrawal: the money is held and a case opened, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.ledger.hold import hold_money
from anju.payments.models import MemberCard
from anju.people.models import FundAccount, Member
from anju.policy.rules import item_open, value
from anju.withdrawals.applying.start import Applicant, start
from anju.withdrawals.dossier.card_for import card_for
from anju.withdrawals.dossier.heirs import check_may_be_paid, for_heirs
from anju.withdrawals.dossier.keep_materials import lock_materials
from anju.withdrawals.dossier.preview import preview_facts
from anju.withdrawals.dossier.request import Request, home_of
from anju.withdrawals.judging.facts import facts_of
from anju.withdrawals.judging.limits import check_own_limit
from anju.withdrawals.judging.survey import Outlook, why_not
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.tell import tell_queued


class NotYet(Refusal):
    """What stands in the way, since when it will not, and what to do."""

    code = "withdrawals.not_yet"


class FormReused(Refusal):
    code = "withdrawals.form_reused"


class OutsideHours(Refusal):
    code = "withdrawals.outside_hours"


class AmountTooHigh(Refusal):
    code = "withdrawals.amount_too_high"


class PapersMissing(Refusal):
    code = "withdrawals.papers_missing"


class OnlyAtCounter(Refusal):
    code = "withdrawals.only_at_counter"


class NoHeir(Refusal):
    code = "withdrawals.no_heir"


class AnotherOpen(Refusal):
    code = "withdrawals.another_open"


def apply(
    *, request: Request, applicant: Applicant, intent: str, today: date, now: datetime
) -> Withdrawal:
    """Apply for a withdrawal, and have it paid at once where the rule says so.

    `intent` is the form's own key: handed in again it answers the same withdrawal. Amounts
    are worked out here, in fen; what the form says of them is not believed. Outside the hours
    it is refused, or kept until they open, as the profile says (N-07).
    Raises NotYet, PapersMissing, AmountTooHigh, OutsideHours, OnlyAtCounter, FormReused,
    AnotherOpen, NoHeir, PayoutsHeld, a card's refusal, and NotEnoughFree.
    """
    known = made_by(intent=intent, request=request, member=applicant.member)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _apply(request, applicant, intent, today, now)
    except IntegrityError as error:
        return _after_a_race(error, request, applicant.member, intent)


def _apply(
    request: Request, applicant: Applicant, intent: str, today: date, now: datetime
) -> Withdrawal:
    member = applicant.member
    # The member's row is held from here on: of parallel applications one goes first.
    check_may_be_paid(member=member, heir=applicant.heir, now=now)
    known = made_by(intent=intent, request=request, member=member)
    if known is not None:
        return known
    starts_at = opening_of(applicant, now)
    outlook = preview_facts(
        facts=facts_of(member=member, today=today, now=now), request=request, today=today
    )
    amount_fen = amount_of(outlook, request, applicant)
    if for_heirs(request.reason) != (applicant.heir is not None):
        raise NoHeir("死亡提取只付给继承人或受遗赠人，其他提取只付给本人。请到柜台办理。")
    check_own_limit(
        member=member, amount_fen=amount_fen, channel=applicant.channel, today=today
    )
    withdrawal = _keep(
        request=request,
        applicant=applicant,
        outlook=outlook,
        amount_fen=amount_fen,
        card=card_for(member=applicant.heir or member, rule=outlook.rule, now=now),
        intent=intent,
        today_and_now=(today, now),
    )
    hold_money(
        act=withdrawal.hold_act,
        account=withdrawal.account_id,
        amount_fen=amount_fen,
        on=today,
        why=f"{withdrawal.reason_title} {withdrawal.number}",
    )
    record(
        actor=applicant.name,
        deed="apply_withdrawal",
        subject=withdrawal.number,
        reason=withdrawal.reason,
        amount_fen=amount_fen,
        channel=applicant.channel,
    )
    if starts_at is None:
        start(withdrawal=withdrawal, outlook=outlook, applicant=applicant, today=today, now=now)
    else:
        # Nothing in them changes overnight either, and none is thrown away.
        lock_materials(withdrawal, today=today, now=now)
        withdrawal.starts_at = starts_at
        withdrawal.save(update_fields=["starts_at"])
        tell_queued(withdrawal, now=now)
    return withdrawal


def opening_of(applicant: Applicant, now: datetime) -> datetime | None:
    """None while the item is open; when it opens again, where the profile keeps until then.

    Raises OutsideHours where it does not.
    """
    state = item_open("withdrawal", channel=applicant.channel, at=now)
    if state.open:
        return None
    # What a clerk takes in is not kept overnight: his hand in it would be lost.
    at_desk = applicant.taken_in_by is not None
    waits = not at_desk and value("withdrawal.outside_hours", on=now.date()) == "queue"
    if waits and state.opens_at is not None:
        return state.opens_at
    raise OutsideHours(state.sentence, opens_at=state.opens_at)


def amount_of(outlook: Outlook, request: Request, applicant: Applicant) -> int:
    """The amount, in fen, once nothing stands in the way.

    Raises OnlyAtCounter, NotYet, PapersMissing, AmountTooHigh.
    """
    rule = outlook.rule
    if not rule.online and applicant.taken_in_by is None:
        raise OnlyAtCounter(f"“{rule.title}”只在柜台办理，请带材料到就近的管理部。")
    if outlook.judgement is None or outlook.judgement.obstacles or outlook.fen <= 0:
        raise NotYet(why_not(outlook), from_day=outlook.from_day)
    if outlook.judgement.untold:
        first = outlook.judgement.untold[0]
        raise NotYet(f"还不能提交：{first.title}——{first.verdict.next_step}")
    if outlook.judgement.missing:
        raise PapersMissing(
            f"还缺材料：{'、'.join(outlook.judgement.missing)}。请在材料夹里准备好后再提交。"
        )
    check_chosen(outlook, request.materials)
    offered = outlook.judgement.offer.fen
    if request.amount_fen is not None and rule.mode == "partial":
        if not 0 < request.amount_fen <= offered:
            raise AmountTooHigh(
                f"最多可以提取 {format_yuan(offered)} 元（{outlook.judgement.offer.basis}），"
                "请修改金额。"
            )
        return request.amount_fen
    return offered


def check_chosen(outlook: Outlook, materials: Iterable[str]) -> None:
    """That every paper which must go with it was chosen, not only lies in the wallet.

    Raises PapersMissing with the titles of the others.
    """
    own = outlook.given.facts.papers if outlook.given else {}
    chosen = set(materials)
    if chosen.difference(*own.values()):
        # Something that is not his, or not ready: whoever holds the materials says so.
        return
    lacking = [
        paper.title
        for paper in outlook.rule.papers
        if paper.needed and not chosen.intersection(own.get(paper.kind, ()))
    ]
    if lacking:
        raise PapersMissing(f"还没有选择材料：{'、'.join(lacking)}。请选择后再提交。")


def _keep(
    *,
    request: Request,
    applicant: Applicant,
    outlook: Outlook,
    amount_fen: int,
    card: MemberCard,
    intent: str,
    today_and_now: tuple[date, datetime],
) -> Withdrawal:
    rule, account = outlook.rule, outlook.account
    if account is None:
        raise LookupError(f"{request.reason} has no account")
    loan = outlook.given.loan if outlook.given else None
    withdrawal = Withdrawal(
        number=next_number(),
        intent=intent,
        fingerprint=request.fingerprint(),
        member=applicant.member,
        account=FundAccount.objects.get(pk=account.ledger),
        reason=request.reason,
        reason_title=rule.title,
        standard=rule.standard,
        local=rule.local,
        mode=rule.mode,
        amount_fen=amount_fen,
        interest_fen=outlook.interest_fen,
        said=json.dumps(
            {"told": dict(request.told), "materials": list(request.materials)},
            ensure_ascii=False,
        ),
        home=home_of(rule, request.told),
        loan_id=loan.pk if loan else None,
        payee=applicant.heir,
        card=card,
        channel=applicant.channel,
        state=Withdrawal.State.QUEUED,
        applied_on=today_and_now[0],
        applied_at=today_and_now[1],
    )
    withdrawal.save()
    return withdrawal


def next_number() -> str:
    """The next 业务流水号: never used twice, gaps allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('withdrawals_number')")
        return f"TQ{cursor.fetchone()[0]:012d}"


def made_by(*, intent: str, request: Request, member: Member) -> Withdrawal | None:
    """What a form has made already, if anything; raises FormReused for another form's key."""
    known = Withdrawal.objects.filter(intent=intent).first()
    return _the_same(known, request, member) if known is not None else None


def _the_same(known: Withdrawal, request: Request, member: Member) -> Withdrawal:
    """The withdrawal a form has made already; another form under its key is refused (F3)."""
    if known.member_id != member.pk or known.fingerprint != request.fingerprint():
        raise FormReused("这张表单已经用过，内容却不一样，没有办理。请重新打开页面再填。")
    return known


def _after_a_race(
    error: IntegrityError, request: Request, member: Member, intent: str
) -> Withdrawal:
    law = str(error)
    if "intent" in law:
        return _the_same(Withdrawal.objects.get(intent=intent), request, member)
    if "withdrawals_one_open" in law:
        raise AnotherOpen(
            "您有一笔提取正在办理，请等它办结，或先撤回，再提出新的申请。"
        ) from error
    raise error
