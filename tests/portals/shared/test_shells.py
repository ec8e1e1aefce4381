"""Which shell a visitor sees, and what its reading modes remember."""

import pytest
from django.test import RequestFactory

from anju.portals.shared.shell.middleware import shell_of
from anju.portals.shared.shell.reading import reading_mode, reading_of

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36"


def request_with(cookies=None, **headers):
    request = RequestFactory().get("/", headers=headers)
    request.COOKIES.update(cookies or {})
    return request


@pytest.mark.parametrize(
    ("agent", "shell"), [(PHONE, "mobile"), (DESK, "desktop"), ("", "desktop")]
)
def test_a_phone_gets_the_phones_shell(agent, shell):
    assert shell_of(request_with(**{"User-Agent": agent})) == shell


def test_a_client_hint_is_worth_more_than_the_agents_words():
    assert (
        shell_of(request_with(**{"User-Agent": PHONE, "Sec-CH-UA-Mobile": "?0"})) == "desktop"
    )


def test_the_visitors_own_choice_is_worth_most():
    request = request_with({"hall_shell": "desktop"}, **{"Sec-CH-UA-Mobile": "?1"})
    assert shell_of(request) == "desktop"
    assert shell_of(request_with({"hall_shell": "nonsense"})) == "desktop"


def test_reading_modes_are_remembered_in_a_cookie_and_lead_back():
    request = RequestFactory().post("/reading-mode", {"size": "large", "next": "/my/?a=1"})
    response = reading_mode(request)
    assert (response.status_code, response["Location"]) == (302, "/my/?a=1")
    assert response.cookies["hall_size"].value == "large"
    assert response.cookies["hall_size"]["httponly"]
    assert reading_of(request_with({"hall_size": "large"})).large


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"]
)
def test_the_way_back_never_leads_out_of_the_hall(elsewhere):
    request = RequestFactory().post("/reading-mode", {"contrast": "high", "next": elsewhere})
    assert reading_mode(request)["Location"] == "/"


def test_a_mode_nobody_offers_is_not_remembered():
    request = RequestFactory().post("/reading-mode", {"size": "huge"})
    assert "hall_size" not in reading_mode(request).cookies


def test_reading_modes_are_changed_by_post_alone():
    assert reading_mode(RequestFactory().get("/reading-mode")).status_code == 405
