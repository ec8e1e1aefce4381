"""The rules a change must meet, where a sentence could be untrue or a person doubled."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.contributions.registers.test_register import edit
from tests.people_of_the_town import (
    TODAY,
    TWELVE,
    change,
    employer,
    identity,
    opening,
    staff,
    terms,
)

from anju.contributions.models import Line, Register
from anju.contributions.registers.edit_register import Entry, put_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.accounts.open_accounts import AlreadyActive, Opening, open_fund_accounts
from anju.people.models import Employer, FundAccount, Member

Kind = Line.Kind


@pytest.fixture
def mill(xinyang, settings, tmp_path: Path) -> Employer:
    settings.ANJU_UPLOADS = tmp_path
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


def keyed(mill: Employer, entry: Entry) -> Line:
    return put_line(edit=edit(open_register(employer=mill, by="赵会计")), entry=entry)


def said(line: Line) -> list[tuple[str, str]]:
    return [(fault["code"], fault["field"]) for fault in line.faults]


def old_card(number: str) -> str:
    """The 15 digits that stood on the cards of before 1999."""
    return number[:6] + number[8:17]


def test_somebody_without_an_account_is_not_transferred_in(mill: Employer) -> None:
    line = keyed(mill, Entry(Kind.TRANSFER, "陈静", identity(5), base_fen=600_000))
    assert said(line) == [("R07", "identity_number")]
    assert "请改办开户" in line.faults[0]["sentence"]


@pytest.mark.parametrize("kind", [Kind.UNSEAL, Kind.SEAL, Kind.BASE])
def test_a_change_for_somebody_without_an_account_here_says_just_that(
    mill: Employer, kind: Kind
) -> None:
    line = keyed(mill, Entry(kind, "陈静", identity(5), base_fen=600_000))
    assert "在贵单位没有账户" in line.faults[0]["sentence"]


def test_ratios_may_be_shifted_between_the_sides(mill: Employer) -> None:
    """The sum a month stays, yet who pays it does not."""
    mill.accounts.update(employer_rate=Decimal("0.11"), employer_fen=66_000, own_fen=78_000)
    line = keyed(
        mill,
        Entry(Kind.BASE, "王芳", identity(1), base_fen=600_000, employer_rate=TWELVE),
    )
    assert (line.before_fen, line.after_fen) == (144_000, 144_000)
    assert line.faults == []


def test_a_base_that_rounds_to_the_same_amount_is_still_another_base(mill: Employer) -> None:
    line = keyed(mill, Entry(Kind.BASE, "王芳", identity(1), base_fen=600_100))
    assert (line.effect_fen, line.faults) == (0, [])


def test_the_side_whose_ratio_is_wrong_is_the_one_that_is_named(zaozhuang) -> None:
    made = employer()
    staff(made, opening(1, "王芳"))
    odd = Entry(Kind.BASE, "王芳", identity(1), base_fen=700_000, employer_rate=Decimal("0.5"))
    assert ("R05", "employer_rate") in said(keyed(made, odd))


def test_the_number_of_an_old_card_names_the_same_person(mill: Employer) -> None:
    line = keyed(mill, Entry(Kind.SEAL, "王芳", old_card(identity(1))))
    assert (line.identity_number, line.faults) == (identity(1), [])


def test_an_account_opened_with_an_old_card_is_kept_under_eighteen_digits(
    mill: Employer,
) -> None:
    old = Opening("陈静", old_card(identity(5)), "", terms())
    open_fund_accounts(employer=mill, openings=[old], change=change())
    assert Member.objects.get(name="陈静").identity_number == identity(5)
    with pytest.raises(AlreadyActive):
        staff(mill, opening(5, "陈静"))


def test_spaces_inside_a_keyed_name_make_no_other_person(mill: Employer) -> None:
    assert keyed(mill, Entry(Kind.SEAL, " 王 芳 ", identity(1))).faults == []


def test_somebody_frozen_elsewhere_is_found_before_his_sealed_account(mill: Employer) -> None:
    tea, mine = employer("浉河茶业有限公司", seq=2), employer("南湾渔业有限公司", seq=3)
    staff(tea, opening(9, "孙浩"))
    seal_accounts(employer=tea, accounts=[tea.accounts.get().pk], change=change())
    staff(mine, opening(9, "孙浩"))
    mine.accounts.update(state=FundAccount.State.FROZEN)
    entry = Entry(Kind.TRANSFER, "孙浩", identity(9), base_fen=600_000)
    assert [code for code, _ in said(keyed(mill, entry))] == ["R06"]


def test_a_line_whose_base_was_taken_out_promises_no_amount(mill: Employer) -> None:
    first = keyed(mill, Entry(Kind.OPEN, "陈静", identity(5), base_fen=600_000))
    assert first.after_fen == 144_000
    emptied = put_line(
        edit=edit(first.register), entry=Entry(Kind.OPEN, "陈静", identity(5)), line=first.pk
    )
    assert (emptied.after_fen, said(emptied)) == (0, [("R04", "base_fen")])


def test_a_monthly_amount_we_already_collect_is_no_change(mill: Employer) -> None:
    rows = [["王芳", identity(1), "1440"], ["李伟", identity(2), "1440.20"]]
    text = "\n".join(",".join(row) for row in [["姓名", "身份证号", "月缴存额"], *rows])
    taken = take_upload(
        employer=mill, filename="a.csv", content=text.encode("gbk"), by="赵会计"
    )
    read_waiting_uploads(today=TODAY)
    lines = Register.objects.get(upload=taken).lines.all()
    assert {line.name: said(line) for line in lines} == {"李伟": [("R09", "base_fen")]}
