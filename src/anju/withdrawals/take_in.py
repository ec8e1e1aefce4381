"""A clerk takes an application in for the member who stands before him (柜面收件)."""

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
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.preview import rule_of
from anju.withdrawals.request import Request
from anju.withdrawals.start import Applicant

COUNTER = "counter"
SIGNED_FORM = "提取申请表（本人签名）"
# A heir is paid, and only a member's own confirmed card can be paid to.
NOT_HERE = {
    "death": "死亡（继承）提取要付给继承人，现在只能付到缴存人本人名下经银行核验的卡，"
    "所以还不能在这里受理。请收下材料复印件，按中心的书面流程办理。",
}


class NotTakenInHere(Refusal):
    code = "withdrawals.not_taken_in_here"


class NotConfirmed(Refusal):
    code = "withdrawals.not_confirmed"


@dataclass(frozen=True)
class Confirmation:
    """How the member has confirmed: his payment password, or a form signed and scanned.

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
    """Hand an application in for a member; the clerk can then neither accept nor review it.

    A signed form is kept as a material of the case. A wrong payment password counts, so the
    caller answers the refusal. Raises NotTakenInHere, OwnFile, CardNotChecked, NotConfirmed,
    PapersMissing, the refusals of `check_pin`, of adding a file, and of `apply`.
    """
    if is_self(clerk, member):
        raise OwnFile("不能为本人受理提取，请由其他柜员办理。")
    if request.reason in NOT_HERE:
        raise NotTakenInHere(NOT_HERE[request.reason])
    check_card(confirmed.card_checked)
    _check_papers(request, member, today)
    if confirmed.form != form_number(request):
        raise NotConfirmed("填写的内容与本人看到的申请表不一样，请重新打印申请表给本人确认。")
    if confirmed.pin:
        check_pin(member_id=member.pk, pin=confirmed.pin, now=now)
    elif not confirmed.signed:
        raise NotConfirmed("请本人在密码键盘上输入支付密码，或在申请表上签名后扫描上传。")
    known = Withdrawal.objects.filter(intent=intent, member=member).first()
    if known is not None:
        return known
    with transaction.atomic():
        if not confirmed.pin:
            request = replace(
                request,
                materials=(*request.materials, _keep_form(member, confirmed, now)),
            )
        withdrawal = apply(
            request=request,
            applicant=Applicant(member, member_acts(member), COUNTER, staff_acts(clerk)),
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
        )
    return withdrawal


def _check_papers(request: Request, member: Member, today: date) -> None:
    """Each paper the rule needs is among those chosen, not just somewhere in the wallet."""
    chosen = Material.objects.filter(member=member, number__in=request.materials)
    kinds = set(chosen.values_list("kind", flat=True))
    rule = rule_of(reason=request.reason, today=today)
    missing = [one.title for one in rule.papers if one.needed and one.kind not in kinds]
    if missing:
        raise PapersMissing(f"还没有选择：{'、'.join(missing)}。请扫描或从材料夹里选择。")


def _keep_form(member: Member, confirmed: Confirmation, now: datetime) -> str:
    material = make_material(
        member=member,
        kind=Kind.OTHER,
        typed={"about": f"{SIGNED_FORM}，编号 {confirmed.form}"},
        channel=COUNTER,
        title=f"{SIGNED_FORM} {confirmed.form}",
    )
    add_file(material=material, name=confirmed.signed_name, content=confirmed.signed, now=now)
    return material.number
