"""What proves a withdrawal at its last step: a code for exactly it, the payment password."""

from dataclasses import dataclass, replace
from functools import partial

from django.urls import reverse
from django.utils import timezone

from anju.ground.errors import Refusal
from anju.identity.contacts.payout_codes import Payout, Proof, prove_payout, send_payout_code
from anju.identity.passwords.pin import has_pin
from anju.payments.cards.lists import live_card
from anju.payments.cards.usable_card import CardWaits, usable_card
from anju.payments.models import MemberCard
from anju.policy.rules import value
from anju.portals.member.door import MemberRequest
from anju.portals.member.security.code_field import CodeField, asked, asks
from anju.portals.member.withdrawals.frame import applicant_of
from anju.portals.shared.contact_pages import place_of
from anju.portals.shared.fields import Field, answer
from anju.withdrawals.applying.submit import Ready, check_ready, submit
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

HINT = "验证码只用于这一笔：金额或收款卡变了就要重新获取。发到您登记的手机"


@dataclass(frozen=True)
class PayTo:
    """To which card it would be paid, and what stands in the way of that."""

    card: MemberCard | None
    trouble: str
    url: str


def pay_to(request: MemberRequest) -> PayTo:
    """The member's own card, and why it cannot be paid to yet if so."""
    url = reverse("member:cards")
    try:
        card = usable_card(member=request.member, now=timezone.now())
    except CardWaits as fresh:
        goes = "要审核的提取现在就可以提交，审核通过后到那时付款。"
        return PayTo(live_card(request.member), f"{fresh.sentence}{goes}", url)
    except Refusal as refusal:
        return PayTo(live_card(request.member), refusal.sentence, url)
    return PayTo(card, "", url)


def code_field(request: MemberRequest) -> CodeField:
    """Where the code is typed."""
    return CodeField(HINT, request.member.mobile)


def pin_field(request: MemberRequest) -> Field | None:
    """支付密码, where the center asks for it or the member has chosen one."""
    if not _needs_pin(request):
        return None
    return Field(
        "pin",
        "支付密码",
        type="password",
        inputmode="numeric",
        autocomplete="off",
        extra="w-code",
    )


def pin_to_set(request: MemberRequest) -> bool:
    """Whether one is asked for that has never been set."""
    return _needs_pin(request) and not has_pin(request.member.pk)


def ask_code(request: MemberRequest, wanted: Request) -> CodeField:
    """获取验证码: sent only for what could go in now, and good for that alone.

    Raises what stands in the way of the application itself.
    """
    now = timezone.now()
    ready = check_ready(
        request=wanted, applicant=applicant_of(request), today=request.today, now=now
    )
    send = partial(
        send_payout_code,
        member=request.member,
        payout=_payout(ready),
        place=place_of(request),
        now=now,
    )
    return asked(code_field(request), send, now=now)


def refused_code(request: MemberRequest, refusal: Refusal) -> CodeField:
    """The field again when something stands in the way of the application itself.

    With script only this field is shown anew, so a refused 获取验证码 is told in it.
    """
    field = code_field(request)
    return replace(field, error=refusal.sentence) if asks(request) else field


def hand_in(request: MemberRequest, wanted: Request, intent: str) -> Withdrawal:
    """提交: proven, then applied for. Raises as `submit`."""
    now = timezone.now()

    def prove(ready: Ready) -> None:
        prove_payout(
            member=request.member,
            payout=_payout(ready),
            place=place_of(request),
            proof=_proof(request),
            now=now,
        )

    return submit(
        request=wanted,
        applicant=applicant_of(request),
        intent=intent,
        prove=prove,
        today=request.today,
        now=now,
    )


def _payout(ready: Ready) -> Payout:
    return Payout(
        act=f"withdraw/{ready.outlook.reason}",
        words=ready.outlook.rule.title,
        amount_fen=ready.total_fen,
        card_tail=ready.card.number[-4:],
    )


def _proof(request: MemberRequest) -> Proof:
    pin = request.POST.get("pin", "") if _needs_pin(request) else None
    return Proof(code=answer(request, "code"), pin=pin)


def _needs_pin(request: MemberRequest) -> bool:
    asked_here = value("identity.payment_password", on=request.today) == "asked"
    return asked_here or has_pin(request.member.pk)
