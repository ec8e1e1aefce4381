"""Each condition by itself: met, not yet and from when, not told, or for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from anju.ground.calendar import Month
from anju.policy.reasons import Amount, Condition, ReasonRule
from anju.withdrawals.judging.amounts import offer_of
from anju.withdrawals.judging.checks import BY_NAME, EVERY
from anju.withdrawals.judging.days import months_after, months_between
from anju.withdrawals.judging.facts import Account, Facts, Loan, Taken
from anju.withdrawals.judging.judge import judge
from anju.withdrawals.judging.situation import Situation
from anju.withdrawals.judging.verdicts import Verdict

TODAY = date(2026, 11, 18)
NORMAL = Account(7, "A1", "01", "申城纺织", 1_000_000, 1_000_000, 144_000, TODAY, None)
SEALED = replace(NORMAL, state="02", sealed_on=date(2026, 5, 18))
LOAN = Loan(3, "DK1", "commercial", "normal", "XD1", "工行", [(date(2026, 8, 20), 50_000)])


def facts(*accounts: Account, **known) -> Facts:
    plain = {
        "today": TODAY,
        "member": 1,
        "sex": "男",
        "born_on": date(1990, 3, 7),
        "accounts": list(accounts or [NORMAL]),
        "paid_in_row": 4,
        "paid_last": Month(2026, 10),
        "taken": [],
        "loans": [],
        "open_number": "",
    }
    return Facts(**(plain | known))


def rule(*conditions: Condition, mode: str = "partial", **more) -> ReasonRule:
    amount = more.pop("amount", Amount(formula="whole_balance"))
    return ReasonRule(
        title="提取", mode=mode, path="form", conditions=conditions, amount=amount, **more
    )


def given(
    known: Facts | None = None, *, told: dict[str, str] | None = None, **more
) -> Situation:
    known = known or facts()
    account = more.pop("account", known.accounts[0])
    return Situation(known, "rent", more.pop("rule", rule()), account, told or {}, **more)


def check(name: str, situation: Situation, **condition) -> Verdict:
    _, judged = BY_NAME[name]
    return judged(situation, Condition(check=name, says="要求", **condition))


def always(number: str, situation: Situation) -> Verdict:
    (judged,) = (one for mark, _, one in EVERY if mark == number)
    return judged(situation, Condition(check="declared", says="要求"))


def test_w01_a_closed_or_empty_account_gives_nothing() -> None:
    assert always("W01", given()).outcome == "met"
    empty = replace(NORMAL, balance_fen=0)
    assert always("W01", given(facts(empty))).outcome == "not_met"
    assert always("W01", given(facts(replace(NORMAL, state="05")))).outcome == "not_met"


def test_w02_a_partial_withdrawal_takes_what_is_free_beside_a_freeze_a_closing_does_not() -> (
    None
):
    partly = facts(replace(NORMAL, free_fen=400_000))
    assert always("W02", given(partly)).outcome == "met"
    assert always("W02", given(partly, rule=rule(mode="closing"))).outcome == "not_met"
    assert always("W02", given(facts(replace(NORMAL, state="06")))).outcome == "not_met"


def test_w03_one_withdrawal_at_a_time() -> None:
    verdict = always("W03", given(facts(open_number="TQ1")))
    assert (verdict.outcome, "TQ1" in verdict.yours) == ("not_met", True)


def test_w04_a_hold_says_until_when() -> None:
    until = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    verdict = always("W04", given(facts(held_because="reset", held_until=until)))
    assert (verdict.outcome, verdict.from_day) == ("not_met", date(2026, 11, 20))
    lock = always("W04", given(facts(held_because="own_lock")))
    assert (lock.outcome, lock.from_day) == ("not_met", None)


@pytest.mark.parametrize(
    ("in_row", "last", "outcome", "from_day"),
    [
        (3, Month(2026, 10), "met", None),
        (2, Month(2026, 10), "not_met", date(2026, 11, 1)),
        (1, Month(2026, 11), "not_met", date(2027, 1, 1)),
        (12, Month(2026, 8), "not_met", None),
        (0, None, "not_met", None),
    ],
)
def test_w06_months_in_a_row_count_up_to_the_last_two(
    in_row: int, last: Month | None, outcome: str, from_day: date | None
) -> None:
    known = facts(paid_in_row=in_row, paid_last=last)
    verdict = check("paid_months_in_row", given(known), months=3)
    assert (verdict.outcome, verdict.from_day) == (outcome, from_day)


@pytest.mark.rows("J-16", "X-08")
def test_w07_sealed_for_six_months_to_the_day() -> None:
    assert check("account_sealed_for", given(facts(SEALED)), months=6).outcome == "met"
    later = facts(replace(SEALED, sealed_on=date(2026, 5, 19)))
    verdict = check("account_sealed_for", given(later), months=6)
    assert (verdict.outcome, verdict.from_day) == ("not_met", date(2026, 11, 19))
    assert check("account_sealed_for", given(), months=6).from_day is None


def test_w08_who_is_paid_elsewhere_transfers_and_does_not_close() -> None:
    other = replace(NORMAL, number="A2", employer="信阳丝厂")
    verdict = check("not_paid_elsewhere", given(facts(SEALED, other)))
    assert (verdict.outcome, "信阳丝厂" in verdict.yours) == ("not_met", True)
    assert check("not_paid_elsewhere", given(facts(SEALED))).outcome == "met"


@pytest.mark.rows("N-12", "J-17")
@pytest.mark.parametrize(
    ("sex", "born_on", "outcome", "from_day"),
    [
        ("男", date(1966, 5, 1), "met", None),
        ("男", date(1966, 7, 1), "not_met", date(2026, 12, 1)),
        ("男", date(1990, 3, 7), "not_met", date(2053, 3, 1)),
        ("女", date(1975, 12, 1), "unknown", None),
        ("女", date(1970, 1, 1), "met", None),
    ],
)
def test_w09_of_age_by_the_table_and_for_women_between_two_ages_a_person_looks(
    sex: str, born_on: date, outcome: str, from_day: date | None
) -> None:
    known = facts(sex=sex, born_on=born_on)
    verdict = check("of_retirement_age", given(known), field="retirement_proof")
    assert (verdict.outcome, verdict.from_day) == (outcome, from_day)


def test_w09_an_early_retirement_is_proven_by_its_paper() -> None:
    known = facts(papers={"retirement_proof": ["CL1"]})
    verdict = check("of_retirement_age", given(known), field="retirement_proof")
    assert verdict.outcome == "unknown"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2024-11-18", "met"),
        ("2024-11-17", "not_met"),
        ("2026-11-19", "not_met"),
        ("", "to_tell"),
    ],
)
def test_w10_a_contract_of_two_years_to_the_day_and_none_of_the_future(
    day: str, outcome: str
) -> None:
    situation = given(told={"contract_on": day})
    verdict = check("contract_within", situation, months=24, field="contract_on")
    assert verdict.outcome == outcome


def test_w11_and_then_again_after_a_year() -> None:
    before = facts(taken=[Taken("TQ1", "rent", 1, date(2025, 11, 19), None, None)])
    verdict = check("not_taken_since", given(before), months=12)
    assert (verdict.outcome, verdict.from_day) == ("not_met", date(2026, 11, 19))
    long_ago = facts(taken=[Taken("TQ1", "rent", 1, date(2025, 11, 18), None, None)])
    assert check("not_taken_since", given(long_ago), months=12).outcome == "met"


def test_w12_a_home_is_used_once() -> None:
    used = facts(taken=[Taken("TQ1", "home_purchase", 1, TODAY, b"home", None)])
    told = {"contract_number": "HT1"}
    again = given(used, told=told, home=b"home")
    assert check("home_not_used_before", again, field="contract_number").outcome == "not_met"
    other = given(used, told=told, home=b"other")
    assert check("home_not_used_before", other, field="contract_number").outcome == "met"


def test_w13_what_only_the_register_of_homes_can_prove_is_unknown_and_not_failed() -> None:
    assert check("no_own_home", given(told={"no": "是"}), field="no").outcome == "unknown"
    assert check("no_own_home", given(told={"no": "否"}), field="no").outcome == "not_met"
    assert check("no_own_home", given(), field="no").outcome == "to_tell"


@pytest.mark.rows("N-09", "N-20")
def test_w14_a_loan_is_on_record_by_its_material_number_and_his_own() -> None:
    wanted = Condition(check="loan_on_record", says="有贷款", field="commercial")
    known = facts(loans=[LOAN])
    assert check("loan_on_record", given(known, rule=rule(wanted))).outcome == "met"
    forged = given(known, rule=rule(wanted), told={"loan": "DK9"})
    assert check("loan_on_record", forged).outcome == "not_met"
    assert check("loan_on_record", given(rule=rule(wanted))).outcome == "not_met"


def test_w15_and_w16_an_overdue_loan_stops_its_own_reason_and_a_running_one_the_others() -> (
    None
):
    wanted = Condition(check="loan_on_record", says="有贷款", field="commercial")
    overdue = facts(loans=[replace(LOAN, state="overdue")])
    assert (
        check("loan_in_good_standing", given(overdue, rule=rule(wanted))).outcome == "not_met"
    )
    fund = facts(loans=[replace(LOAN, kind="fund")])
    assert check("no_unsettled_loan", given(fund)).outcome == "not_met"
    settled = facts(loans=[replace(LOAN, kind="fund", state="settled")])
    assert check("no_unsettled_loan", given(settled)).outcome == "met"


def test_w17_what_is_left_of_the_year_and_the_next_one_from_new_year() -> None:
    yearly = rule(amount=Amount(formula="year_cap", cap_fen=500_000))
    some = facts(taken=[Taken("TQ1", "rent", 300_000, date(2026, 3, 1), None, None)])
    assert check("within_year_cap", given(some, rule=yearly)).outcome == "met"
    assert offer_of(given(some, rule=yearly), leave_fen=1).fen == 200_000
    full = facts(taken=[Taken("TQ1", "rent", 500_000, date(2026, 3, 1), None, None)])
    verdict = check("within_year_cap", given(full, rule=yearly))
    assert (verdict.outcome, verdict.from_day) == ("not_met", date(2027, 1, 1))


@pytest.mark.rows("N-11")
def test_what_was_repaid_since_the_last_withdrawal_is_offered() -> None:
    wanted = Condition(check="loan_on_record", says="有贷款", field="commercial")
    repaying = rule(wanted, amount=Amount(formula="repaid_since_last"))
    # The last one is only planned.
    days = (date(2026, 3, 20), 10_000), (date(2026, 8, 20), 50_000), (date(2099, 1, 1), 1)
    before = Taken("TQ1", "rent", 10_000, date(2026, 4, 1), None, 3)
    known = facts(loans=[replace(LOAN, repaid=days)], taken=[before])
    assert offer_of(given(known, rule=repaying), leave_fen=1).fen == 50_000


@pytest.mark.parametrize(
    ("amount", "told", "fen"),
    [
        (Amount(formula="up_to_cost"), {"cost": "5000"}, 500_000),
        (Amount(formula="up_to_cost"), {"cost": "50000"}, 999_999),
        (
            Amount(formula="share_of_cost", share="0.5", cap_fen=300_000),
            {"cost": "1000.01"},
            50_000,
        ),
        (
            Amount(formula="share_of_cost", share="0.5", cap_fen=300_000),
            {"cost": "9000"},
            300_000,
        ),
        (
            Amount(formula="monthly_cap", per_month_fen=150_000, most_months=12),
            {"months": "2"},
            300_000,
        ),
        (
            Amount(formula="monthly_cap", per_month_fen=150_000, most_months=12),
            {"months": "12"},
            600_000,
        ),
    ],
)
def test_every_formula_stays_within_cost_cap_and_balance(
    amount: Amount, told: dict[str, str], fen: int
) -> None:
    assert offer_of(given(told=told, rule=rule(amount=amount)), leave_fen=1).fen == fen


def test_an_amount_or_day_that_is_none_is_told_in_words_and_nothing_is_offered() -> None:
    costly = rule(amount=Amount(formula="up_to_cost"))
    for nonsense in ("-1", "0.001", "1e9", "１００x", "abc"):
        judged = judge(given(told={"cost": nonsense}, rule=costly), leave_fen=1)
        assert judged.status == "not_yet"
        assert any(line.number == "W20" for line in judged.obstacles)
    window = rule(Condition(check="contract_within", says="两年内", months=24, field="day"))
    judged = judge(given(told={"day": "2026-02-30"}, rule=window), leave_fen=1)
    assert "日期填写有误" in judged.obstacles[0].verdict.next_step


def test_the_day_from_which_nothing_stands_in_the_way_is_the_last_of_all() -> None:
    two = rule(
        Condition(check="account_sealed_for", says="封存", months=12),
        Condition(check="not_taken_since", says="满一年", months=12),
    )
    known = facts(SEALED, taken=[Taken("TQ1", "rent", 1, date(2026, 1, 5), None, None)])
    judged = judge(given(known, rule=two), leave_fen=1)
    assert (judged.status, judged.from_day) == ("not_yet", date(2027, 5, 18))
    both = facts(NORMAL, taken=known.taken)
    assert judge(given(both, rule=two), leave_fen=1).from_day is None


def test_months_are_counted_to_the_day_and_short_months_end_early() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_between(date(2026, 8, 31), date(2027, 2, 28)) == 6
    assert months_between(date(2026, 1, 15), date(2026, 3, 14)) == 1
    assert months_between(date(2026, 3, 14), date(2026, 1, 15)) == 0
