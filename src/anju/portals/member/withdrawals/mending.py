"""What withdrawals hang on their cases: mending what was marked, taking back, the payment."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from anju.cases.actors import member_acts
from anju.cases.models import Case
from anju.people.employers.change_employer import FieldsWrong
from anju.people.models import Member
from anju.portals.member.case_kinds import Asked, Errand, Fact, MemberKind
from anju.portals.member.withdrawals.mended_papers import paper_errands
from anju.portals.shared.fields import Field
from anju.portals.shared.withdrawals.mending_fields import (
    look_at,
    mending_fields,
    mending_of,
)
from anju.withdrawals.applying.cancel import cancel
from anju.withdrawals.dossier.mendable import LABELS
from anju.withdrawals.dossier.request import NotTold
from anju.withdrawals.mending.mend import mend
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.receipts import receipt_of


def _fields(case: Case, asked: Asked, faults: Asked) -> list[Field]:
    return mending_fields(_withdrawal_of(case), case, asked, faults)


def _mend(case: Case, asked: Asked, member: Member, today: date) -> Case:
    own = _withdrawal_of(case)
    look = look_at(own)
    try:
        return mend(
            member=member,
            number=own.number,
            mending=mending_of(case, asked, look),
            by=member_acts(member),
            today=today,
            now=timezone.now(),
        )
    except NotTold as refusal:
        raise FieldsWrong(refusal.sentence, faults=dict(refusal.fields)) from refusal


def _withdraw(case: Case, member: Member, today: date) -> Case:
    cancel(
        member=member,
        number=_withdrawal_of(case).number,
        by=member_acts(member),
        today=today,
        now=timezone.now(),
    )
    case.refresh_from_db()
    return case


def _facts(case: Case) -> list[Fact]:
    own = _withdrawal_of(case)
    url = reverse("member:withdrawal", args=[own.number])
    facts = [Fact("业务流水号", own.number, url), Fact("付款", own.get_state_display(), url)]
    receipt = receipt_of(own)
    if receipt is not None:
        url = reverse("member:withdrawal_receipt", args=[own.number])
        facts.append(Fact("提取回单", receipt.number, url))
    return facts


def _withdrawal_of(case: Case) -> Withdrawal:
    return Withdrawal.objects.select_related("member", "account", "card", "order").get(
        case=case
    )


def _errands(case: Case) -> list[Errand]:
    return paper_errands(case, look_at(_withdrawal_of(case)).rule.papers)


HOOKS = MemberKind(
    fields=_fields,
    mend=_mend,
    withdraw=_withdraw,
    facts=_facts,
    errands=_errands,
    labels=LABELS,
)
