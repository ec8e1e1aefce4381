"""What a register says of its lines: each fault its own sentence, and what is used up when."""

import pytest
from tests.people_of_the_town import JULY, TODAY, change, employer, identity, opening, staff

from anju.contributions.models import BaseChange, Line, Register
from anju.contributions.registers.choose_month import MonthPaid, MonthTooFar, choose_month
from anju.contributions.registers.edit_register import (
    Edit,
    Entry,
    NobodyChosen,
    drop_register,
    edits_since,
    put_line,
    put_people,
    remove_lines,
)
from anju.contributions.registers.open_register import open_register
from anju.contributions.registers.submit_register import submit_register
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Employer, FundAccount

KIND = Register.Kind


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"), opening(3, "张敏"))
    return made


def edit(register: Register) -> Edit:
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")


def base(order: int, name: str, fen: int) -> Entry:
    return Entry(Line.Kind.BASE, name, identity(order), base_fen=fen)


def said(line: Line) -> str:
    return "".join(fault["sentence"] for fault in line.faults)


def seal_zhang(mill: Employer) -> None:
    zhang = mill.accounts.get(member__name="张敏")
    seal_accounts(employer=mill, accounts=[zhang.pk], change=change())


@pytest.mark.parametrize(
    ("kind", "who", "sentence"),
    [
        (Line.Kind.OPEN, (1, "王芳"), "正在正常缴存，不用再开户；要改基数请办理基数调整"),
        (Line.Kind.OPEN, (3, "张敏"), "现为封存，不用再开户，请改办启封"),
        (Line.Kind.UNSEAL, (1, "王芳"), "正在正常缴存，不需要启封，请移除这一项"),
        (Line.Kind.SEAL, (3, "张敏"), "已经封存，不需要再次封存，请移除这一项"),
        (Line.Kind.BASE, (3, "张敏"), "要恢复缴存请办理启封，启封时可填写新的基数"),
        (Line.Kind.SEAL, (9, "孙浩"), "在贵单位没有账户，请核对证件号码"),
    ],
)
def test_a_change_that_does_not_fit_the_account_says_what_to_do_instead(
    mill: Employer, kind: Line.Kind, who: tuple[int, str], sentence: str
) -> None:
    seal_zhang(mill)
    register = open_register(employer=mill, by="赵会计")
    entry = Entry(kind, who[1], identity(who[0]), base_fen=700_000)
    assert sentence in said(put_line(edit=edit(register), entry=entry))


@pytest.mark.rows("X-24")
def test_a_second_base_change_is_refused_at_its_line_with_date_and_number(
    mill: Employer,
) -> None:
    first = open_register(employer=mill, by="赵会计", kind=KIND.BASES)
    put_line(edit=edit(first), entry=base(1, "王芳", 700_000))
    submit_register(edit=edit(first))
    again = open_register(employer=mill, by="赵会计", kind=KIND.BASES)
    line = put_line(edit=edit(again), entry=base(1, "王芳", 720_000))
    assert [fault["code"] for fault in line.faults] == ["R12"]
    assert f"2026-11-18 在 {first.number} 调整过" in said(line)
    assert "2027 年 7 月起办理" in said(line)


@pytest.mark.rows("X-24")
def test_what_changes_nothing_or_is_given_up_uses_up_no_change(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计", kind=KIND.BASES)
    line = put_line(edit=edit(register), entry=base(1, "王芳", 600_000))
    assert "无变化" in said(line)
    put_line(edit=edit(register), entry=base(2, "李伟", 700_000))
    drop_register(edit=edit(register))
    assert not BaseChange.objects.exists()


def test_an_edit_judges_only_the_lines_about_its_person(
    mill: Employer, django_assert_max_num_queries
) -> None:
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=base(1, "王芳", 700_000))
    Line.objects.filter(name="王芳").update(faults=[{"code": "X", "field": "", "sentence": ""}])
    put_line(edit=edit(register), entry=base(2, "李伟", 700_000))
    assert register.lines.get(name="王芳").faults[0]["code"] == "X"
    twice = put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    assert [fault["code"] for fault in twice.faults] == ["R10"]
    assert register.lines.get(name="王芳", kind="base").faults == []


def test_a_line_moved_to_another_person_frees_the_first(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    first = put_line(edit=edit(register), entry=base(1, "王芳", 700_000))
    second = put_line(edit=edit(register), entry=base(1, "王芳", 720_000))
    assert second.faults
    put_line(edit=edit(register), entry=base(2, "李伟", 700_000), line=first.pk)
    second.refresh_from_db()
    assert second.faults == []


@pytest.mark.rows("X-20", "X-22")
def test_many_are_picked_at_once_and_nobody_twice(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计", kind=KIND.SEALS)
    accounts = list(mill.accounts.values_list("pk", flat=True))
    assert put_people(edit=edit(register), kind=Line.Kind.SEAL, accounts=accounts[:2]) == 2
    assert put_people(edit=edit(register), kind=Line.Kind.SEAL, accounts=accounts) == 1
    with pytest.raises(NobodyChosen):
        put_people(edit=edit(register), kind=Line.Kind.SEAL, accounts=accounts)
    other = employer("浉河茶厂", seq=2)
    staff(other, opening(61, "冯程"))
    foreign = [other.accounts.get().pk]
    with pytest.raises(NobodyChosen):
        put_people(edit=edit(register), kind=Line.Kind.SEAL, accounts=foreign)
    assert register.lines.count() == 3


def test_who_comes_second_is_told_who_changed_what_since(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    seen = edit(register).version
    line = put_line(edit=edit(register), entry=base(1, "王芳", 700_000))
    remove_lines(edit=edit(register), lines=[line.pk])
    told = [(one.by, one.words) for one in edits_since(register, seen)]
    assert told == [("赵会计", "新增 王芳（基数调整）"), ("赵会计", "移除 王芳")]


def test_the_month_may_be_later_but_neither_paid_nor_too_far(mill: Employer) -> None:
    Employer.objects.filter(pk=mill.pk).update(paid_through=Month(2026, 10))
    mill.refresh_from_db()
    register = open_register(employer=mill, by="赵会计")
    joiner = Entry(Line.Kind.OPEN, "周燕", identity(50), base_fen=700_000)
    put_line(edit=edit(register), entry=joiner)
    with pytest.raises(MonthPaid, match="请办理补缴"):
        choose_month(edit=edit(register), month=Month(2026, 10))
    with pytest.raises(MonthTooFar, match="2027 年 2 月"):
        choose_month(edit=edit(register), month=Month(2027, 3))
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    choose_month(edit=edit(register), month=Month(2027, 1))
    assert "从下一个应缴月份 2026 年 11 月起生效" in said(register.lines.get(name="王芳"))
    submit_register(edit=edit(register))
    opened = FundAccount.objects.get(member__name="周燕")
    assert (opened.first_month, opened.opened_on) == (Month(2027, 1), TODAY)


@pytest.mark.rows("C-57")
def test_a_mixed_register_has_a_receipt_for_each_kind_of_change(mill: Employer) -> None:
    seal_zhang(mill)
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=base(1, "王芳", 700_000))
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "李伟", identity(2)))
    put_line(edit=edit(register), entry=Entry(Line.Kind.UNSEAL, "张敏", identity(3)))
    joiner = Entry(Line.Kind.OPEN, "周燕", identity(50), base_fen=700_000)
    put_line(edit=edit(register), entry=joiner)
    submit_register(edit=edit(register))
    receipts = {one.kind: one.facts for one in Receipt.objects.filter(owner=mill.number)}
    assert set(receipts) == {"opening", "sealing", "unsealing", "base_change"}
    [row] = receipts["opening"].table.rows
    assert row[0] == "周燕"
    assert identity(50) not in row
    assert row[-2:] == ("7,000.00", "1,680.00")
    assert receipts["base_change"].table.rows[0][-3:] == ("7,000.00", "1,440.00", "1,680.00")
    assert register.lines.get(name="周燕").account.member.name == "周燕"


def test_more_than_300_people_are_counted_on_the_receipt_and_named_in_the_list(
    mill: Employer,
) -> None:
    staff(mill, *(opening(order, "周燕") for order in range(100, 398)))
    register = open_register(employer=mill, by="赵会计", kind=KIND.SEALS)
    accounts = list(mill.accounts.values_list("pk", flat=True))
    put_people(edit=edit(register), kind=Line.Kind.SEAL, accounts=accounts)
    submit_register(edit=edit(register))
    facts = Receipt.objects.get(owner=mill.number).facts
    assert facts.table.rows == ()
    assert ("封存人数", "301 人") in facts.pairs
    assert any(register.number in text for _, text in facts.pairs)
    # 301 people at 1,440.00 a month.
    assert ("变更前月缴存额合计", "433,440.00 元") in facts.pairs


def test_july_is_where_every_new_mill_begins(mill: Employer) -> None:
    assert open_register(employer=mill, by="赵会计").month == JULY
