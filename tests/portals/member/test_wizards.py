"""Registration and reset at the door: what may be done, and what may not."""

import pytest
from django.test import Client
from tests.askers import askers, code_at

from anju.people.models import Employer
from anju.policy.rules import profile


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch):
    def becomes(code: str) -> None:
        monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))

    return becomes


def test_it_works(hall: Client, mill: Employer, city) -> None:
    city("zaozhuang")
    who = askers(mill)["right"]
    answer = hall.get("/my/register")
    assert answer.status_code == 200
    facts = {"name": who.name, "identity_number": who.identity_number, "consent": "yes"}
    answer = hall.post("/my/register", {**facts, "press": "on"})
    assert answer.status_code == 302, answer.content.decode()
    answer = hall.get(answer["Location"])
    answer = hall.post("/my/register/code", {"press": "code"})
    assert answer.status_code == 200, answer.content.decode()
    answer = hall.post("/my/register/code", {"press": "on", "code": code_at(who.mobile)})
    assert answer.status_code == 302, answer.content.decode()
    print(answer["Location"], dict(hall.session), hall.cookies)
    from anju.identity.models import Knock

    print(Knock.objects.values())
    answer = hall.get(answer["Location"])
    print(answer.content.decode())
    assert "****" in answer.content.decode()
    two = {"password": "silk-and-7-looms", "again": "silk-and-7-looms", "press": "on"}
    answer = hall.post("/my/register/password", two)
    assert answer.status_code == 302, answer.content.decode()
    answer = hall.get(answer["Location"])
    assert "注册完成" in answer.content.decode()
