"""A clerk registers the person who stands before him, by his identity card."""

from datetime import date

from anju.ground.identity import normalise
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, check_known
from anju.people.models import Member, Staff
from anju.people.register_person import NewPerson, register_person
from anju.people.staff.actor import actor_of


def register_at_counter(
    *, person: NewPerson, card_checked: bool, by: Staff, today: date
) -> Member:
    """Register somebody whose identity card the clerk holds; never himself.

    Raises WhoAreYou, CardNotChecked, OwnFile, and as `register_person`. (Security D3, P4.)
    """
    check_known(by)
    check_card(card_checked)
    if normalise(person.identity_number).upper() == by.identity_number:
        raise OwnFile("不能登记本人，请由其他柜员办理。")
    return register_person(person=person, today=today, by=actor_of(by))
