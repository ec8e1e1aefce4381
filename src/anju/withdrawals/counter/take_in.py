"""A clerk takes an application in for the person who stands before him (柜面收件)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import member_acts, staff_acts
from anju.documents.materials.models import Material
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.people.models import Member, Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.applying.apply import FormReused, PapersMissing, apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.counter.confirm import COUNTER, Confirmation, check_confirmed, keep_form
from anju.withdrawals.dossier.heirs import heir_of
from anju.withdrawals.dossier.preview import rule_of
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal


def form_number(request: Request) -> str:
    """The number printed on the application form: another word in it gives another number."""
    return request.fingerprint()[:12].upper()


def take_in(
    *,
    request: Request,
    member: Member,
    confirmed: Confirmation,
    clerk: Staff,
    intent: str,
    today: date,
    now: datetime,
) -> Withdrawal:
    """Hand an application in; the clerk can then neither accept nor review it.

    For a dead member it is his heir who stands there, signs and is paid. A signed form is kept
    as a material of the case. A wrong payment password counts, so the caller answers the
    refusal. Raises OwnFile, CardNotChecked, NotConfirmed, PapersMissing, FormReused, those of
    `heir_of`, of `check_pin`, of adding a file, and of `apply`.
    """
    if is_self(clerk, member):
        raise OwnFile("不能为本人受理提取，请由其他柜员办理。")
    check_card(confirmed.card_checked)
    _check_papers(request, member, today)
    heir = heir_of(request=request, member=member, clerk=clerk, today=today, now=now)
    check_confirmed(
        confirmed=confirmed, form=form_number(request), member=member, heir=heir, now=now
    )
    known = Withdrawal.objects.filter(intent=intent, member=member).first()
    if known is not None:
        return _the_same(known, request)
    with transaction.atomic():
        if not confirmed.pin:
            form = keep_form(confirmed=confirmed, member=member, heir=heir, now=now)
            request = replace(request, materials=(*request.materials, form.number))
        withdrawal = apply(
            request=request,
            applicant=Applicant(
                member, member_acts(heir or member), COUNTER, staff_acts(clerk), heir
            ),
            intent=intent,
            today=today,
            now=now,
        )
        record(
            actor=actor_of(clerk),
            deed="take_in_withdrawal",
            subject=withdrawal.number,
            way=confirmed.way,
            form=confirmed.form,
            **({"heir": f"member/{heir.pk}"} if heir else {}),
        )
    return withdrawal


def _the_same(known: Withdrawal, request: Request) -> Withdrawal:
    """What the form has made already; other words under its key are another form (F3).

    The signed form's own scan is one of its papers and of nobody's choosing.
    """
    asked = (request.reason, dict(request.told), request.amount_fen or known.amount_fen)
    made = (known.reason, dict(known.told), known.amount_fen)
    if asked != made or not set(request.materials) <= set(known.materials):
        raise FormReused(
            f"这张表单已经办理过（{known.number}），内容却不一样，没有再次办理。"
            "请回到“提取受理”重新填写。"
        )
    return known


def _check_papers(request: Request, member: Member, today: date) -> None:
    """Each paper the rule needs is among those chosen, not just somewhere in the wallet."""
    chosen = Material.objects.filter(member=member, number__in=request.materials)
    kinds = set(chosen.values_list("kind", flat=True))
    rule = rule_of(reason=request.reason, today=today)
    missing = [one.title for one in rule.papers if one.needed and one.kind not in kinds]
    if missing:
        raise PapersMissing(f"还没有选择：{'、'.join(missing)}。请扫描或从材料夹里选择。")
