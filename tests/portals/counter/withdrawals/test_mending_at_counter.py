"""补正 and 撤回 at the desk: what was marked, the printed form, its confirmation, why."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cases.conftest import clerk
from tests.documents.materials.papers import paper
from tests.withdrawals.conftest import ask, bind_for
from tests.withdrawals.inheriting import (
    SONS_CARD,
    death_papers,
    handed_in,
    inherits,
    register_son,
)

from anju.cases.actors import Actor, staff_acts
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.take_next_case import take_next_case
from anju.documents.materials.models import Material
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import set_pin
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import return_withdrawal

HERE = "/counter/person/withdrawals"
PIN = "395171"


@pytest.fixture(autouse=True)
def office_hours(tmp_path, settings):
    """A Wednesday, ten in the morning; a folder for the materials of this test."""
    settings.ANJU_MATERIALS = tmp_path / "materials"
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def reviewer(hall) -> Actor:
    return clerk("郑柜员", 841)


@pytest.fixture
def asked(wang: Member, card: MemberCard) -> Withdrawal:
    """王芳's rent; she has a payment password."""
    set_pin(member_id=wang.pk, pin=PIN, about=PersonWords(), now=datetime.now(UTC))
    return ask(wang, now=datetime.now(UTC))


@pytest.fixture
def inherited(wang: Member, card: MemberCard) -> Withdrawal:
    """What 王小明 asks for of his dead mother's money."""
    bind_for(register_son(), SONS_CARD)
    return handed_in(wang, inherits(death_papers(wang)), clerk("吴柜员", 842).staff)


def send_back(made: Withdrawal, by: Actor, *fields: str) -> None:
    take_next_case(by=by, states=(Case.State.WAITING,), today=made.applied_on)
    return_withdrawal(
        number=made.case.number,
        reasons=tuple(Return("02", one, "与合同不一致") for one in fields),
        opinion="请补正",
        by=by,
        today=made.applied_on,
        now=datetime.now(UTC),
    )


def number_on(page: str) -> str:
    """The number printed on the form."""
    return re.search(r"申请表编号 <b class=\"num\">(\w+)</b>", page)[1]


def test_who_sent_it_back_is_told_before_he_begins(
    clerk_window: Client, manager_window: Client, asked: Withdrawal
) -> None:
    send_back(asked, staff_acts(Staff.objects.get(name="陈柜员")), "months")
    mending = f"{HERE}/open/{asked.number}/mending"
    answer = clerk_window.get(mending)
    assert answer.status_code == 200
    assert "请由其他柜员办理" in answer.content.decode()
    assert "请由其他柜员办理" not in manager_window.get(mending).content.decode()


@pytest.mark.rows("X-13")
def test_what_was_marked_is_mended_printed_and_confirmed(
    clerk_window: Client, manager_window: Client, asked: Withdrawal, reviewer: Actor
) -> None:
    mending, listed = f"{HERE}/open/{asked.number}/mending", clerk_window.get(HERE)
    assert asked.number in listed.content.decode()
    assert mending not in listed.content.decode()
    assert clerk_window.get(mending)["Location"] == HERE
    send_back(asked, reviewer, "months")
    assert mending in clerk_window.get(HERE).content.decode()
    shown = clerk_window.get(mending).content.decode()
    assert "与合同不一致" in shown
    assert 'name="months"' in shown
    assert 'name="address"' not in shown
    wrong = clerk_window.post(mending, {"months": "99", "step": "check"})
    assert wrong.status_code == 422
    assert "1 至 60" in wrong.content.decode()
    printed = clerk_window.post(mending, {"months": "1", "step": "check"}).content.decode()
    assert "申请人签名" in printed
    form = {"months": "1", "step": "submit", "form": number_on(printed), "card": "yes"}
    for more, words in (
        ({"pin": "000000"}, "支付密码"),
        ({"months": "2", "pin": PIN}, "请重新打印申请表"),
        ({"card": "", "pin": PIN}, "核对身份证原件"),
    ):
        refused = clerk_window.post(mending, {**form, **more})
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
    done = clerk_window.post(mending, {**form, "pin": PIN}).content.decode()
    assert "已补正并重新提交" in done
    asked.refresh_from_db()
    assert (asked.told["months"], asked.case.state) == ("1", "waiting")
    assert clerk_window.post(mending, {**form, "pin": PIN})["Location"] == HERE
    assert "empty=1" in clerk_window.post("/counter/review/next")["Location"]
    assert asked.case.number in manager_window.post("/counter/review/next")["Location"]


def test_an_heir_exchanges_a_paper_at_the_desk(
    clerk_window: Client, inherited: Withdrawal, reviewer: Actor, wang: Member
) -> None:
    send_back(inherited, reviewer, "papers")
    mending = f"{HERE}/open/{inherited.number}/mending"
    shown = clerk_window.get(mending).content.decode()
    scan = f"{HERE}/open/{inherited.number}/scan/death_proof"
    assert scan in shown
    assert 'name="heir"' not in shown
    said = {"deceased": wang.name, "died_on": "2026-10-30", "heirs": "王小明"}
    kept = clerk_window.post(scan, {**said, "file": SimpleUploadedFile("a.jpg", paper(9))})
    assert kept["Location"] == mending
    better = Material.objects.latest("id")
    told = {"paper_0": better.number, "step": "check"}
    printed = clerk_window.post(mending, told).content.decode()
    assert "继承人签名" in printed
    assert 'name="pin"' not in printed
    form = {**told, "step": "submit", "form": number_on(printed), "card": "yes"}
    assert "继承人在申请表上签名" in clerk_window.post(mending, form).content.decode()
    signed = SimpleUploadedFile("申请表.jpg", paper(5))
    done = clerk_window.post(mending, {**form, "signed": signed})
    assert "已补正并重新提交" in done.content.decode()
    inherited.refresh_from_db()
    assert better.number in inherited.materials
    assert inherited.case.state == "waiting"


def test_an_open_one_is_taken_back_with_a_reason(
    clerk_window: Client, asked: Withdrawal
) -> None:
    page = f"{HERE}/open/{asked.number}/retraction"
    assert page in clerk_window.get(HERE).content.decode()
    assert "冻结的金额马上恢复可用" in clerk_window.get(page).content.decode()
    assert clerk_window.post(page, {"card": "yes"}).status_code == 422
    assert clerk_window.post(page, {"why": "本人不提了"}).status_code == 422
    done = clerk_window.post(page, {"why": "本人不提了", "card": "yes"}).content.decode()
    assert "已撤回" in done
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert clerk_window.get(page).status_code == 404


def test_the_whole_application_is_sent_back_and_another_card_named(
    clerk_window: Client, asked: Withdrawal, reviewer: Actor, wang: Member
) -> None:
    send_back(asked, reviewer, "")
    bind_for(wang, SONS_CARD)
    mending = f"{HERE}/open/{asked.number}/mending"
    told = {**asked.told, "months": "1"}
    printed = clerk_window.post(mending, {**told, "step": "check"}).content.decode()
    assert "****0027" in printed
    # The bank card's field must not pass for the tick at the identity card.
    assert len(re.findall('name="card"', printed)) == 1
    asked.refresh_from_db()
    assert asked.card.number.endswith("0019")
    form = {**told, "step": "submit", "form": number_on(printed), "card": "yes", "pin": PIN}
    assert "已补正" in clerk_window.post(mending, form).content.decode()
    asked.refresh_from_db()
    assert asked.card.number == SONS_CARD


def test_nothing_of_another_person_is_found(clerk_window: Client, asked: Withdrawal) -> None:
    for page in ("mending", "retraction", "scan/lease"):
        assert clerk_window.get(f"{HERE}/open/TQ9/{page}").status_code == 404
