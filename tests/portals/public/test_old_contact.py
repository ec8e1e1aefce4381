"""What the holder of the old telephone may do without signing in, and what nobody learns."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.portals.member.conftest import code_to, told

from anju.identity.contacts.ask_for_correction import ask_for_correction
from anju.identity.contacts.pages import Pages
from anju.identity.contacts.renew_mobile import renew_mobile
from anju.identity.models import Credential
from anju.people.models import Employer, Member, Proposal
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out

NEW = "13900139001"
PAGE = "/correction"
PAGES = Pages(disavow="http://xinyang.localhost/not-me/", confirm="")


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def plain(text: str, number: str) -> str:
    """A page without what differs from one press to the next."""
    text = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", text)
    return re.sub(r'data-countdown="\d+"', "", text).replace(number, "")


@pytest.fixture
def proposal(fang: Member, mill: Employer) -> Proposal:
    """The mill wants 王芳's number corrected."""
    return ask_for_correction(
        member=fang,
        employer=mill,
        field=Proposal.Field.MOBILE,
        value=NEW,
        by="agent/1",
        pages=PAGES,
        now=timezone.now(),
    )


@pytest.mark.usefixtures("at_one_moment")
def test_a_real_and_an_invented_number_get_the_same_page(proposal: Proposal) -> None:
    shown = []
    for number in (proposal.number, "GZ2026111899999999", "GZ1", "<b>"):
        visitor = Client(HTTP_HOST="xinyang.localhost")
        answer = visitor.post(PAGE, {"number": number, "ask_code": "1"})
        escaped = number.replace("<", "&lt;").replace(">", "&gt;")
        shown.append((answer.status_code, plain(body(answer), escaped)))
    assert len(set(shown)) == 1
    assert shown[0][0] == 200


def test_the_speed_bump_stands_on_the_page_before_it_is_asked_for(hall: Client) -> None:
    assert "data-robot=" not in body(hall.get(PAGE))
    for number in ("GZ1", "GZ2"):
        hall.post(PAGE, {"number": number, "code": "123456", "accept": "1"})
    assert "data-robot=" in body(hall.get(PAGE))


@pytest.mark.usefixtures("at_one_moment")
def test_a_wrong_code_and_an_invented_number_are_refused_alike(
    hall: Client, proposal: Proposal
) -> None:
    shown = []
    for place, number in enumerate((proposal.number, "GZ2026111899999999")):
        form = {"number": number, "code": "000000", "accept": "1"}
        visitor = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR=f"198.51.{place}.7")
        answer = visitor.post(PAGE, form)
        shown.append((answer.status_code, plain(body(answer), number)))
    assert shown[0] == shown[1]
    assert shown[0][0] == 422


def test_a_code_of_another_session_answers_nothing(
    hall: Client,
    fang: Member,
    proposal: Proposal,
) -> None:
    hall.post(PAGE, {"number": proposal.number, "ask_code": "1"})
    form = {"number": proposal.number, "code": code_to(fang.mobile), "accept": "1"}
    assert Client(HTTP_HOST="xinyang.localhost").post(PAGE, form).status_code == 422
    assert "已同意更正" in body(hall.post(PAGE, form, follow=True))
    assert "/not-me/" in told(fang.mobile)


def test_looking_at_the_link_does_nothing_and_pressing_shuts_everything(
    hall: Client,
    fang: Member,
) -> None:
    before = fang.mobile
    renew_mobile(member=fang, mobile=NEW, proven=True, by="x", pages=PAGES, now=timezone.now())
    found = re.search(r"(/not-me/\S+)", told(before))
    assert found is not None
    seen = hall.get(found[1])
    assert (seen.status_code, seen["Cache-Control"]) == (200, "no-store")
    assert before not in body(seen)
    fang.refresh_from_db()
    assert fang.mobile == NEW
    assert hall.post(found[1])["Location"] == "/not-me/done"
    fang.refresh_from_db()
    assert fang.mobile == before
    assert Credential.objects.get(holder="member", holder_id=fang.pk).locked_because
    with pytest.raises(PayoutsHeld):
        check_may_pay_out(member=fang, now=timezone.now())
    assert hall.post(found[1]).status_code == 422


@pytest.mark.parametrize("token", ["x", "x" * 22, "x" * 5000, "%00", "..%2F.."])
def test_an_invented_link_is_refused_with_what_to_do(hall: Client, token: str) -> None:
    answer = hall.post(f"/not-me/{token}")
    assert answer.status_code in (400, 404, 422)
    if answer.status_code == 422:
        assert "12329" in body(answer)


def test_a_hundred_thousand_characters_are_refused_like_any_number(
    hall: Client, proposal: Proposal
) -> None:
    form = {"number": "9" * 100_000, "code": "1" * 100_000, "accept": "1"}
    assert hall.post(PAGE, form).status_code == 422
