"""提取受理 for an heir: who he is by the form, and the receipt of what he was paid."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from anju.people.models import Member
from anju.policy.reasons import ReasonRule
from anju.portals.counter.persons.opened import PersonRequest, with_person
from anju.portals.counter.withdrawals.frame import member_in
from anju.portals.shared.receipt_page import receipt_pdf
from anju.withdrawals.dossier.file import shown
from anju.withdrawals.dossier.heirs import heir_of, paid_to_heirs
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.receipts import receipt_of

CHANNEL = "柜面"


def heir_at(request: PersonRequest, asked: Request) -> Member | None:
    """The heir the form names; none where the reason pays the member. Raises as `heir_of`."""
    return heir_of(
        request=asked,
        member=member_in(request),
        clerk=request.staff,
        today=request.today,
        now=timezone.now(),
    )


def told_in_words(rule: ReasonRule, told: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was told, by the questions, as people read it."""
    return [(ask.label, shown(ask, told)) for ask in rule.asks]


def heirs_receipts(member: Member) -> list[Withdrawal]:
    """What heirs of this member were paid, whose receipts are printed here."""
    return [one for one in paid_to_heirs(member=member) if receipt_of(one) is not None]


@with_person("member")
@require_POST
def heir_receipt(request: PersonRequest, number: str) -> HttpResponse:
    """打印提取回单 for the heir: he has no hall of his own to print it in."""
    paid = paid_to_heirs(member=member_in(request)).filter(number=number).first()
    found = receipt_of(paid) if paid is not None else None
    if found is None:
        raise Http404
    return receipt_pdf(request, found, by=request.staff.name, channel=CHANNEL)
