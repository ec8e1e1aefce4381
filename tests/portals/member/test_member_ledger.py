"""A member's ledger: columns, filters, paging, totals, export."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.people_of_the_town import TODAY, change, terms
from tests.portals.conftest import account_of

from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import change_bases
from anju.people.models import Employer, FundAccount, Member
from anju.policy import rules

FULL = ["编号", "记账日期", "业务明细类型", "发生额", "发生利息额", "余额"]
FULL += ["摘要", "机构", "渠道"]
WITHDRAWAL = ["序号", "记账日期", "归集和提取业务类型", "发生额", "发生利息额"]
WITHDRAWAL += ["提取原因", "提取方式"]


def remit(mill: Employer, until: Month, fen: int, intent: str) -> Remittance:
    """The mill pays by 实时结算."""
    return submit_remittance(
        employer=Employer.objects.get(pk=mill.pk),
        until=until,
        method=Remittance.Method.REALTIME,
        expected_fen=fen,
        intent=intent,
        today=TODAY,
        by="赵会计",
    )


@pytest.fixture
def five_months(mill: Employer, wang: Member, bank_answers) -> None:
    """July to November are paid."""
    remit(mill, Month(2026, 11), 5 * 291_000, "five")
    bank_answers()


@pytest.fixture
def profiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Another city's word for one thing of the hall."""

    def says(wanted: str, word: str) -> None:
        usual = rules.value
        monkeypatch.setattr(
            "anju.portals.member.ledger.value",
            lambda key, *, on: word if key == wanted else usual(key, on=on),
        )

    return says


@pytest.fixture
def by_days(profiled) -> None:
    """Most cities ask between two days."""
    profiled("hall.ledger_asked_by", "days")


def text_of(client: Client, url: str) -> str:
    """What a page says."""
    return client.get(url).content.decode()


@pytest.mark.rows("J-08", "J-26")
def test_every_line_shows_the_columns_of_the_full_ledger(
    at_home: Client, five_months: None
) -> None:
    shown = text_of(at_home, "/my/ledger")
    for column in FULL:
        assert f">{column}</th>" in shown
    assert "市直管理部" in shown
    assert "网厅" in shown
    assert "共 5 条" in shown


@pytest.mark.rows("Z-29", "Z-30")
def test_a_city_may_show_the_columns_of_contribution_and_withdrawal(
    at_home: Client, five_months: None, profiled
) -> None:
    profiled("hall.ledger_columns", "withdrawal")
    shown = text_of(at_home, "/my/ledger")
    for column in WITHDRAWAL:
        assert f">{column}</th>" in shown
    assert "缴存支取信息" in shown
    assert ">余额</th>" not in shown


@pytest.mark.rows("Z-29", "Z-31", "Z-32")
def test_the_head_of_the_ledger_names_what_is_held_and_paid(
    at_home: Client, five_months: None
) -> None:
    shown = text_of(at_home, "/my/ledger")
    for label in (
        "个人账户余额",
        "个人缴存基数",
        "单位12%,个人12%",
        "缴至年月",
        "单位缴存金额",
        "个人缴存金额",
    ):
        assert label in shown
    assert "7,200.00" in shown
    assert "720.00" in shown


@pytest.mark.rows("J-08")
def test_lines_outside_the_span_are_not_shown(
    at_home: Client, five_months: None, by_days: None
) -> None:
    shown = text_of(at_home, "/my/ledger?since=2026-01-01&until=2026-11-17")
    assert "没有符合条件的明细" in shown
    assert "共 5 条" in text_of(at_home, "/my/ledger?since=2026-11-18&until=2026-11-18")


@pytest.mark.rows("J-08")
def test_lines_of_another_kind_are_not_shown(at_home: Client, five_months: None) -> None:
    assert "共 5 条" in text_of(at_home, "/my/ledger?kind=01")
    assert "没有符合条件的明细" in text_of(at_home, "/my/ledger?kind=09")
    assert "共 5 条" in text_of(at_home, "/my/ledger?kind=no-such-kind")


@pytest.mark.parametrize(
    "query", ["since=2026-11-18&until=2026-01-01", "since=tomorrow", "until=2026-02-30"]
)
def test_a_span_that_cannot_be_is_told_and_the_usual_one_is_shown(
    at_home: Client, five_months: None, by_days: None, query: str
) -> None:
    answer = at_home.get(f"/my/ledger?{query}")
    assert answer.status_code == 422
    assert "请改一下查询条件" in answer.content.decode()
    assert "共 5 条" in answer.content.decode()


def test_totals_are_those_of_the_whole_span_and_not_of_the_page(
    at_home: Client, five_months: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.portals.member.ledger.ROWS", 2)
    monkeypatch.setattr("anju.portals.shared.lists.paging.ROWS", 2)
    shown = text_of(at_home, "/my/ledger?page=2")
    assert "7,200.00</b> 元" in shown


@pytest.mark.rows("J-08", "J-25")
def test_the_export_holds_the_same_lines_as_text(at_home: Client, five_months: None) -> None:
    shown = text_of(at_home, "/my/ledger?kind=01")
    assert "导出" in shown
    assert "打印" in shown
    answer = at_home.get("/my/ledger/export?kind=01")
    assert "attachment" in answer["Content-Disposition"]
    page = load_workbook(io.BytesIO(answer.content)).active
    rows = list(page.iter_rows(values_only=True))
    assert list(rows[0]) == FULL
    assert len(rows) == 6
    assert rows[1][3] == "1440.00"


@pytest.mark.rows("Z-32")
def test_the_sides_of_the_head_follow_the_account_and_not_the_employer(
    at_home: Client, mill: Employer
) -> None:
    account = account_of("王芳")
    change_bases(
        employer=mill,
        terms={account.pk: terms(180_800, side_fen=18_080)},
        change=change(source="new base"),
    )
    shown = text_of(at_home, "/my/ledger")
    assert "1,808.00" in shown
    assert shown.count("180.80") == 2


def test_a_date_before_the_center_is_harmless(
    at_home: Client, five_months: None, by_days: None
) -> None:
    assert date(1900, 1, 1) < TODAY
    assert "共 5 条" in text_of(at_home, "/my/ledger?since=1900-01-01")


@pytest.mark.rows("X-38", "X-54")
def test_xinyang_asks_by_the_year(at_home: Client, five_months: None) -> None:
    FundAccount.objects.update(opened_on=date(2024, 3, 1))
    shown = text_of(at_home, "/my/ledger")
    assert "个人明细账" in shown
    assert [f'<option value="{year}"' in shown for year in (2026, 2025, 2024, 2023)] == [
        True,
        True,
        True,
        False,
    ]
    assert "共 5 条" in shown
    assert 'name="since"' not in shown
    assert "没有符合条件的明细" in text_of(at_home, "/my/ledger?year=2025")
    wrong = at_home.get("/my/ledger?year=1999")
    assert (wrong.status_code, "请从列出的年度中选择" in wrong.content.decode()) == (422, True)


def test_the_whole_ledger_goes_on_paper_not_the_page_one_is_on(
    at_home: Client, five_months: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.portals.member.ledger.ROWS", 2)
    page = at_home.get("/my/ledger?page=3")
    assert len(page.context["lines"]) == 1
    assert 'href="?as=print"' in page.content.decode()
    printed = at_home.get("/my/ledger?as=print")
    assert len(printed.context["lines"]) == 5
    assert "data-print-now" in printed.content.decode()
    assert at_home.get("/my/ledger?page=9").context["shown"].number == 3
