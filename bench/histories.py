"""Prepares members with ten years behind them: months, withdrawals, a loan being repaid."""

from datetime import date

import psycopg
from psycopg import sql

from anju.contributions.models import Remittance
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.people.models import Employer, FundAccount, Member
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord
from bench.server import Server
from bench.town import BY, CENTER, MONTH, TODAY, standing

DATABASE = "histories"
YEARS, LENT_ON = 10, date(2016, 11, 20)
# One in so many repays a loan; a screen is measured for those.
WITH_LOAN = 50
# What a clone of the month just booked looks like in every month of ten years before.
SHARES = """
INSERT INTO contributions_share (
    remittance_id, account_id, month, part, base_fen, employer_fen, own_fen, live
)
SELECT s.remittance_id, s.account_id, to_char(back.month, 'YYYYMM')::int, s.part,
       s.base_fen, s.employer_fen, s.own_fen, true
  FROM contributions_share AS s
 CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS back(month)
 WHERE s.remittance_id = %(remittance)s
 ORDER BY back.month, s.account_id
"""
# Every year each took something out. Papers, cases and cards are left away, as nothing that is
# measured looks at them; the constraints that ask for them are taken off in this database.
TAKEN = """
INSERT INTO withdrawals_withdrawal (
    number, intent, fingerprint, member_id, account_id, reason, reason_title, standard, local,
    mode, amount_fen, interest_fen, said, home, home_index, loan_id, card_id, channel, state,
    attempt, hold_round, failure, state_before, applied_on, applied_at, paid_on, case_id
)
SELECT 'TQ' || y || lpad(a.ledger_id::text, 10, '0'), 'bench-' || y || '-' || a.ledger_id, '',
       a.member_id, a.ledger_id, 'rent', '租房提取', '09', '', 'partial', 300000, 0, '', '',
       NULL, NULL, 0, 'hall', 'paid', 1, 1, '', '', make_date(y, 3, 1), make_date(y, 3, 1),
       make_date(y, 3, 2), -a.ledger_id * 100 - (y - 2000)
  FROM people_fundaccount AS a
 CROSS JOIN generate_series(%(since)s::int, %(until)s::int) AS y
 WHERE a.employer_id = %(employer)s
"""


def prepare_histories(server: Server, *, employer: int) -> None:
    """`histories`: the staff of one employer with 120 paid months and ten withdrawals each."""
    server.clone(DATABASE, of="employers")
    with standing(server, DATABASE):
        remittance = _pay_a_month(Employer.objects.get(pk=employer))
        _lend(employer)
    with server.connect(DATABASE) as owner:
        owner.execute(f"SET search_path = {CENTER}")
        _free(owner)
        first, last = MONTH - 12 * YEARS + 1, MONTH.previous
        owner.execute(
            SHARES,
            {"remittance": remittance, "first": first.first_day, "last": last.first_day},
        )
        owner.execute(
            TAKEN, {"employer": employer, "since": TODAY.year - YEARS, "until": TODAY.year - 1}
        )
        owner.execute("VACUUM (FREEZE, ANALYZE)")


def _free(owner: psycopg.Connection) -> None:
    """Nothing that is measured follows a withdrawal to its case or card."""
    names = owner.execute(
        "SELECT conname FROM pg_constraint"
        " WHERE conrelid = 'withdrawals_withdrawal'::regclass AND contype = 'f'"
    ).fetchall()
    for (name,) in names:
        owner.execute(
            sql.SQL("ALTER TABLE withdrawals_withdrawal DROP CONSTRAINT {}").format(
                sql.Identifier(name)
            )
        )


def members_of(employer: int, most: int) -> list[int]:
    """So many members of an employer's staff, in the order of their accounts."""
    staff = FundAccount.objects.filter(employer=employer).order_by("ledger_id")
    return list(staff.values_list("member_id", flat=True)[:most])


def _pay_a_month(at: Employer) -> int:
    owed = dues(employer=at, until=MONTH, today=TODAY).total_fen
    remittance = submit_remittance(
        employer=at,
        until=MONTH,
        method=Remittance.Method.PREPAYMENT,
        expected_fen=owed,
        intent="histories",
        today=TODAY,
        by=BY,
    )
    return int(remittance.pk)


def _lend(employer: int) -> None:
    months = [Month.of(LENT_ON) + n for n in range(1, 12 * YEARS)]
    repaid = [(month.first_day.replace(day=20), 150_000, 120_000) for month in months]
    for order, pk in enumerate(members_of(employer, 10_000)[::WITH_LOAN]):
        loan = record_loan(
            borrower=Member.objects.get(pk=pk),
            facts=LoanFacts(
                LoanRecord.Kind.COMMERCIAL, f"BENCH{order:08d}", "演示银行", "演示路 1 号",
                120_000_000, 80_000_000, 360, LENT_ON,
            ),
            today=TODAY,
            by=BY,
        )  # fmt: skip
        record_repayments(loan=loan, repaid=repaid, state=LoanRecord.State.NORMAL, by=BY)
