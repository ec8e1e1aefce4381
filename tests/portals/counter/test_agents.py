"""经办人登记: with the card, the letter and the licence, and not otherwise."""

from django.test import Client
from tests.people_of_the_town import identity
from tests.staff_of_the_town import at_counter

from anju.notices.models import Message
from anju.people.models import Appointment, Employer, Staff

NEW = "13912345678"


def test_an_agent_is_registered_with_his_papers(hall: Client, mill: Employer) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    form = {
        "number": mill.number,
        "name": "孙经办",
        "identity_number": identity(555),
        "mobile": NEW,
        "role": "agent",
    }
    assert window.post("/counter/agents", form).status_code == 422
    assert not Appointment.objects.filter(employer=mill).exists()
    papers = {**form, "card": "yes", "letter": "yes"}
    assert window.post("/counter/agents", {**papers, "mobile": "1"}).status_code == 422
    assert "登记完成" in window.post("/counter/agents", papers).content.decode()
    made = Appointment.objects.get(employer=mill)
    assert (made.role, made.agent.mobile) == ("agent", NEW)
    assert "用户注册" in Message.objects.filter(to_index=NEW).latest("id").text
    assert window.post("/counter/agents", papers).status_code == 422
