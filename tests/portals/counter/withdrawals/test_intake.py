"""提取受理 at the desk: the panorama, scanning, the form, its printing, and handing it in."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.documents.materials.papers import paper

from anju.documents.materials.models import Material
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import set_pin
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.rules import profile
from anju.withdrawals.counter.take_in import form_number
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

HERE = "/counter/person/withdrawals"
RENT = {"address": "演示路 9 号", "months": "2", "no_own_home": "是"}
PIN = "395171"
INTENT = "5" * 32


@pytest.fixture(autouse=True)
def office_hours(tmp_path, settings):
    """A Wednesday, ten in the morning; a folder for the materials of this test."""
    settings.ANJU_MATERIALS = tmp_path / "materials"
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


def form_of(**more: str) -> dict[str, str]:
    number = form_number(Request("rent", "", RENT))
    return {**RENT, "form": number, "intent": INTENT, "card": "yes", "step": "submit", **more}


def test_the_panorama_says_what_can_be_taken_and_why_not_the_rest(
    clerk_window: Client, card: MemberCard
) -> None:
    shown = clerk_window.get(HERE).content.decode()
    assert "租房提取" in shown
    assert f"{HERE}/rent" in shown
    assert "登记个人客户" in clerk_window.get(f"{HERE}/death").content.decode()
    assert clerk_window.get(f"{HERE}/no-such").status_code == 404


@pytest.mark.parametrize(("code", "asked"), [("chuxiong", 0), ("ningbo", 1)])
def test_what_is_paid_at_once_asks_for_the_sum_once(
    clerk_window: Client, card: MemberCard, code: str, asked: int, monkeypatch
) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))
    shown = clerk_window.get(f"{HERE}/property_fee").content.decode()
    assert shown.count('name="cost"') == 1
    assert shown.count('name="amount"') == asked


@pytest.mark.rows("X-13")
def test_a_person_is_served_from_the_form_to_the_receipt(
    clerk_window: Client, wang: Member, card: MemberCard
) -> None:
    set_pin(member_id=wang.pk, pin=PIN, about=PersonWords(), now=datetime.now(UTC))
    page = f"{HERE}/rent"
    counted = clerk_window.post(page, {**RENT, "step": "calculate"}).content.decode()
    assert "可以提取" in counted
    printed = clerk_window.post(page, {**RENT, "step": "check"}).content.decode()
    assert form_of()["form"] in printed
    assert "申请人签名" in printed
    wrong = clerk_window.post(page, form_of(pin="000000"))
    assert wrong.status_code == 422
    done = clerk_window.post(page, form_of(pin=PIN)).content.decode()
    made = Withdrawal.objects.get()
    assert made.number in done
    assert made.case.number in done
    assert (made.channel, made.case.opened_by_staff.name) == ("counter", "陈柜员")
    again = clerk_window.post(page, form_of(pin=PIN)).content.decode()
    assert made.number in again
    # Who took it in is given other people's work.
    assert "empty=1" in clerk_window.post("/counter/review/next")["Location"]


def test_a_signed_form_is_scanned_instead(
    clerk_window: Client, wang: Member, card: MemberCard
) -> None:
    page = f"{HERE}/rent"
    nothing = clerk_window.post(page, form_of())
    assert "签名后扫描上传" in nothing.content.decode()
    changed = clerk_window.post(page, form_of(months="1", pin=PIN)).content.decode()
    assert "请重新打印申请表" in changed
    signed = SimpleUploadedFile("申请表.jpg", paper())
    done = clerk_window.post(page, {**form_of(), "signed": signed})
    assert done.status_code == 200, done.content.decode()
    assert Withdrawal.objects.get().materials == [Material.objects.get().number]


def test_what_is_missing_is_told_field_by_field(clerk_window: Client, card: MemberCard) -> None:
    page = f"{HERE}/rent"
    told = clerk_window.post(page, {"step": "check"})
    assert told.status_code == 422
    assert "请填写" in told.content.decode()
    much = clerk_window.post(page, {**RENT, "step": "check", "amount": "1e9"})
    assert "科学计数法" in much.content.decode()


def test_a_paper_is_scanned_into_the_persons_own_wallet(
    clerk_window: Client, wang: Member
) -> None:
    page = f"{HERE}/rent/scan/lease"
    assert "租金" in clerk_window.get(page).content.decode()
    assert clerk_window.get(f"{HERE}/rent/scan/no-such").status_code == 404
    said = {
        "address": "演示路 9 号",
        "starts_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "rent_fen": "2000.00",
    }
    assert clerk_window.post(page, said).status_code == 422
    scan = SimpleUploadedFile("租约.jpg", paper())
    assert clerk_window.post(page, {**said, "rent_fen": "", "file": scan}).status_code == 422
    assert not Material.objects.exists()
    scan = SimpleUploadedFile("租约.jpg", paper())
    kept = clerk_window.post(page, {**said, "file": scan})
    assert kept.status_code == 302, kept.content.decode()
    material = Material.objects.get()
    assert (material.member, material.created_in, material.state) == (wang, "counter", "ready")
