"""The template of a back payment: at once for few people, by the job for many, and on paper."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import employer, identity, opening, staff
from tests.portals.conftest import agent_of, as_agent

from anju.contributions.backpay.draft import open_back_payment
from anju.contributions.models import BackPayment
from anju.documents.exports.write_exports import write_exports
from anju.documents.exports.writer import writer
from anju.people.models import Employer
from anju.portals.shared.lists import query

pytestmark = pytest.mark.rows("C-55")
TEMPLATE = "/employer/back-payments/template"
HEADS = ("个人账号", "姓名", "开始年月", "截止年月")


@pytest.fixture
def inn(hall: Client) -> Employer:
    """浉河宾馆 with 25 people."""
    made = employer("浉河宾馆有限公司", seq=2)
    staff(made, *(opening(order, f"职工{identity(order)[-4:]}") for order in range(1, 26)))
    return made


@pytest.fixture
def desk(hall: Client, inn: Employer) -> Client:
    return as_agent(hall, agent_of(inn, "孙会计", 903))


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_few_people_come_at_once_each_to_be_filled_in(desk: Client, inn: Employer) -> None:
    rows = rows_of(desk.get(f"{TEMPLATE}?as=xlsx").content)
    assert rows[0] == HEADS
    assert {row[0] for row in rows[1:]} == set(inn.accounts.values_list("number", flat=True))
    assert len(rows) == 26


def test_what_is_paid_without_fixed_amounts_has_columns_for_them(
    desk: Client, inn: Employer
) -> None:
    open_back_payment(employer=inn, kind=BackPayment.Kind.INDEFINITE, by="孙会计")
    rows = rows_of(desk.get(f"{TEMPLATE}?as=xlsx").content)
    assert rows[0] == (*HEADS, "单位月补缴金额", "个人月补缴金额")


def test_many_people_are_written_by_the_job_to_the_last(
    desk: Client, monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path
) -> None:
    settings.ANJU_EXPORTS = tmp_path
    monkeypatch.setattr(query, "AT_ONCE_MOST", 9)
    led = desk.get(f"{TEMPLATE}?as=xlsx")
    assert (led.status_code, led["Location"]) == (302, TEMPLATE)
    question = desk.get(TEMPLATE).context["export_question"]
    asked = desk.post("/employer/exports", {"question": question})
    write_exports(writer=writer(), now=timezone.now())
    assert len(rows_of(desk.get(f"{asked['Location']}/file").content)) == 26


def test_the_whole_of_it_is_printed(desk: Client, inn: Employer) -> None:
    printed = desk.get(f"{TEMPLATE}?as=print").content.decode()
    assert all(number in printed for number in inn.accounts.values_list("number", flat=True))
