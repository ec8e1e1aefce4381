"""Rows that name their people by account, speak of months, or leave out the rest."""

import pytest
from tests.contributions.registers.test_register import HEAD, row
from tests.contributions.uploads.conftest import content
from tests.people_of_the_town import identity, opening, staff

from anju.contributions.models import Line
from anju.people.models import Employer, FundAccount


@pytest.mark.rows("X-33")
def test_an_account_of_the_employers_stands_for_its_owner(mill: Employer, uploaded) -> None:
    """个人客户号 of 成都's registers: nobody types identity numbers there."""
    accounts = dict(mill.accounts.values_list("member__name", "number"))
    head = ["个人客户号", "职工姓名", "缴存基数 调整后（元）"]
    done = uploaded(
        content(
            [accounts["王芳"], "王芳", "6000"], [accounts["李伟"], "李伟", "6500"], head=head
        )
    )
    line = done.register.lines.get()
    assert (line.name, line.kind, line.identity_number) == ("李伟", "base", identity(2))
    assert (line.faults, line.account_id) == (
        [],
        FundAccount.objects.get(number=accounts["李伟"]).pk,
    )


def test_an_account_nobody_has_is_a_fault_and_seals_nobody_of_that_name(
    mill: Employer, uploaded
) -> None:
    head = ["个人账号", "姓名", "缴存基数"]
    done = uploaded(content(["4115999999", "王芳", "6000"], head=head))
    line = done.register.lines.get(kind="unclear")
    assert "没有查到" in line.faults[0]["sentence"]
    assert done.register.lines.filter(kind="seal").count() == 2


def test_an_account_of_another_employer_is_not_looked_into(mill: Employer, uploaded) -> None:
    from tests.people_of_the_town import employer

    tea = employer("浉河茶业有限公司", seq=2)
    (number,) = staff(tea, opening(9, "孙浩"))
    done = uploaded(content([number, "孙浩", "6000"], head=["个人账号", "姓名", "缴存基数"]))
    line = done.register.lines.get(kind="unclear")
    assert line.identity_number == ""
    assert "没有查到" in line.faults[0]["sentence"]


def test_a_list_of_changes_only_seals_nobody(mill: Employer, uploaded) -> None:
    done = uploaded(content(row(2, "李伟", "6500")), whole=False)
    assert list(done.register.lines.values_list("name", "kind")) == [("李伟", "base")]


def test_a_list_that_leaves_out_many_asks_whether_it_is_a_list_of_changes(
    mill: Employer, uploaded
) -> None:
    staff(mill, *(opening(order, "张敏") for order in range(10, 30)))
    done = uploaded(content(row(2, "李伟", "6500")))
    assert Line.objects.filter(kind="seal").count() == 21
    assert any("只列有变化的职工" in doubt for doubt in done.doubts)


@pytest.mark.parametrize(
    ("cell", "told"),
    [("202607", False), ("2026-07", False), ("2026年8月", True), ("202506", True)],
)
def test_a_changed_row_of_another_month_is_pointed_out(
    cell: str, told: bool, mill: Employer, uploaded
) -> None:
    """The mill's first month is July 2026: changes take effect then."""
    done = uploaded(
        content(
            [*row(1, "王芳"), ""], [*row(2, "李伟", "6500"), cell], head=[*HEAD, "生效年月"]
        )
    )
    assert any("第 3 行写明的年月不是" in doubt for doubt in done.doubts) is told
    assert done.register.lines.get().faults == []


def test_a_month_that_is_none_is_a_fault_at_its_cell(mill: Employer, uploaded) -> None:
    done = uploaded(
        content([*row(1, "王芳"), "2026-13"], head=[*HEAD, "执行时间"]), whole=False
    )
    fault = done.register.lines.get().faults[0]
    assert (fault["code"], fault["cell"]) == ("month_form", "F2")
