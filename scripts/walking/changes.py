"""What changes among the staff in a month, and the invented people who are hired."""

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from walking.town import ROOT

sys.path.insert(0, str(ROOT / "src"))

from anju.ground.invented import make_identity_number, make_mobile

REGION = "110105"
HIRED_BASE, NEW_BASE = "8000.00", "9000.00"
# What the new base makes a month where both sides pay 10 %, as the firm of 300 does.
NEW_MONTHLY = "1800.00"
SURNAMES, GIVEN = "贺白康乔龚文庞", "安宁远航知行明德若水"
COMES_BACK, BASES_CHANGE = (1, 7), 7


@dataclass(frozen=True)
class Change:
    """One line of a register: open, seal, unseal or base; `name` where somebody is named."""

    kind: str
    name: str = ""
    identity_number: str = ""
    mobile: str = ""
    base: str = ""
    monthly: str = ""


def plan_of(day: date, *, hired: list[str], dice: Random) -> list[Change]:
    """The month's changes; who is hired is noted in `hired` and may get another base later."""
    plan = [_joiner(dice), Change("seal")]
    if day.month in COMES_BACK:
        plan.append(Change("unseal"))
    if day.month == BASES_CHANGE and hired:
        plan.append(Change("base", name=hired[0], base=NEW_BASE, monthly=NEW_MONTHLY))
    hired.append(plan[0].name)
    return plan


def _joiner(dice: Random) -> Change:
    born_on = date(1970, 1, 1) + timedelta(days=dice.randrange(12_000))
    name = dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2))
    number = make_identity_number(REGION, born_on, dice.randrange(1, 1000))
    mobile = make_mobile(90_000_000 + dice.randrange(9_999_999))
    return Change("open", name, number, mobile, HIRED_BASE)
