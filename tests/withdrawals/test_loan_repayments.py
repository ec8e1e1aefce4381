"""贷款材料登记: repayments keyed or listed by the bank reach the loan they belong to, once."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
import xlsxwriter
from django.apps import apps
from django.db import connection
from tests.withdrawals.conftest import TODAY

from anju.cases.actors import Actor
from anju.contributions.roster.faults import RosterUnreadable
from anju.notices.models import Notice
from anju.people.models import Member, Staff
from anju.withdrawals.four_eyes import NotYoursToDo, SayWhy
from anju.withdrawals.lists import loan_records
from anju.withdrawals.loan_records import repayment_rows
from anju.withdrawals.loan_records.ask_loan import ask_loan, ask_loan_state
from anju.withdrawals.loan_records.ask_repayments import Asked, ask_repayments
from anju.withdrawals.loan_records.decide_loan import LoanDeedIsOver, decide_loan
from anju.withdrawals.loan_records.record_loan import LoanFacts, LoanKnown, record_loan
from anju.withdrawals.loan_records.repayment_rows import (
    ListUnreadable,
    Rows,
    TooManyRepayments,
    read_bank_list,
    read_keyed,
)
from anju.withdrawals.models import LoanDeed, LoanRecord

HEADS = ["序号", "借款合同编号", "姓名", "还款日期", "归还本金（元）", "归还利息（元）", "备注"]


@pytest.fixture
def loan(wang: Member) -> LoanRecord:
    return recorded(wang, "演贷 2024-0001")


def facts_of(contract: str) -> LoanFacts:
    return LoanFacts(
        kind=LoanRecord.Kind.COMMERCIAL,
        contract_number=contract,
        bank="中国建设银行",
        address="演示路 9 号",
        price_fen=90_000_000,
        amount_fen=60_000_000,
        months=240,
        lent_on=date(2024, 3, 1),
    )


def recorded(member: Member, contract: str) -> LoanRecord:
    facts = facts_of(contract)
    return record_loan(borrower=member, facts=facts, today=TODAY, by="staff/1")


def by_two(rows: Rows, first: Actor, second: Actor, loan: LoanRecord | None = None) -> Asked:
    """One officer asks, the other agrees."""
    asked = ask_repayments(rows=rows, by=first.staff, today=TODAY, loan=loan)
    if asked.deed:
        decide(asked.deed, second.staff)
    return asked


def decide(deed: LoanDeed, by: Staff, *, approve: bool = True, opinion: str = "") -> LoanDeed:
    return decide_loan(number=deed.number, approve=approve, opinion=opinion, by=by, today=TODAY)


def listed(folder: Path, rows: list[list[object]], heads: list[str] = HEADS) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("还款清单")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "某行住房贷款还款清单")
        for line, row in enumerate([heads, *rows], start=2):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, day)
                else:
                    sheet.write(line, place, cell)
    return path


@pytest.mark.rows("N-20")
def test_keyed_rows_are_recorded_once_and_add_up(
    loan: LoanRecord, first: Actor, second: Actor
) -> None:
    keyed = read_keyed("2026-01-20 3200.00 1,800.50\n20260220\t3210.00\t1790.00\n\n")
    once = by_two(keyed, first, second, loan)
    again = by_two(keyed, first, second, loan)
    assert (once.added, once.known, again.added, again.known) == (2, 0, 0, 2)
    assert again.deed is None
    (found,) = loan_records(words=loan.number)
    assert (found.times, found.principal_fen, found.interest_fen) == (2, 641_000, 359_050)


def test_a_row_that_cannot_be_read_is_told_with_its_place(
    loan: LoanRecord, first: Actor
) -> None:
    rows = read_keyed(
        "2026-13-20 1 1\n元月 1 1\n2026-01-20 x 1\n"
        "2024-01-01 1 1\n2026-03-20 0 0\n2026-04-20 5 0\n2026-11-19 9 9\n9999-12-31 9 9"
    )
    done = ask_repayments(rows=rows, loan=loan, by=first.staff, today=TODAY)
    assert done.added == 1
    assert [one.place for one in done.bad] == [1, 2, 3, 4, 5, 7, 8]
    assert "没有 2026-13-20 这一天" in done.bad[0].why
    assert "早于放款日期" in done.bad[3].why
    # A list may be the plan of all the years to come: that is no repayment.
    assert "2026-11-19 还没有到" in done.bad[5].why
    assert "7 行没有采用" in done.words


@pytest.mark.rows("N-20")
def test_a_banks_list_goes_to_the_loans_it_names(
    tmp_path: Path, loan: LoanRecord, wang: Member, first: Actor, second: Actor
) -> None:
    other = recorded(wang, "演贷 2024-0002")
    path = listed(
        tmp_path,
        [
            [1, "演贷 2024-0001", "王芳", date(2026, 1, 20), 3200, 1800.5, ""],
            [2, other.number, "王芳", "2026/2/20", "3,210.00", "1790.00", ""],
            [3, "演贷 9999", "某某", "2026-02-20", 1, 1, ""],
            ["合计", "", "", "3 笔", 6411, 3591.5, ""],
        ],
    )
    done = by_two(read_bank_list(path, filename="list.xlsx"), first, second)
    assert (done.added, done.loans) == (2, 2)
    assert [one.place for one in done.bad] == [6]
    assert "演贷 9999" in done.bad[0].why
    assert loan.repayments.get().interest_fen == 180_050
    assert other.repayments.get().paid_on == date(2026, 2, 20)


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = listed(tmp_path, [["甲", 1]], heads=["姓名", "金额"])
    with pytest.raises(ListUnreadable, match="还款日期、本金、利息"):
        read_bank_list(path, filename="list.xlsx")
    picture = tmp_path / "list.png"
    picture.write_bytes(b"\x89PNG\r\n" + b"0" * 80)
    with pytest.raises(RosterUnreadable):
        read_bank_list(picture, filename="list.xlsx")


def test_a_list_too_long_is_refused_and_not_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repayment_rows, "ROWS_MOST", 4)
    paid = [1, "演贷 2024-0001", "王芳", date(2026, 1, 20), 3200, 1800.5, ""]
    path = listed(tmp_path, [paid] * 6)
    with pytest.raises(TooManyRepayments, match="超过 4 行，一行也没有采用"):
        read_bank_list(path, filename="list.xlsx")
    assert len(read_keyed("2026-01-20 1 1\n" * 4).good) == 4
    with pytest.raises(TooManyRepayments):
        read_keyed("2026-01-20 1 1\n" * 5)


def test_loans_are_found_by_number_contract_name_and_identity(
    loan: LoanRecord, wang: Member
) -> None:
    for words in (loan.number.lower(), "2024-0001", "王芳", wang.identity_number):
        assert list(loan_records(words=words)) == [loan]
    assert not loan_records(words="无名")
    assert not loan_records(kind="fund")
    assert list(loan_records(state="normal", kind="commercial")) == [loan]
    with pytest.raises(LoanKnown):
        recorded(wang, loan.contract_number)


@pytest.mark.rows("N-20")
def test_nothing_counts_before_another_person_has_agreed(
    loan: LoanRecord, first: Actor, second: Actor
) -> None:
    keyed = read_keyed("2026-01-20 3200.00 1800.50")
    asked = ask_repayments(rows=keyed, by=first.staff, today=TODAY, loan=loan)
    assert asked.deed is not None
    assert not loan.repayments.exists()
    with pytest.raises(NotYoursToDo):
        decide(asked.deed, first.staff)
    with pytest.raises(SayWhy):
        decide(asked.deed, second.staff, approve=False)
    decide(asked.deed, second.staff, approve=False, opinion="与流水不符")
    with pytest.raises(LoanDeedIsOver):
        decide(asked.deed, second.staff)
    assert not loan.repayments.exists()


def test_a_loan_gets_its_number_from_two_and_its_borrower_is_told(
    wang: Member, first: Actor, second: Actor
) -> None:
    asked = ask_loan(borrower=wang, facts=facts_of("演贷 1"), by=first.staff, today=TODAY)
    assert not LoanRecord.objects.exists()
    twin = ask_loan(borrower=wang, facts=facts_of("演贷 1"), by=first.staff, today=TODAY)
    made = decide(asked, second.staff).loan
    assert made is not None
    assert (made.contract_number, made.price_fen) == ("演贷 1", 90_000_000)
    assert made.number in Notice.objects.get(business="贷款材料登记").text
    with pytest.raises(LoanKnown):
        decide(twin, second.staff)
    with pytest.raises(LoanKnown):
        ask_loan(borrower=wang, facts=facts_of("演贷 1"), by=first.staff, today=TODAY)


def test_nobody_writes_down_a_loan_of_his_own(
    wang: Member, loan: LoanRecord, first: Actor
) -> None:
    own = Staff.objects.create(
        login="S9", name="王芳", identity_number=wang.identity_number, branch="市直管理部"
    )
    with pytest.raises(NotYoursToDo):
        ask_loan(borrower=wang, facts=facts_of("演贷 2"), by=own, today=TODAY)
    with pytest.raises(NotYoursToDo):
        ask_loan_state(loan=loan, state=LoanRecord.State.SETTLED, by=own, today=TODAY)
    keyed = read_keyed("2026-01-20 3200.00 1800.50")
    refused = ask_repayments(rows=keyed, by=own, today=TODAY, loan=loan)
    assert (refused.deed, "本人的贷款" in refused.bad[0].why) == (None, True)
    asked = ask_repayments(rows=keyed, by=first.staff, today=TODAY, loan=loan)
    assert asked.deed is not None
    with pytest.raises(NotYoursToDo):
        decide(asked.deed, own)


def test_a_state_is_set_by_two_and_repayments_decided_later_leave_it(
    loan: LoanRecord, first: Actor, second: Actor
) -> None:
    keyed = read_keyed("2026-01-20 3200.00 1800.50")
    rows = ask_repayments(rows=keyed, by=first.staff, today=TODAY, loan=loan).deed
    state = ask_loan_state(
        loan=loan, state=LoanRecord.State.OVERDUE, by=first.staff, today=TODAY
    )
    decide(state, second.staff)
    assert rows is not None
    decide(rows, second.staff)
    loan.refresh_from_db()
    assert (loan.state, loan.repayments.count()) == ("overdue", 1)


@pytest.mark.rows("N-20")
def test_a_contract_is_one_loan_and_is_found_however_it_is_written(
    loan: LoanRecord, wang: Member, first: Actor, second: Actor, tmp_path: Path
) -> None:
    for dress in ("演贷２０２４－０００１", "演贷 2024—0001", "演贷·2024‐0001"):
        with pytest.raises(LoanKnown):
            recorded(wang, dress)
        with pytest.raises(LoanKnown):
            ask_loan(borrower=wang, facts=facts_of(dress), by=first.staff, today=TODAY)
        assert list(loan_records(words=dress)) == [loan]
    path = listed(tmp_path, [[1, "演贷2024–0001", "王芳", "2026-01-20", 3200, 1800, ""]])
    done = by_two(read_bank_list(path, filename="list.xlsx"), first, second)
    assert (done.added, done.bad) == (1, [])
    assert loan.repayments.count() == 1


def test_loans_of_before_get_their_plain_numbers_and_one_written_twice_is_kept_apart(
    loan: LoanRecord, wang: Member
) -> None:
    twin = recorded(wang, "演贷 2024-0009")
    LoanRecord.objects.filter(pk=twin.pk).update(
        contract_number="演贷２０２４—０００１", contract_plain=""
    )
    fill = import_module("anju.withdrawals.migrations.0010_plain_contracts").make_plain
    fill(apps, connection.schema_editor())
    for one in (loan, twin):
        one.refresh_from_db()
    assert loan.contract_plain == "演贷20240001"
    assert twin.contract_plain == f"演贷20240001#{twin.number}"
