"""可提全景: every reason with its amount or with why not and when, by the law of the day."""

from datetime import date

import pytest
from tests.withdrawals.conftest import NOON, TODAY, ask

from anju.people.models import FundAccount, Member
from anju.withdrawals.judging.facts import facts_of, facts_of_many
from anju.withdrawals.judging.survey import Outlook, rules_on, suppose, survey, why_not
from anju.withdrawals.loan_records.record_loan import (
    LoanFacts,
    LoanKnown,
    RepaymentsWrong,
    record_loan,
    record_repayments,
)
from anju.withdrawals.models import LoanRecord


def look(member: Member, *chosen: str, today: date = TODAY) -> dict[str, Outlook]:
    facts = suppose(facts_of(member=member, today=today, now=NOON), chosen)
    return {one.reason: one for one in survey(facts=facts)}


def test_every_reason_is_there_the_open_ones_first(wang: Member) -> None:
    facts = facts_of(member=wang, today=TODAY, now=NOON)
    found = survey(facts=facts)
    assert len(found) == 15
    assert [one.status for one in found] == sorted(
        (one.status for one in found),
        key=["ready", "papers", "open", "not_yet"].index,
    )
    assert facts.paid_in_row == 4


def test_a_form_without_papers_only_wants_filling_in(wang: Member) -> None:
    assert look(wang)["rent"].status_words == "需填写"
    assert look(wang)["home_purchase"].status_words == "需补材料"


def test_a_refusal_says_what_why_when_and_what_to_do(
    wang: Member, account: FundAccount
) -> None:
    found = look(wang)["employment_ended"]
    assert found.status == "not_yet"
    words = why_not(found)
    assert words.startswith(
        "目前还不能办理“与单位终止（解除）劳动关系”，因为没有满足：账户封存满 6 个月"
    )
    account.state, account.sealed_on = FundAccount.State.SEALED, date(2026, 10, 1)
    account.save()
    assert "预计 2027-04-01 起可办" in why_not(look(wang)["employment_ended"])


def test_the_law_of_the_day_decides_which_reasons_there_are(wang: Member) -> None:
    before, after = date(2026, 9, 19), date(2026, 9, 20)
    assert rules_on(before)["decoration"].offered is False
    assert rules_on(after)["decoration"].offered is True
    # Until then rent had to exceed a share of the household's wages.
    assert any(one.field == "over_share" for one in rules_on(before)["rent"].conditions)
    assert not any(one.field == "over_share" for one in rules_on(after)["rent"].conditions)
    assert "2026 年 9 月 20 日" in look(wang, today=before)["property_fee"].sentence


def test_what_if_he_left_retired_bought_or_moved(wang: Member) -> None:
    assert look(wang)["retirement"].status == "not_yet"
    assert look(wang, "retire")["retirement"].fen == 576_000
    left = look(wang, "leave")["employment_ended"]
    assert left.from_day == date(2027, 5, 18)
    assert look(wang, "move")["external_transfer"].status == "open"


def test_a_running_fund_loan_closes_all_but_repayment_and_settling_opens_them(
    wang: Member,
) -> None:
    lend(wang, LoanRecord.Kind.FUND)
    assert look(wang)["rent"].status == "not_yet"
    assert look(wang)["fund_loan_repayment"].fen == 30_000
    assert look(wang, "settle")["rent"].status == "papers"


def test_what_is_under_way_stands_in_the_way_of_the_rest(wang: Member, card: object) -> None:
    made = ask(wang)
    assert made.number in why_not(look(wang)["serious_illness"])


def test_many_are_read_as_one_is(wang: Member, mill: object) -> None:
    members = list(Member.objects.values_list("pk", flat=True))
    together = facts_of_many(members=members, today=TODAY, now=NOON)
    assert together[wang.pk] == facts_of(member=wang, today=TODAY, now=NOON)
    assert set(together) == set(members)


@pytest.mark.rows("N-20")
def test_a_loan_is_recorded_once_and_its_repayments_add_up(wang: Member) -> None:
    loan = lend(wang, LoanRecord.Kind.COMMERCIAL)
    with pytest.raises(LoanKnown):
        lend(wang, LoanRecord.Kind.COMMERCIAL)
    again = [(date(2026, 8, 20), 20_000, 10_000), (date(2026, 9, 20), 20_000, 9_900)]
    added = record_repayments(loan=loan, repaid=again, state=LoanRecord.State.NORMAL, by="test")
    assert added == 1
    assert look(wang)["commercial_loan_repayment"].fen == 59_900
    for wrong in ((date(2025, 1, 1), 1, 1), (date(2026, 10, 1), -1, 5), (TODAY, 0, 0)):
        with pytest.raises(RepaymentsWrong):
            record_repayments(
                loan=loan, repaid=[wrong], state=LoanRecord.State.NORMAL, by="test"
            )


def lend(member: Member, kind: LoanRecord.Kind) -> LoanRecord:
    loan = record_loan(
        borrower=member,
        facts=LoanFacts(
            kind,
            "XD0001",
            "中国工商银行",
            "演示路 9 号",
            80_000_000,
            50_000_000,
            240,
            date(2026, 7, 1),
        ),
        today=TODAY,
        by="test",
    )
    record_repayments(
        loan=loan,
        repaid=[(date(2026, 8, 20), 20_000, 10_000)],
        state=LoanRecord.State.NORMAL,
        by="test",
    )
    return loan
