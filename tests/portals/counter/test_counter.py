"""The counter: sign-in by staff, C-46, cheques, deeds, orders, the business day."""

import io
from datetime import date, timedelta
from typing import ClassVar

import openpyxl
import pytest
from django.test import Client
from tests.people_of_the_town import TODAY, employer
from tests.portals.conftest import as_agent
from tests.staff_of_the_town import at_counter

from anju.centers.clock.day import business_day
from anju.contributions.collecting import collection_account
from anju.contributions.models import Prepayment
from anju.payments.bank import BankSilent
from anju.payments.models import Order, SignedAccount
from anju.people.models import Appointment, Employer, Staff

REMIT = {"until": "2026-07", "method": "realtime", "expected_fen": "291000", "intent": "1" * 32}


@pytest.fixture
def window(hall: Client, mill: Employer) -> Client:
    """A clerk's counter."""
    return at_counter("0301", Staff.Role.CLERK)


@pytest.fixture
def finance(hall: Client, mill: Employer) -> Client:
    """The finance office's counter."""
    return at_counter("0901", Staff.Role.FINANCE)


def form(mill: Employer, **changes: str) -> dict[str, str]:
    """What a clerk fills in to sign an account."""
    return {
        "number": mill.number,
        "bank": "中国工商银行",
        "account": "1718009200001234",
        "holder": mill.name,
        **changes,
    }


def test_an_employer_is_found_by_a_part_of_its_name(window: Client, mill: Employer) -> None:
    shown = window.post("/counter/", {"q": "申城"}, follow=True).content.decode()
    assert "申城纺织有限公司" in shown
    assert f"/counter/agreement?employer={mill.pk}" in shown
    nobody = window.post("/counter/", {"q": "无此单位"}, follow=True)
    assert "没有找到" in nobody.content.decode()


@pytest.mark.rows("C-46")
def test_an_employers_bank_account_is_signed_and_the_one_before_ends(
    window: Client, mill: Employer
) -> None:
    asked = window.get(f"/counter/agreement?employer={mill.pk}").content.decode()
    assert "单位账号" in asked
    assert "中国建设银行" in asked
    done = window.post("/counter/agreement", form(mill)).content.decode()
    assert "签约成功" in done
    live = SignedAccount.objects.get(employer=mill, ended_on=None)
    assert (live.account, live.signed_by) == ("1718009200001234", "王某某")
    assert SignedAccount.objects.filter(employer=mill).count() == 2
    assert "1718009200001234" not in done.split("现签约账户")[1]


@pytest.mark.rows("C-46")
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("number", "9999", "没有这个单位账号"),
        ("account", "12", "银行账号应为"),
        ("holder", "别人有限公司", "户名与单位名称不一致"),
    ],
)
def test_what_cannot_be_signed_is_told(
    window: Client, mill: Employer, field: str, value: str, sentence: str
) -> None:
    answer = window.post("/counter/agreement", form(mill, **{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert SignedAccount.objects.filter(employer=mill).count() == 1


@pytest.mark.rows("C-51")
def test_a_treasury_cheque_is_booked_once_by_the_finance_office(
    finance: Client, mill: Employer
) -> None:
    cheque = {"number": mill.number, "cheque_number": "1234567890", "amount": "1455.00"}
    assert "入账成功" in finance.post("/counter/cheque", cheque).content.decode()
    again = finance.post("/counter/cheque", cheque)
    assert again.status_code == 422
    assert "已经入账" in again.content.decode()
    assert Prepayment.objects.get().amount_fen == 145_500


@pytest.mark.parametrize("typed", ["", "-1", "0", "0.001", "1e3", "１００", "1,000", "9" * 20])
def test_a_cheque_over_no_amount_is_not_booked(
    finance: Client, mill: Employer, typed: str
) -> None:
    cheque = {"number": mill.number, "cheque_number": "1234567890", "amount": typed}
    assert finance.post("/counter/cheque", cheque).status_code == 422
    assert not Prepayment.objects.exists()


def test_each_role_does_its_own_work_only(window: Client, finance: Client) -> None:
    assert window.get("/counter/cheque").status_code == 403
    assert finance.get("/counter/agreement").status_code == 403


def test_deeds_and_orders_are_seen_in_every_state(
    window: Client, hall: Client, agent: Appointment, bank_answers
) -> None:
    as_agent(hall, agent).post("/employer/remittances", REMIT)
    waiting = window.get("/counter/deeds?state=processing").content.decode()
    assert "申城纺织有限公司" in waiting
    assert "2,910.00" in waiting
    assert "待发送" in window.get("/counter/orders").content.decode()
    sums = window.get("/counter/deeds").context["feet"][-1]
    assert [cell.text for cell in sums if cell.text] == ["总合计", "2", "2,910.00"]
    book = openpyxl.load_workbook(io.BytesIO(window.get("/counter/deeds?as=xlsx").content))
    assert [row[5] for row in book.active.iter_rows(values_only=True)] == ["金额", 2910, 2910]
    bank_answers()
    assert "已入账" in window.get("/counter/deeds").content.decode()
    assert "没有符合条件" in window.get("/counter/deeds?state=processing").content.decode()
    order = Order.objects.get()
    assert order.bank_serial in window.get("/counter/orders").content.decode()
    assert order.payer_account not in window.get("/counter/orders").content.decode()


def test_a_frozen_order_says_why(
    window: Client, hall: Client, agent: Appointment, bank_answers
) -> None:
    as_agent(hall, agent).post("/employer/remittances", REMIT)
    Order.objects.update(frozen_because="银行前后答复不一致")
    shown = window.get("/counter/orders?state=frozen").content.decode()
    heads = [one for one in ("状态", "银行说明", "发出") if f">{one}</th>" in shown]
    places = [shown.index(f">{one}</th>") for one in heads]
    assert (len(heads), places) == (3, sorted(places))
    assert "冻结待查" in shown
    assert "银行前后答复不一致" in shown


@pytest.mark.rows("J-25")
@pytest.mark.parametrize("page", ["deeds?as=xlsx", "orders?as=xlsx", "statements?as=xlsx"])
def test_lists_are_exported(window: Client, page: str) -> None:
    answer = window.get(f"/counter/{page}")
    assert answer.content.startswith(b"PK")


class Calendar:
    """A bank's calendar that remembers what it was told; or a bank that does not answer."""

    told: ClassVar[list[tuple[date, str]]] = []

    def end_days_before(self, day: date, *, account: str) -> None:
        self.told.append((day, account))


class NoCalendar:
    def end_days_before(self, day: date, *, account: str) -> None:
        raise BankSilent("没有答复。")


def test_the_bank_comes_along_to_the_new_day_or_nobody_moves(window: Client, settings) -> None:
    """A hall ahead of its bank would ask for statements of days on which money still moves."""
    later = TODAY + timedelta(days=3)
    settings.ANJU_BANK_CLOCK = f"{__name__}.NoCalendar"
    refused = window.post("/counter/business-day", {"to": later.isoformat()})
    assert refused.status_code == 422
    assert "模拟银行的日期没有移到" in refused.content.decode()
    assert business_day() == TODAY
    settings.ANJU_BANK_CLOCK = f"{__name__}.Calendar"
    window.post("/counter/business-day", {"to": later.isoformat()})
    assert Calendar.told[-1] == (later, collection_account(TODAY).account)
    assert business_day() == later


def test_the_business_day_moves_forward_and_never_back(window: Client, settings) -> None:
    settings.ANJU_BANK_CLOCK = f"{__name__}.Calendar"
    later = TODAY + timedelta(days=3)
    done = window.post("/counter/business-day", {"to": later.isoformat()}).content.decode()
    assert "营业日已推进到" in done
    back = window.post("/counter/business-day", {"to": TODAY.isoformat()})
    assert back.status_code == 422
    assert business_day() == later
    assert window.post("/counter/business-day", {"to": "tomorrow"}).status_code == 422


def test_outside_a_demo_nobody_moves_the_day(window: Client, settings) -> None:
    settings.DEMO = False
    assert window.get("/counter/business-day").status_code == 404
    assert "营业日</a>" not in window.get("/counter/").content.decode()


@pytest.mark.parametrize(
    "page", ["", "agreement", "cheque", "deeds", "statements", "orders", "business-day"]
)
def test_neither_strangers_nor_agents_come_in(
    hall: Client, agent: Appointment, page: str
) -> None:
    assert hall.get(f"/counter/{page}")["Location"].startswith("/counter/sign-in")
    desk = as_agent(hall, agent)
    assert desk.get(f"/counter/{page}")["Location"].startswith("/counter/sign-in")


def test_who_has_left_the_center_does_not_come_in(window: Client) -> None:
    Staff.objects.update(active=False)
    assert window.get("/counter/").status_code == 302


@pytest.mark.parametrize("page", ["", "deeds", "orders", "statements"])
def test_pages_take_the_methods_they_are_for(window: Client, page: str) -> None:
    assert window.post(f"/counter/{page}").status_code == 405


def test_several_employers_of_one_name_are_told_apart_by_number(window: Client) -> None:
    employer("申城纺织二厂", seq=2)
    shown = window.post("/counter/", {"q": "申城"}, follow=True).content.decode()
    assert shown.count("/counter/agreement?employer=") == 2


def test_a_frozen_order_stays_until_the_statements_prove_it(
    window: Client, finance: Client, hall: Client, agent: Appointment
) -> None:
    as_agent(hall, agent).post("/employer/remittances", REMIT)
    Order.objects.update(frozen_because="银行前后答复不一致")
    serial = Order.objects.get().serial
    page = f"/counter/orders/{serial}/resolution"
    assert page in finance.get("/counter/orders").content.decode()
    assert page not in window.get("/counter/orders").content.decode()
    assert window.post(page).status_code == 403
    assert finance.get(page).status_code == 405
    assert finance.post(page).status_code == 422
    assert Order.objects.get().frozen_because


def test_no_menu_leads_to_a_closed_door(window: Client, finance: Client) -> None:
    assert "/counter/cheque" not in window.get("/counter/").content.decode()
    assert "/counter/agreement" in window.get("/counter/").content.decode()
    at_finance = finance.post("/counter/", {"q": "申城"}, follow=True).content.decode()
    assert "/counter/agreement" not in at_finance
    assert "/counter/cheque" in at_finance
