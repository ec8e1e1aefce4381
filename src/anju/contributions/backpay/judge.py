"""Works out what the lines of a back payment come to, and what is wrong with them."""

from datetime import date

from anju.contributions.backpay.amounts import Limits, Part, amount_of
from anju.contributions.backpay.checks import Situation, faults_of
from anju.contributions.backpay.history import History, histories_of
from anju.contributions.models import BackPayment, BackPaymentLine
from anju.ground.calendar import Month
from anju.policy.rules import value


def judge_back_payment(
    back_payment: BackPayment, lines: list[BackPaymentLine], today: date
) -> None:
    """Fill in parts, sum and faults of every line as things stand now; nothing is saved.

    Lines bring their account with its member.
    """
    months = {
        month
        for line in lines
        for month in (line.first_month, line.last_month)
        if line.first_month <= line.last_month
    }
    histories = histories_of(
        employer=back_payment.employer, accounts=[line.account for line in lines], months=months
    )
    limits = Limits(back_payment.employer)
    sealed_too = value("contribution.back_payment_sealed_months", on=today)
    for line in lines:
        history = histories[line.account_id]
        parts = _parts(back_payment, line, history, limits)
        situation = Situation(
            employer=back_payment.employer,
            kind=BackPayment.Kind(back_payment.kind),
            history=history,
            limits=limits,
            parts=parts,
            sealed_may_be_paid=sealed_too,
        )
        line.faults = [fault.as_json() for fault in faults_of(line, situation)]
        line.parts = [] if line.faults else [part.as_json() for part in parts]
        line.total_fen = 0 if line.faults else sum(part.total_fen for part in parts)


def _parts(
    back_payment: BackPayment, line: BackPaymentLine, history: History, limits: Limits
) -> list[Part]:
    """The months within what the employer has remitted; there is no end to what is typed."""
    paid = back_payment.employer.paid_through
    if paid is None or not history.bases or line.last_month > paid:
        return []
    if history.first is None or line.first_month < history.first:
        return []
    kind = BackPayment.Kind(back_payment.kind)
    return [
        amount_of(kind, line, month, history, bounds)
        for month in Month.span(line.first_month, line.last_month)
        if (bounds := limits.of(month)) is not None
    ]
