"""Who joins, leaves, moves and comes back in which month, so that every case can be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from anju.batch.town.persons import joined_as
from anju.batch.town.plan import ROOM, Firm, Hall
from anju.contributions.models import Line
from anju.ground.calendar import Month

Kind = Line.Kind
# Whose stories are told: numbers of persons who are there on the first day.
SEVERAL, THREE, MOVED, GONE = (joined_as("big", place) for place in (1, 2, 3, 4))
RETURNED = joined_as("middle", 1)
# Opened at one employer, left before the first payday, so that the account stayed empty.
EMPTY = joined_as("middle", 400)
# The same, and nobody has hired him since: his only account is closed.
CLOSED = joined_as("middle", 401)
# Somebody whose mobile nobody has written down.
UNREACHABLE = joined_as("middle", 402)
CHURN_FROM = 100


@dataclass(frozen=True)
class Move:
    """One change of one person at one firm; a round is what one register holds."""

    firm: str
    month: Month
    round: int
    kind: Line.Kind
    person: int


def moves_of(hall: Hall) -> list[Move]:
    """Everything that registers change in the hall's history, firm by firm."""
    return [*_told(hall), *(move for firm in hall.firms for move in _churn(hall, firm))]


def _told(hall: Hall) -> Iterator[Move]:
    first, second, third = (hall.stage(number) for number in (1, 2, 3))
    for person in (SEVERAL, THREE):
        yield Move("big", first, 1, Kind.SEAL, person)
        yield Move("middle", first, 1, Kind.OPEN, person)
    yield Move("middle", second, 1, Kind.SEAL, THREE)
    yield Move("small", second, 1, Kind.OPEN, THREE)
    yield Move("big", second, 1, Kind.SEAL, MOVED)
    yield Move("middle", second, 1, Kind.TRANSFER, MOVED)
    yield Move("middle", first, 1, Kind.SEAL, RETURNED)
    yield Move("middle", third, 1, Kind.UNSEAL, RETURNED)
    yield Move("big", third, 1, Kind.SEAL, GONE)
    yield Move("big", third, 1, Kind.OPEN, EMPTY)
    yield Move("big", third, 2, Kind.SEAL, EMPTY)
    yield Move("middle", third, 1, Kind.OPEN, EMPTY)
    yield Move("big", third, 1, Kind.OPEN, CLOSED)
    yield Move("big", third, 2, Kind.SEAL, CLOSED)
    yield Move("middle", third, 1, Kind.OPEN, UNREACHABLE)


def _churn(hall: Hall, firm: Firm) -> Iterator[Move]:
    """A large firm loses and finds as many people every month but the first."""
    each = firm.heads // 1250 or int(firm.heads > 2 * CHURN_FROM)
    for place, month in enumerate(hall.months[1:]):
        for one in range(place * each, (place + 1) * each):
            leaver = ROOM[firm.key] + CHURN_FROM + one * 2
            yield Move(firm.key, month, 1, Kind.SEAL, leaver)
            yield Move(firm.key, month, 1, Kind.OPEN, ROOM[firm.key] + firm.heads + one)
