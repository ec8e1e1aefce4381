"""Cookies over TLS belong to one host alone, and open nothing over plain http."""

import pytest
from django.conf import settings
from django.test import Client
from tests.portals.conftest import PASSWORD
from tests.staff_of_the_town import at_counter

from anju.people.models import Member, Staff

HOST, PLAIN = "__Host-anju_session", "anju_session"


@pytest.fixture
def over_tls(hall: Client, wang: Member) -> Client:
    """王芳 signed in over TLS."""
    form = {"name": wang.identity_number, "password": PASSWORD}
    assert hall.post("/my/sign-in", form, secure=True).status_code == 302
    return hall


def test_over_tls_both_cookies_are_for_this_host_alone(over_tls: Client) -> None:
    over_tls.get("/my/", secure=True)
    for name in (HOST, "__Host-csrftoken"):
        cookie = over_tls.cookies[name]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert PLAIN not in over_tls.cookies
    assert "csrftoken" not in over_tls.cookies


def test_over_tls_browsers_are_told_to_stay_there(over_tls: Client) -> None:
    told = over_tls.get("/my/", secure=True)["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in over_tls.get("/my/")


def test_a_header_of_a_stranger_makes_no_tls(hall: Client) -> None:
    answer = hall.get("/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on"})
    assert not answer.wsgi_request.is_secure()
    assert settings.SECURE_PROXY_SSL_HEADER is None


def test_a_session_over_tls_does_not_open_over_plain_http(over_tls: Client) -> None:
    assert over_tls.get("/my/", secure=True).status_code == 200
    key = over_tls.cookies[HOST].value
    assert over_tls.get("/my/").status_code == 302
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.cookies[PLAIN] = key
    assert thief.get("/my/").status_code == 302
    assert over_tls.get("/my/", secure=True).status_code == 200


def test_a_session_over_plain_http_does_not_open_over_tls(at_home: Client) -> None:
    key = at_home.cookies[PLAIN].value
    for name in (PLAIN, HOST):
        thief = Client(HTTP_HOST="xinyang.localhost")
        thief.cookies[name] = key
        assert thief.get("/my/", secure=True).status_code == 302
    assert at_home.get("/my/").status_code == 200


def test_a_cookie_tossed_in_by_a_neighbour_is_not_looked_at(over_tls: Client) -> None:
    over_tls.cookies[PLAIN] = "a" * 32
    over_tls.cookies["csrftoken"] = "b" * 32
    assert over_tls.get("/my/", secure=True).status_code == 200


def test_two_centers_on_one_host_keep_their_sessions_apart(wang: Member) -> None:
    browser = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="203.0.113.7")
    form = {"name": wang.identity_number, "password": PASSWORD}
    assert browser.post("/c/xinyang/my/sign-in", form, secure=True).status_code == 302
    assert browser.cookies["__Host-anju_session.xinyang"]["path"] == "/"
    assert browser.get("/c/xinyang/my/", secure=True).status_code == 200
    assert browser.get("/c/zaozhuang/my/", secure=True).status_code == 302
    assert browser.get("/c/xinyang/my/", secure=True).status_code == 200


def test_signing_out_over_tls_takes_the_cookie_away(over_tls: Client) -> None:
    over_tls.post("/my/sign-out", secure=True)
    gone = over_tls.cookies[HOST]
    assert (gone.value, gone["max-age"], gone["secure"]) == ("", 0, True)


def test_a_clerks_session_is_not_sent_along_from_another_site(hall: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    assert window.cookies[PLAIN]["samesite"] == "Strict"
    assert window.cookies[PLAIN]["httponly"]
