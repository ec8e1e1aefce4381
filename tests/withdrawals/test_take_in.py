"""柜面受理: the member stands there and confirms; the clerk's hand in it is on record."""

from dataclasses import replace

import pytest
from tests.cases.conftest import clerk
from tests.documents.materials.papers import paper
from tests.withdrawals.conftest import NOON, RENT, TODAY, approve

from anju.audit.models import Event
from anju.cases.actors import Actor
from anju.cases.steps import SamePerson
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.documents.materials.models import Material
from anju.identity.counter.card import CardNotChecked
from anju.identity.counter.open_person import OwnFile
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import WrongPin, set_pin
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff
from anju.withdrawals.applying.apply import FormReused, OutsideHours, PapersMissing
from anju.withdrawals.counter.confirm import Confirmation, NotConfirmed
from anju.withdrawals.counter.take_in import form_number, take_in
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

PIN = "395171"


@pytest.fixture(autouse=True)
def store(tmp_path, settings) -> None:
    settings.ANJU_MATERIALS = tmp_path / "materials"


# Confirmed by the payment password.
SURE = Confirmation(True, form_number(RENT), pin=PIN)


@pytest.fixture
def intake(xinyang) -> Actor:
    return clerk("吴柜员", 811)


@pytest.fixture
def ready(wang: Member, card: MemberCard) -> Member:
    """王芳 with a card and a payment password."""
    set_pin(member_id=wang.pk, pin=PIN, about=PersonWords(), now=NOON)
    return wang


def taken(
    member: Member, by: Staff, confirmed: Confirmation = SURE, request: Request = RENT, **more
) -> Withdrawal:
    return take_in(
        request=request,
        member=member,
        confirmed=confirmed,
        clerk=by,
        intent=more.get("intent", "desk-1"),
        today=TODAY,
        now=more.get("now", NOON),
    )


def test_who_took_it_in_neither_accepts_nor_reviews_it(
    ready: Member, intake: Actor, first: Actor, second: Actor
) -> None:
    made = taken(ready, intake.staff)
    assert (made.state, made.channel) == ("reviewing", "counter")
    assert [one.kind for one in made.case.steps.order_by("place")] == ["opened", "taken_in"]
    with pytest.raises(NothingWaits):
        take_next_case(by=intake, states=("waiting",), today=TODAY)
    with pytest.raises((SamePerson, NothingWaits)):
        approve(made, first, intake)
    told = Event.objects.get(deed="take_in_withdrawal")
    assert told.detail["way"] == "pin"
    assert told.actor == f"staff/{intake.staff.pk}"


def test_a_signed_form_is_kept_with_the_case(ready: Member, intake: Actor) -> None:
    signed = replace(SURE, pin="", signed_name="申请表.jpg", signed=paper())
    made = taken(ready, intake.staff, signed)
    material = Material.objects.get(member=ready)
    assert made.materials == [material.number]
    assert material.created_in == "counter"
    assert form_number(RENT) in material.title
    assert [one.material for one in made.case.papers] == [material.number]
    again = taken(ready, intake.staff, signed)
    assert (again.pk, Material.objects.count()) == (made.pk, 1)


def test_nothing_is_taken_in_without_the_member(ready: Member, intake: Actor) -> None:
    with pytest.raises(CardNotChecked):
        taken(ready, intake.staff, replace(SURE, card_checked=False))
    with pytest.raises(NotConfirmed, match="签名"):
        taken(ready, intake.staff, replace(SURE, pin=""))
    with pytest.raises(NotConfirmed, match="不一样"):
        taken(ready, intake.staff, replace(SURE, form="0" * 12))
    with pytest.raises(WrongPin):
        taken(ready, intake.staff, replace(SURE, pin="000000"))
    assert not Withdrawal.objects.exists()
    assert not Material.objects.exists()


def test_nobody_takes_in_his_own(ready: Member, intake: Actor) -> None:
    Staff.objects.filter(pk=intake.staff.pk).update(identity_number=ready.identity_number)
    with pytest.raises(OwnFile):
        taken(ready, Staff.objects.get(pk=intake.staff.pk))


def test_the_papers_are_chosen_not_just_somewhere(ready: Member, intake: Actor) -> None:
    left = Request("disability", "", {})
    with pytest.raises(PapersMissing, match="还没有选择"):
        taken(ready, intake.staff, replace(SURE, form=form_number(left)), left)


def test_outside_the_hours_nothing_is_kept_at_the_desk(ready: Member, intake: Actor) -> None:
    with pytest.raises(OutsideHours):
        taken(ready, intake.staff, now=NOON.replace(hour=13))
    assert not Withdrawal.objects.exists()


def test_other_words_under_a_forms_key_are_not_taken_for_the_first_ones(
    ready: Member, intake: Actor
) -> None:
    made = taken(ready, intake.staff)
    assert taken(ready, intake.staff) == made
    other = replace(RENT, told={**RENT.told, "months": "1"})
    sure = replace(SURE, form=form_number(other))
    with pytest.raises(FormReused, match="没有再次办理"):
        taken(ready, intake.staff, sure, other)
    assert Withdrawal.objects.count() == 1
