"""Counts tries at somebody's secret before they are looked at, and slows whoever guesses."""

from datetime import datetime, timedelta

from anju.centers.sealed import keyring
from anju.identity.alarms import raise_alarm
from anju.identity.limit_table import (
    SIGN_IN_BLOCK,
    SIGN_IN_DAY,
    SIGN_IN_HALL,
    SIGN_IN_NAME,
    SIGN_IN_PASSWORD,
    SIGN_IN_PERSON,
)
from anju.identity.limits import (
    Limit,
    TryLater,
    Window,
    block_of,
    count,
    forget,
    give_back,
    later,
    line_up,
    take,
    windows,
)
from anju.identity.models import Holder, Visit

FIRST_PAUSE_SECONDS = 30
LONGEST_PAUSE_SECONDS = 15 * 60
_MOST_DOUBLINGS = 5
PLACES_KNOWN_FOR = timedelta(days=30)
MOST_PLACES = 20
Try = tuple[Limit, str]


def take_try(
    *, name: str, address: str, now: datetime, password: str = "", known: bool = False
) -> None:
    """Count one try at `name` before its secret is checked; `forgive` it if it was right.

    After five within 15 minutes, or twenty within a day, each further failure doubles the
    pause from 30 seconds up to 15 minutes; a name is never locked for good. From a `known`
    place, where its owner has signed in before, tries are counted apart, so that nobody locks
    him out from elsewhere. One password tried on many names is counted by a piece of its keyed
    hash. Raises TryLater without counting. (Security 3.4, B5; ASVS 6.3.1.)
    """
    one, others = _name(name, address, known), _others(name, address, password)
    line_up(one, *others)
    lately, today = windows(one, (SIGN_IN_DAY, one[1]), now=now)
    _check_pause(lately, today, now)
    try:
        take(*others, now=now)
    except TryLater as refused:
        if refused.detail["scope"] == SIGN_IN_PASSWORD.scope:
            raise_alarm(about=SIGN_IN_PASSWORD.scope, now=now)
        raise
    count(*one, now)


def forgive(
    *, name: str, address: str, now: datetime, password: str = "", known: bool = False
) -> None:
    """A right secret wipes the slate of its name, and this try from the other counts."""
    forget(*_name(name, address, known))
    give_back(*_others(name, address, password), now=now)


def is_worn_out(*, person: str, address: str, now: datetime, known: bool = False) -> bool:
    """Count one try at a person, and whether there were too many under all his names.

    The caller says nothing of it: whoever wears one name out must not learn from another
    which two belong to one person. (Security 3.3; B6.)
    """
    _, key = _name(person, address, known)
    return count(SIGN_IN_PERSON, key, now) > SIGN_IN_PERSON.most


def recover(*, person: str, address: str, known: bool = False) -> None:
    """A right secret wipes the slate of its person."""
    forget(SIGN_IN_PERSON, _name(person, address, known)[1])


def failures(*, name: str, since: datetime) -> int:
    """How often somebody failed at `name` since a moment, from anywhere unknown."""
    asked = Limit(SIGN_IN_NAME.scope, 0, timedelta(0), "")
    return windows((asked, name), now=since)[0].many


def is_known_place(*, holder: Holder, holder_id: int, address: str, now: datetime) -> bool:
    """Whether somebody has been signed in from this neighbourhood within a month."""
    mine = Visit.objects.filter(
        holder=holder, holder_id=holder_id, began_at__gt=now - PLACES_KNOWN_FOR
    )
    places = mine.order_by("-began_at").values_list("address", flat=True)[:MOST_PLACES]
    return block_of(address) in {block_of(place) for place in places} - {""}


def watch(*, now: datetime) -> None:
    """Raise the alarm when the whole hall sees more failures in an hour than people make."""
    if windows((SIGN_IN_HALL, ""), now=now)[0].many >= SIGN_IN_HALL.most:
        raise_alarm(about=SIGN_IN_HALL.scope, now=now)


def _name(name: str, address: str, known: bool) -> Try:
    return SIGN_IN_NAME, f"{name}|{block_of(address)}" if known else name


def _others(name: str, address: str, password: str) -> list[Try]:
    tries = [(SIGN_IN_BLOCK, block_of(address)), (SIGN_IN_HALL, name)]
    if password:
        # Three bytes tell apart what is typed, and give a thief of the table nothing to test.
        piece = keyring().index(password, purpose="tried password")[:3].hex()
        tries.append((SIGN_IN_PASSWORD, piece))
    return tries


def _check_pause(lately: Window, today: Window, now: datetime) -> None:
    over = max(lately.many - SIGN_IN_NAME.most, today.many - SIGN_IN_DAY.most)
    if over < 0 or today.last_at is None:
        return
    doublings = min(today.many - SIGN_IN_NAME.most, _MOST_DOUBLINGS)
    pause = min(FIRST_PAUSE_SECONDS * 2**doublings, LONGEST_PAUSE_SECONDS)
    until = today.last_at + timedelta(seconds=pause)
    if now < until:
        raise later(SIGN_IN_NAME, until, now)
