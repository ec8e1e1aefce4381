"""Something in a month is wrong: which of the three filings mends it, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from anju.contributions.backpay.amounts import Limits, Part
from anju.contributions.backpay.history import History, histories_of
from anju.contributions.models import Remittance, RemittedMonth, Share
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.models import Employer, FundAccount


class Filing(TextChoices):
    """The kinds of filing; what each may do follows from whether the month is paid."""

    REGULAR = "regular", "正常申报"
    SUPPLEMENTARY = "supplementary", "补充申报"
    CORRECTION = "correction", "更正申报"


class Wrong(TextChoices):
    """What an employer finds wrong about a month."""

    LESS = "less", "少缴了：基数报低了"
    MISSING = "missing", "漏了人：有人应缴没有缴"
    MORE = "more", "多缴了：基数报高了"
    PERSON = "person", "缴错了：不该缴的人缴了，或者重复缴了"


class MonthInProgress(Refusal):
    code = "contributions.month_in_progress"


@dataclass(frozen=True)
class Effect:
    """One member: what is paid for the month and what the present base makes it, in fen."""

    account: int
    name: str
    number: str
    paid_fen: int
    right_fen: int

    @property
    def difference_fen(self) -> int:
        """What is to be paid (above zero) or comes back (below), in fen."""
        return self.right_fen - self.paid_fen


@dataclass(frozen=True)
class Advice:
    """Which filing it is, about which month, which deed paid it, and whom it concerns."""

    filing: Filing
    month: Month
    wrong: Wrong
    deed: Remittance | None
    effects: list[Effect]

    @property
    def total_fen(self) -> int:
        """All differences together, in fen."""
        return sum(one.difference_fen for one in self.effects)


def advise(*, employer: Employer, month: Month, wrong: Wrong, today: date) -> Advice:
    """Plain rules: before payment everything is edited in the register (正常申报); once paid,
    more is paid at any time (补充申报), and less only by correcting what is booked (更正申报).

    Effects compare what is paid with the present base at the ratios of the month, each side
    rounded once. Raises MonthInProgress while the bank has not answered. (Beyond C2.5.)
    """
    paid = employer.paid_through
    found = RemittedMonth.objects.filter(employer=employer, month=month, live=True)
    remitted = found.select_related("remittance").first()
    if remitted is not None and remitted.remittance.state != Remittance.State.POSTED:
        raise MonthInProgress(
            f"{month.chinese}的汇缴还在处理，等银行有了结果再来；没有扣款成功的，可以直接改清册。"
        )
    if paid is None or month > paid:
        return Advice(Filing.REGULAR, month, wrong, None, [])
    deed = remitted.remittance if remitted else None
    higher = wrong in (Wrong.LESS, Wrong.MISSING)
    filing = Filing.SUPPLEMENTARY if higher else Filing.CORRECTION
    return Advice(filing, month, wrong, deed, _effects(employer, month, _MEANT[wrong]))


def _effects(
    employer: Employer, month: Month, meant: Callable[[Effect, bool], bool]
) -> list[Effect]:
    accounts = list(
        employer.accounts.select_related("member")
        .filter(first_month__lte=month, state__in=["01", "02", "06"])
        .order_by("member__name_pinyin", "pk")
    )
    histories = histories_of(employer=employer, accounts=accounts, months=[month])
    bounds = Limits(employer).of(month)
    if bounds is None:
        return []
    effects: list[Effect] = []
    for account in accounts:
        history = histories[account.pk]
        if not history.due_in(month):
            continue
        terms = bounds.terms(account.base_fen, *history.rates_in(month, account))
        right = Part(month, account.base_fen, terms.employer_fen, terms.own_fen)
        one = _effect(account, month, history, right)
        whole = Share.Part.WHOLE in history.paid.get(month, {})
        if meant(one, whole):
            effects.append(one)
    return effects


def _effect(account: FundAccount, month: Month, history: History, right: Part) -> Effect:
    paid = history.paid.get(month, {}).values()
    return Effect(
        account=account.pk,
        name=account.member.name,
        number=account.number,
        paid_fen=sum(unit + own for unit, own in paid),
        right_fen=right.total_fen,
    )


_MEANT: dict[Wrong, Callable[[Effect, bool], bool]] = {
    Wrong.LESS: lambda one, whole: whole and one.difference_fen > 0,
    Wrong.MISSING: lambda one, whole: not whole,
    Wrong.MORE: lambda one, whole: whole and one.difference_fen < 0,
    Wrong.PERSON: lambda one, whole: False,
}
