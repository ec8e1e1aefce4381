"""What is looked up about withdrawals: a member's own, and those a person must act on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from anju.ground.document_numbers import plain_number
from anju.people.lists import AN_IDENTITY
from anju.people.models import Member
from anju.policy.rules import value
from anju.withdrawals.dossier.hold_own import NotYours
from anju.withdrawals.judging.days import months_after
from anju.withdrawals.models import BounceDeed, LoanDeed, LoanRecord, LoanRepayment, Withdrawal


def withdrawals_of(*, member: Member, today: date) -> QuerySet[Withdrawal]:
    """A member's withdrawals, as many years as the center shows, newest first (N-14, X-39).

    What an heir asked for and got is not among them: whoever comes in here is not he.
    """
    years = int(value("withdrawal.history_years", on=today))
    since = months_after(today, -12 * years)
    found = Withdrawal.objects.filter(member=member, payee=None, applied_on__gte=since)
    return found.select_related("account__employer", "card", "case", "order").order_by("-id")


def withdrawal_by_number(*, member: Member, number: str) -> Withdrawal:
    """One of the member's own withdrawals; raises NotYours for another's, an heir's or none."""
    found = (
        Withdrawal.objects.filter(member=member, payee=None, number=number)
        .select_related("account__employer", "card", "case", "order", "member", "loan")
        .first()
    )
    if found is None:
        raise NotYours("您没有这笔提取。")
    return found


def open_withdrawals_of(*, member: Member) -> QuerySet[Withdrawal]:
    """What is under way from a member's money, an heir's as well: for the counter."""
    found = Withdrawal.objects.filter(member=member, state__in=Withdrawal.OPEN)
    return found.select_related("member", "account", "payee", "card", "case").order_by("-id")


def reasons_behind(*, acts: Iterable[str]) -> dict[str, tuple[str, str]]:
    """提取原因 and 提取方式 of the ledger's entries, by their acts; others are left out (Z-30).

    Money leaves by transfer to the member's own card and in no other way.
    """
    # A red entry bears the act it takes back.
    numbers = {act: act.removeprefix("red:").partition("/")[0] for act in acts}
    found = Withdrawal.objects.filter(number__in=set(numbers.values()))
    titles = dict(found.values_list("number", "reason_title"))
    return {act: (titles[one], "转账") for act, one in numbers.items() if one in titles}


def bounced() -> QuerySet[Withdrawal]:
    """What the bank could not pay and nobody has acted on, the oldest first."""
    found = Withdrawal.objects.filter(state=Withdrawal.State.BOUNCED).order_by("id")
    return found.select_related("member", "payee", "account__employer", "card", "order")


def bounce_deeds_waiting() -> QuerySet[BounceDeed]:
    """What officers have asked to be done with bounced payments, the oldest first."""
    found = BounceDeed.objects.filter(state=BounceDeed.State.ASKED).order_by("id")
    return found.select_related(
        "withdrawal__member", "withdrawal__payee", "withdrawal__card", "asked_by"
    )


def loan_deeds_waiting() -> QuerySet[LoanDeed]:
    """What officers have asked to be written down of loans, the oldest first."""
    found = LoanDeed.objects.filter(state=LoanDeed.State.ASKED).order_by("id")
    return found.select_related("borrower", "loan__borrower", "asked_by")


def loans_of(*, member: Member, kind: LoanRecord.Kind) -> QuerySet[LoanRecord]:
    """The loans a member is the main borrower of (N-09)."""
    return LoanRecord.objects.filter(borrower=member, kind=kind).order_by("number")


def made_from(*, member: Member, intent: str) -> Withdrawal | None:
    """What a member's form has made already, by the form's own key."""
    return Withdrawal.objects.filter(member=member, intent=intent).first()


def loan_records(*, words: str = "", kind: str = "", state: str = "") -> QuerySet[LoanRecord]:
    """Loans on record, the newest first, with `times` and the sums repaid in fen (N-20).

    Looked for by material or contract number, by the borrower's name or identity number.
    """
    repaid = LoanRepayment.objects.filter(loan=OuterRef("pk")).order_by().values("loan")

    def summed(column: str) -> Coalesce:
        total = repaid.annotate(fen=Sum(column)).values("fen")
        return Coalesce(Subquery(total), 0, output_field=BigIntegerField())

    found = LoanRecord.objects.select_related("borrower").annotate(
        times=Count("repayments"),
        principal_fen=summed("principal_fen"),
        interest_fen=summed("interest_fen"),
    )
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(_loan_named(words))
    return found.order_by("-id")


def _loan_named(words: str) -> Q:
    if len(words) > AN_IDENTITY and words[:AN_IDENTITY].isdigit():
        return Q(borrower__identity_index=words.upper())
    plain = plain_number(words)
    number = Q(number=plain) | Q(contract_number__contains=words)
    if plain:
        number |= Q(contract_plain__contains=plain)
    return number | Q(borrower__name__contains=words)
