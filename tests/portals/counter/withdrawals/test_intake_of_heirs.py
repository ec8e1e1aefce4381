"""死亡提取 at the desk: the heir on the form, his signature, his receipt."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.documents.materials.papers import paper
from tests.withdrawals.conftest import bank_answers, bind_for
from tests.withdrawals.inheriting import SON, SONS_CARD, death_papers, inherits, register_son

from anju.cases.actors import staff_acts
from anju.documents.materials.models import Material
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff
from anju.withdrawals.counter.take_in import form_number
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import pay

HERE = "/counter/person/withdrawals"
PAGE = f"{HERE}/death"
INTENT = "7" * 32


@pytest.fixture(autouse=True)
def office_hours(tmp_path, settings):
    """A Wednesday, ten in the morning; a folder for the materials of this test."""
    settings.ANJU_MATERIALS = tmp_path / "materials"
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def papers(wang: Member, card: MemberCard) -> Material:
    return death_papers(wang)


@pytest.fixture
def son(wang: Member) -> Member:
    made = register_son()
    bind_for(made, SONS_CARD)
    return made


def told(papers: Material, **more: str) -> dict[str, str]:
    return {"heir": SON, "relation": "子女", "material": papers.number, **more}


def test_the_form_says_how_it_is_done_and_names_what_is_missing(
    clerk_window: Client, papers: Material
) -> None:
    shown = clerk_window.get(PAGE).content.decode()
    for words in ("一个账户只付一位领款人", "登记个人客户", "受遗赠人", "继承人证件号码"):
        assert words in shown
    assert "支付密码，或" not in shown
    nobody = clerk_window.post(PAGE, told(papers, step="check"))
    assert nobody.status_code == 422
    assert nobody.content.decode().count("没有证件号码") == 2
    heir = register_son()
    assert "还没有绑定" in clerk_window.post(PAGE, told(papers, step="check")).content.decode()
    assert not Withdrawal.objects.exists()
    assert heir.accounts.count() == 0


@pytest.mark.rows("X-13")
def test_an_heir_is_served_from_the_form_to_his_receipt(
    clerk_window: Client, papers: Material, wang: Member, son: Member
) -> None:
    printed = clerk_window.post(PAGE, told(papers, step="check")).content.decode()
    number = form_number(inherits(papers))
    for words in (number, "王小明", "继承人签名", "0027"):
        assert words in printed
    assert 'name="pin"' not in printed
    assert f"<dd>{SON}" not in printed
    form = told(papers, step="submit", intent=INTENT, form=number, card="yes")
    unsigned = clerk_window.post(PAGE, form)
    assert "继承人在申请表上签名" in unsigned.content.decode()
    scan = SimpleUploadedFile("申请表.jpg", paper(4))
    done = clerk_window.post(PAGE, {**form, "signed": scan})
    said = done.content.decode()
    made = Withdrawal.objects.get()
    assert (done.status_code, made.payee, made.member) == (200, son, wang)
    assert made.number in said
    assert "短信到领款人" in said
    _paid(made)
    assert "已付给继承人" in clerk_window.get(HERE).content.decode()
    slip = clerk_window.post(f"{HERE}/receipts/{made.number}")
    assert slip.content.startswith(b"%PDF")
    assert clerk_window.post(f"{HERE}/receipts/TQ9").status_code == 404


def test_the_reviewer_sees_the_heir_and_what_he_is(
    clerk_window: Client, manager_window: Client, papers: Material, son: Member
) -> None:
    number = form_number(inherits(papers))
    form = told(papers, step="submit", intent=INTENT, form=number, card="yes")
    clerk_window.post(PAGE, {**form, "signed": SimpleUploadedFile("a.jpg", paper(4))})
    case = Withdrawal.objects.get().case
    assert case.number in manager_window.post("/counter/review/next")["Location"]
    shown = manager_window.get(f"/counter/review/{case.number}").content.decode()
    assert "与缴存人关系：子女" in shown
    assert "王小明" in shown
    assert SON not in shown


def _paid(made: Withdrawal) -> None:
    """As if two officers had agreed; the bank pays."""
    officer = staff_acts(Staff.objects.get(login="0801"))
    made.case.state = "approved"
    made.case.closed_on = made.applied_on
    made.case.save()
    pay(withdrawal=made, today=made.applied_on, now=datetime.now(UTC), by=officer.name)
    bank_answers(today=made.applied_on)
