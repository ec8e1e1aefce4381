"""Every page of the counter for every role: as the one table says, and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.people_of_the_town import opening, staff
from tests.staff_of_the_town import at_counter

from anju.audit.models import Event
from anju.identity.models import Visit
from anju.people.models import Employer, Member
from anju.portals.counter.rooms import EVERYBODY, OUTSIDE, ROOMS, TABLE
from anju.portals.counter.urls import urlpatterns

ROUTES = [pattern.name for pattern in urlpatterns]
ARGUMENTS = {
    "resolution": ["ZF1"],
    "export": [1],
    "export_file": [1],
    "suspense_one": ["ZS1"],
    "second_look_result": ["BJ1"],
    "review_together": ["registration", "waiting"],
    **{f"review_{deed}": ["BJ1"] for deed in ("case", "decision", "return")},
    **{f"review_{deed}": ["BJ1"] for deed in ("suspension", "resumption")},
    "loan": ["DK1"],
    "loan_rows": ["DD1"],
    "claim_new": ["ZF1"],
    "claim": ["ZH1"],
    "claim_paper": ["ZH1", "CF1"],
    "intake_form": ["rent"],
    "intake_scan": ["rent", "lease"],
    "intake_mending": ["TQ1"],
    "mending_scan": ["TQ1", "lease"],
    "intake_retraction": ["TQ1"],
    "heir_receipt": ["TQ1"],
    "bounced_one": ["TQ1"],
    "freeze_one": ["SF1"],
    "case": ["BJ1"],
    "case_step": ["BJ1"],
    "absence_end": [1],
    "material": ["CL1"],
    "review_page": ["BJ1", "CL1", 1, 1],
    "material_page": ["CL1", 1, 1],
}
ALLOWED = {200, 302, 404, 405, 422}


def address(route: str) -> str:
    return reverse(f"counter:{route}", args=ARGUMENTS.get(route, []))


def test_every_page_stands_in_the_table_once() -> None:
    assert sorted(ROUTES) == sorted([*OUTSIDE, *(room.route for room in ROOMS)])


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_enters_its_own_rooms_and_no_other(
    hall: Client, mill: Employer, role: str
) -> None:
    window = at_counter("0001", role)
    for route in ROUTES:
        if route in OUTSIDE:
            continue
        allowed = role in TABLE[f"counter:{route}"].roles
        for asked in (window.get, window.post):
            status = asked(address(route)).status_code
            said = f"{route} {asked.__name__} as {role or 'nobody'}: {status}"
            assert (status in ALLOWED) if allowed else (status == 403), said
            if window.get("/counter/").status_code != 200:
                raise AssertionError(f"{route} has ended the session of {role}")


@pytest.mark.parametrize("route", [one for one in ROUTES if one not in OUTSIDE])
def test_a_stranger_is_led_to_the_sign_in_page(hall: Client, route: str) -> None:
    for asked in (hall.get, hall.post):
        assert asked(address(route))["Location"].startswith("/counter/sign-in")


def test_administrators_do_no_business_and_business_keeps_no_accounts() -> None:
    business = {"clerk", "manager", "finance"}
    admins = {"system_admin", "security_admin", "auditor"}
    for room in ROOMS:
        if set(room.roles) != set(EVERYBODY):
            assert not (business & set(room.roles) and admins & set(room.roles)), room.route


def test_the_three_administrators_share_no_room() -> None:
    for room in ROOMS:
        admins = [role for role in room.roles if role.endswith("_admin") or role == "auditor"]
        assert len(admins) <= 1 or set(room.roles) == set(EVERYBODY), room.route


def test_a_denied_page_is_written_down(hall: Client) -> None:
    window = at_counter("0001", "clerk")
    assert window.get("/counter/staff").status_code == 403
    assert Event.objects.filter(deed="denied").exists()


def test_the_menu_shows_open_doors_only(hall: Client) -> None:
    window = at_counter("0001", "auditor")
    shown = window.get("/counter/").content.decode()
    assert "/counter/trail" in shown
    assert "/counter/deeds" not in shown
    assert "缴存单位" not in shown


@pytest.mark.parametrize(
    "route", ["new_password", "holds", "mobile_decision", "agents_mobile", "staff_hire"]
)
def test_what_loosens_a_protection_asks_the_clerk_to_prove_himself_again(
    hall: Client, mill: Employer, route: str
) -> None:
    staff(mill, opening(41, "陈静"))
    number = Member.objects.get(name="陈静").identity_number
    window = at_counter("0001", TABLE[f"counter:{route}"].roles[0])
    said = {"kind": "member", "number": number, "reason": "service", "words": "本人来办业务"}
    window.post("/counter/person", said)
    Visit.objects.update(proven_at=timezone.now() - timedelta(minutes=6))
    answer = window.post(address(route), {"step": "approve", "card": "yes"})
    assert answer["Location"].startswith("/counter/step-up?next=")
