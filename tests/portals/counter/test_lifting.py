"""A hold is lifted at the counter, and never by the one whose deed it waits for."""

import pytest
from django.test import Client
from tests.portals.counter.test_face_to_face import (  # noqa: F401 - the same counter and file
    NEW,
    ask_mobile,
    chen,
    sign,
    slips,
    window,
    with_file,
)
from tests.staff_of_the_town import at_counter

from anju.people.models import Hold, Member, MobileRequest, Staff

PAGE = "/counter/person/holds"
NOT_HIM = "因您经办的业务而起，不能由您解除"


def lifting(member: Member, reason: str) -> dict[str, str]:
    hold = Hold.objects.get(member=member, reason=reason)
    return {"hold": str(hold.pk), "reason": "本人到场核实", "card": "yes"}


def another(member: Member, login: str, role: str) -> Client:
    """Somebody else's counter with the same file open."""
    return with_file(at_counter(login, role), member.identity_number)


def test_a_hold_is_lifted_with_card_and_reason(window: Client, chen: Member) -> None:  # noqa: F811
    sign(window, NEW)
    other, form = another(chen, "0302", Staff.Role.CLERK), lifting(chen, "registered")
    assert "新注册" in other.get(PAGE).content.decode()
    assert other.post(PAGE, {**form, "card": ""}).status_code == 422
    assert other.post(PAGE, {**form, "reason": ""}).status_code == 422
    assert other.post(PAGE, {**form, "hold": "999999"}).status_code == 404
    assert "已解除" in other.post(PAGE, form).content.decode()
    assert Hold.objects.get(pk=form["hold"]).lifted_at is not None


@pytest.mark.parametrize("reason", ["registered", "mobile_changed"])
def test_who_opened_the_hall_does_not_let_the_money_go_as_well(
    window: Client,  # noqa: F811
    chen: Member,  # noqa: F811
    reason: str,
) -> None:
    sign(window, NEW)
    form = lifting(chen, reason)
    answer = window.post(PAGE, form)
    assert answer.status_code == 422
    assert NOT_HIM in answer.content.decode()
    assert Hold.objects.get(pk=form["hold"]).lifted_at is None


def test_neither_who_asked_for_a_new_phone_nor_who_approved_it_lifts_its_hold(
    window: Client,  # noqa: F811
    chen: Member,  # noqa: F811
) -> None:
    ask_mobile(window)
    boss = another(chen, "0101", Staff.Role.MANAGER)
    number = MobileRequest.objects.get().number
    boss.post("/counter/mobiles/decision", {"number": number, "step": "approve"})
    form = lifting(chen, "mobile_changed")
    for counter in (window, boss):
        assert NOT_HIM in counter.post(PAGE, form).content.decode()
    third = another(chen, "0302", Staff.Role.CLERK)
    assert "已解除" in third.post(PAGE, form).content.decode()
