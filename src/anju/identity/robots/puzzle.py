"""A proof of work (ALTCHA) that the browser solves by itself: no picture, no sound, no box."""

import binascii
import secrets
from datetime import UTC, datetime
from typing import Any

import altcha

from anju.identity.robots.marks import LIVES, doubt, place, secret, spend

# One key of this cost takes a desk about a millisecond; so many are tried at least and at most.
COST = 2_000
FEWEST, MOST = 200, 600
LONGEST = 2_048


def puzzle_for(form: str, session: str, now: datetime) -> dict[str, Any]:
    """A puzzle for one form in one session, good for two minutes. (Security 3.3, W21.)"""
    until = int((now + LIVES).timestamp())
    puzzle = altcha.create_challenge(
        "PBKDF2/SHA-256",
        COST,
        counter=FEWEST + secrets.randbelow(MOST - FEWEST),
        data={"place": place(form, session), "until": until},
        hmac_secret=secret("puzzle"),
        hmac_key_secret=secret("solution"),
    )
    return puzzle.to_dict()


def check_puzzle(*, form: str, session: str, payload: str, now: datetime) -> None:
    """Take a solution once. Raises RobotDoubt if it is wrong, late, used, or of another form
    or session."""
    if len(payload) > LONGEST:
        raise doubt()
    try:
        solved = altcha.Payload.from_base64(payload)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as unread:
        raise doubt() from unread
    told = altcha.verify_solution(solved, secret("puzzle"), hmac_key_secret=secret("solution"))
    data = solved.challenge.parameters.data
    if not told.verified or not data or data["place"] != place(form, session):
        raise doubt()
    until = datetime.fromtimestamp(data["until"], UTC)
    spend(str(solved.challenge.signature), now=now, until=until)
