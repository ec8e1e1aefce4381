"""A clerk takes an application in for the person who stands before him (柜面收件)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import member_acts, staff_acts
from anju.documents.materials.add_file import add_file
from anju.documents.materials.kinds import Kind
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.ground.errors import Refusal
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.identity.passwords.pin import check_pin
from anju.people.actor import actor_of
from anju.people.models import Member, Staff
from anju.withdrawals.apply import PapersMissing, apply
from anju.withdrawals.heirs import heir_of
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.preview import rule_of
from anju.withdrawals.request import Request
from anju.withdrawals.start import Applicant

COUNTER = "counter"
SIGNED_FORM = "提取申请表（本人签名）"
SIGNED_BY_HEIR = "提取申请表（继承人签名）"


class NotConfirmed(Refusal):
    code = "withdrawals.not_confirmed"


@dataclass(frozen=True)
class Confirmation:
    """How it was confirmed: the member's payment password, or a form signed and scanned.

    An heir signs: the dead member's password proves nothing about him.
    `form` is the number printed on the form, by which it is known to say what is handed in.
    """

    card_checked: bool
    form: str
    pin: str = ""
    signed_name: str = ""
    signed: bytes = b""

    @property
    def way(self) -> str:
        """As the trail names it."""
        return "pin" if self.pin else "signed_form"


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
    refusal. Raises OwnFile, CardNotChecked, NotConfirmed, PapersMissing, the refusals of
    `heir_of`, of `check_pin`, of adding a file, and of `apply`.
    """
    if is_self(clerk, member):
        raise OwnFile("不能为本人受理提取，请由其他柜员办理。")
    check_card(confirmed.card_checked)
    _check_papers(request, member, today)
    heir = heir_of(request=request, member=member, clerk=clerk, today=today, now=now)
    _check_confirmed(request, member, heir, confirmed, now)
    known = Withdrawal.objects.filter(intent=intent, member=member).first()
    if known is not None:
        return known
    with transaction.atomic():
        if not confirmed.pin:
            request = replace(
                request,
                materials=(*request.materials, _keep_form(member, heir, confirmed, now)),
            )
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


def _check_confirmed(
    request: Request,
    member: Member,
    heir: Member | None,
    confirmed: Confirmation,
    now: datetime,
) -> None:
    if confirmed.form != form_number(request):
        raise NotConfirmed("填写的内容与本人看到的申请表不一样，请重新打印申请表给本人确认。")
    if heir is not None:
        if confirmed.pin or not confirmed.signed:
            raise NotConfirmed(
                "继承提取由继承人在申请表上签名确认，不用缴存人的支付密码。请签名后扫描上传。"
            )
    elif confirmed.pin:
        check_pin(member_id=member.pk, pin=confirmed.pin, now=now)
    elif not confirmed.signed:
        raise NotConfirmed("请本人在密码键盘上输入支付密码，或在申请表上签名后扫描上传。")


def _check_papers(request: Request, member: Member, today: date) -> None:
    """Each paper the rule needs is among those chosen, not just somewhere in the wallet."""
    chosen = Material.objects.filter(member=member, number__in=request.materials)
    kinds = set(chosen.values_list("kind", flat=True))
    rule = rule_of(reason=request.reason, today=today)
    missing = [one.title for one in rule.papers if one.needed and one.kind not in kinds]
    if missing:
        raise PapersMissing(f"还没有选择：{'、'.join(missing)}。请扫描或从材料夹里选择。")


def _keep_form(
    member: Member, heir: Member | None, confirmed: Confirmation, now: datetime
) -> str:
    title = SIGNED_BY_HEIR if heir else SIGNED_FORM
    material = make_material(
        member=member,
        kind=Kind.OTHER,
        typed={"about": f"{title}，编号 {confirmed.form}"},
        channel=COUNTER,
        title=f"{title} {confirmed.form}",
    )
    add_file(material=material, name=confirmed.signed_name, content=confirmed.signed, now=now)
    return material.number
