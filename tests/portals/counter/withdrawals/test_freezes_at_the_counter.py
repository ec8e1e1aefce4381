"""司法冻结 at the desk: written down for the open file, decided by another, ended likewise."""

import pytest
from django.test import Client

from anju.people.models import Freeze, FundAccount

NEW = "/counter/person/freeze"
DECIDE = "/counter/freezes/decision"


@pytest.fixture
def form(account: FundAccount) -> dict[str, str]:
    return {
        "account": str(account.pk),
        "court": "申城市演示区人民法院",
        "paper": "（2026）演执 101 号",
        "extent": "part",
        "amount": "1000.00",
        "until": "2027-11-17",
        "seen": "yes",
    }


def decide(window: Client, number: str, step: str = "approve", opinion: str = "") -> str:
    sent = {"number": number, "step": step, "opinion": opinion}
    return window.post(DECIDE, sent).content.decode()


def test_a_paper_goes_from_one_officer_to_another_and_back(
    clerk_window: Client, manager_window: Client, form: dict[str, str], account: FundAccount
) -> None:
    assert "等待复核" in clerk_window.post(NEW, {**form, "extent": "whole"}).content.decode()
    number = Freeze.objects.get().number
    assert "您自己提出的" in clerk_window.get("/counter/freezes/review").content.decode()
    assert "登记人不能复核" in decide(clerk_window, number)
    assert f"{number} 冻结中" in decide(manager_window, number)
    account.refresh_from_db()
    assert account.state == FundAccount.State.FROZEN
    one = f"/counter/freezes/{number}"
    assert clerk_window.post(one, {"end_paper": ""}).status_code == 422
    assert clerk_window.post(one, {"end_paper": "（2026）演执解 7 号"}).status_code == 302
    assert "解冻" in manager_window.get("/counter/freezes/review").content.decode()
    assert "至少 4 个字" in decide(manager_window, number, "refuse")
    assert f"{number} 已解冻" in decide(manager_window, number)
    account.refresh_from_db()
    assert account.state == FundAccount.State.NORMAL
    assert "已解冻" in clerk_window.get(one).content.decode()


def test_freezes_are_listed_with_their_sum(
    clerk_window: Client, manager_window: Client, form: dict[str, str]
) -> None:
    clerk_window.post(NEW, form)
    decide(manager_window, Freeze.objects.get().number)
    listed = clerk_window.get("/counter/freezes?state=binds").content.decode()
    assert "1,000.00" in listed
    assert "王芳" not in listed
    sent = clerk_window.post("/counter/freezes", {"q": "王芳"})
    assert Freeze.objects.get().number in clerk_window.get(sent["Location"]).content.decode()
    assert clerk_window.get("/counter/freezes?as=xlsx").status_code == 200
    assert "没有符合条件" in clerk_window.get("/counter/freezes?state=ended").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("seen", "", "法律文书原件"),
        ("amount", "0", "大于 0"),
        ("until", "?", "冻结到期日请按"),
        ("paper", "", "法律文书号"),
    ],
)
def test_a_paper_is_read_before_it_is_kept(
    clerk_window: Client, form: dict[str, str], field: str, typed: str, words: str
) -> None:
    refused = clerk_window.post(NEW, {**form, field: typed})
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not Freeze.objects.exists()


def test_another_persons_account_is_not_frozen_from_an_open_file(
    clerk_window: Client, form: dict[str, str]
) -> None:
    other = FundAccount.objects.get(member__name="李四")
    assert clerk_window.post(NEW, {**form, "account": str(other.pk)}).status_code == 404
