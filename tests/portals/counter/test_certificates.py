"""A certificate is bound at the counter for the agent who stands there (C-24)."""

import pytest
from django.test import Client
from tests.certificates_of_the_town import Authority, _authority, authority  # noqa: F401
from tests.staff_of_the_town import at_counter

from anju.identity.models import Certificate
from anju.people.models import Appointment, Staff


@pytest.fixture
def window(hall: Client, agent: Appointment) -> Client:
    """A clerk's counter with 赵会计's file open."""
    window = at_counter("0301", Staff.Role.CLERK)
    why = {"kind": "agent", "reason": "employer", "words": "绑定数字证书"}
    window.post("/counter/person", {**why, "number": agent.agent.identity_number})
    return window


def bind(window: Client, agent: Appointment, content: bytes, **changes: str):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("key.cer", content)
    form = {"number": agent.employer.number, "card": "yes", **changes}
    return window.post("/counter/person/certificate", {**form, "file": file})


@pytest.mark.rows("C-24")
def test_a_certificate_is_bound_from_its_file(
    window: Client,
    agent: Appointment,
    authority: Authority,  # noqa: F811
) -> None:
    authority.publish()
    key = authority.issue(agent)
    assert "登录后可办理业务" in window.get("/counter/person/file").content.decode()
    done = bind(window, agent, key.encoded)
    assert "绑定完成" in done.content.decode()
    bound = Certificate.objects.get()
    assert (bound.agent_id, bound.employer_id) == (agent.agent_id, agent.employer_id)
    assert bound.bound_by.startswith("staff/")


@pytest.mark.parametrize("content", [b"", b"not a certificate", b"0" * 100_000])
def test_what_is_no_certificate_is_told(
    window: Client,
    agent: Appointment,
    authority: Authority,  # noqa: F811
    content: bytes,
) -> None:
    assert bind(window, agent, content).status_code == 422
    assert not Certificate.objects.exists()


def test_without_the_card_or_for_another_employer_nothing_is_bound(
    window: Client,
    agent: Appointment,
    authority: Authority,  # noqa: F811
) -> None:
    authority.publish()
    key = authority.issue(agent)
    assert bind(window, agent, key.encoded, card="").status_code == 422
    assert bind(window, agent, key.encoded, number="9999").status_code == 422
    assert not Certificate.objects.exists()
