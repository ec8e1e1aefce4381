"""The bank cards of the town: half of the players have one, some of those are bound already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from anju.batch.town.pay import noon
from anju.batch.town.persons import person
from anju.batch.town.plan import OUTSIDERS, TODAY, Hall
from anju.batch.town.players import members_of
from anju.batch.town.world import World
from anju.ground.invented import make_bank_card
from anju.payments.bank import Party
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.cards.lists import live_card
from anju.people.models import Member
from anju.policy.rules import value
from anju.policy.shapes import Channel

# Somebody of whom no payroll and no register of the town speaks.
STRANGER = OUTSIDERS + 900
# Long enough ago for everybody to have forgotten the text message.
BOUND_BEFORE = timedelta(days=40)
CARDS_OF_A_HALL = 1_000_000


@dataclass(frozen=True)
class TownCard:
    """A card at the bank: whose, by the number of the person, and whether it is bound."""

    person: int
    number: str
    bound: bool = False


def cards_of_hall(hall: Hall) -> list[TownCard]:
    """Every second player has a card of his own; every second of those has bound it."""
    return [
        TownCard(player.person, card_number(hall, place), bound=place % 4 == 0)
        for place, player in enumerate(members_of(hall))
        if place % 2 == 0
    ]


def card_number(hall: Hall, place: int) -> str:
    """The number of the place-th card of a hall."""
    return make_bank_card(hall.number * CARDS_OF_A_HALL + place)


def strangers_card(hall: Hall) -> TownCard:
    """The card of somebody who is no member: whoever tries to bind it is refused."""
    return TownCard(STRANGER, card_number(hall, CARDS_OF_A_HALL - 1))


def give_cards(*, hall: Hall, world: World) -> None:
    """The players' cards and the stranger's: opened at the bank, and some of them bound."""
    keep_cards(hall=hall, world=world, cards=[*cards_of_hall(hall), strangers_card(hall)])


def keep_cards(*, hall: Hall, world: World, cards: Sequence[TownCard]) -> None:
    """Open the cards the bank does not know yet, and bind those that are not; once each."""
    bank = value("bank.collection_account", on=TODAY)
    fresh = [
        (Party(card.number, who.name), who.identity_number)
        for card in cards
        if not world.teller.knows(card.number)
        for who in (person(hall, card.person),)
    ]
    if fresh:
        world.teller.open_cards(fresh, bank=bank.bank_name)
    for card in cards:
        if card.bound:
            _bind(hall, world, card, bank.bank_code, noon(TODAY) - BOUND_BEFORE)


def card_entry(card: TownCard) -> dict[str, Any]:
    """What the demo book tells of one card."""
    bank = value("bank.collection_account", on=TODAY).bank_name
    return {"number": card.number, "bank": bank, "bound": card.bound}


def card_entries(hall: Hall) -> dict[int, dict[str, Any]]:
    """What the demo book tells of cards, by the number of the person who has one."""
    return {card.person: card_entry(card) for card in cards_of_hall(hall)}


def strangers_entry(hall: Hall) -> dict[str, str]:
    """The stranger's card in the demo book."""
    card = strangers_card(hall)
    bank = value("bank.collection_account", on=TODAY).bank_name
    return {"number": card.number, "bank": bank, "holder": person(hall, card.person).name}


def _bind(hall: Hall, world: World, card: TownCard, bank_code: str, now: datetime) -> None:
    number = person(hall, card.person).identity_number
    member = Member.objects.get(identity_index=number)
    if live_card(member) is not None:
        return
    bind_card(
        member=member,
        typed=TypedCard(bank_code, card.number),
        channel=Channel.COUNTER,
        bank=world.bank,
        now=now,
        by="town",
    )
