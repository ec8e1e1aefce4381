"""What people look for stands in no address, and waits sealed in their own session."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.people_of_the_town import identity
from tests.portals.conftest import agent_of, as_agent

from anju.people.models import Employer
from anju.portals.shared.doors.words import KEPT_MOST

pytestmark = pytest.mark.django_db
MEMBERS = "/employer/members"


def look_for(desk: Client, words: str) -> str:
    """Post a search and answer the address it leads to."""
    answer = desk.post(MEMBERS, {"q": words, "state": "01"})
    assert answer.status_code == 303
    return answer["Location"]


def test_a_search_is_posted_and_its_words_stay_out_of_the_address(desk: Client) -> None:
    there = look_for(desk, identity(1))
    assert identity(1) not in there
    assert there.startswith(f"{MEMBERS}?state=01&w=")
    shown = desk.get(there).content.decode()
    assert "王芳" in shown
    assert "李伟" not in shown
    assert f"?{there.partition('?')[2]}&as=xlsx".replace("&", "&amp;") in shown


def test_the_words_lie_sealed_in_the_session(desk: Client) -> None:
    look_for(desk, identity(1))
    kept = str([row.get_decoded() for row in Session.objects.all()])
    assert "'words'" in kept
    assert identity(1) not in kept


def test_the_key_of_another_session_opens_nothing(desk: Client, mill: Employer) -> None:
    there = look_for(desk, "王芳")
    other = Client(HTTP_HOST="xinyang.localhost")
    colleague = as_agent(other, agent_of(mill, "钱出纳", 902))
    assert "李伟" in colleague.get(there).content.decode()


def test_an_old_key_finds_everybody_again(desk: Client) -> None:
    first = look_for(desk, "王芳")
    for _ in range(KEPT_MOST):
        look_for(desk, "李伟")
    assert "李伟" in desk.get(first).content.decode()


def test_an_empty_search_shows_everybody(desk: Client, mill: Employer) -> None:
    assert desk.post(MEMBERS, {"q": " "})["Location"] == MEMBERS


def test_words_in_an_address_are_not_listened_to(desk: Client) -> None:
    assert "李伟" in desk.get(f"{MEMBERS}?q=王芳").content.decode()
