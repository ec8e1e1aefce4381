"""What no form of ours sends is a 400 at every door, and never a fault of ours."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGES = (
    ("/my/sign-in", "name"),
    ("/employer/sign-in", "number"),
    ("/employer/registration", "employer"),
    ("/employer/forgot", "identity_number"),
    ("/counter/sign-in", "login"),
    ("/counter/first-sign-in", "activation"),
    ("/correction", "number"),
)


@pytest.mark.parametrize(("page", "field"), PAGES)
def test_a_nul_character_in_a_form_is_not_read(hall: Client, page: str, field: str) -> None:
    for said in ({field: "a\0b"}, {field: "\0"}, {field: "x", "\0": "x"}):
        answer = hall.post(page, {**said, "password": "x"})
        assert answer.status_code == 400
        assert "没有读懂您的请求" in answer.content.decode()


def test_a_nul_character_in_an_address_is_not_read(hall: Client) -> None:
    for page in ("/verify?code=%00", "/not-me/%00", "/my/sign-in?next=/my/%00"):
        assert hall.get(page).status_code == 400


@pytest.mark.parametrize("charset", ["zlib", "rot13", "utf-7", "no-such"])
def test_a_form_in_another_character_set_is_not_read(hall: Client, charset: str) -> None:
    body = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n1\r\n--x--\r\n'
    claimed = f"multipart/form-data; boundary=x; charset={charset}"
    strict = Client(HTTP_HOST="xinyang.localhost", enforce_csrf_checks=True)
    for visitor in (hall, strict):
        answer = visitor.generic("POST", "/my/sign-in", body.encode(), content_type=claimed)
        assert answer.status_code == 400


def test_very_long_fields_are_answered_like_any_wrong_word(hall: Client) -> None:
    for page, field in PAGES:
        answers = [
            hall.post(page, {field: word, "password": word}) for word in ("9", "9" * 100_000)
        ]
        assert len({answer.status_code for answer in answers}) == 1
