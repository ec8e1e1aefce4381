"""One member's whole panorama (可提全景), as things are or as he supposes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anju.people.models import Member
from anju.withdrawals.judging.facts import Facts, facts_of
from anju.withdrawals.judging.survey import (
    SUPPOSITIONS,
    Outlook,
    suppose,
    survey,
    what_was_supposed,
    with_interest,
)


@dataclass(frozen=True)
class Panorama:
    """Every reason with what it gives, the member's facts, and what was supposed."""

    facts: Facts
    outlooks: Sequence[Outlook]
    supposed: Sequence[str]


def survey_member(
    *, member: Member, supposed: Sequence[str], today: date, now: datetime
) -> Panorama:
    """Judge every reason for a member; amounts in fen, closings with their interest.

    Words in `supposed` that are no supposition are left out. Nothing is written (C1.1, C1.2).
    """
    chosen = [one for one in SUPPOSITIONS if one in supposed]
    facts = suppose(facts_of(member=member, today=today, now=now), chosen)
    found = survey(facts=facts, told=what_was_supposed(facts, chosen))
    # An account that is closed only in supposition earns its interest all the same.
    return Panorama(facts, with_interest(found, today=today), chosen)
