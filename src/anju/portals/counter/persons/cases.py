"""Whether a number a clerk names is a case of this center (办件号)."""

from anju.contributions.models import Prepayment, Remittance
from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.people.models import MobileRequest, Proposal


class NoSuchCase(Refusal):
    code = "portals.no_such_case"


def known_case(typed: str) -> str:
    """The number as it is kept, empty for none; raises NoSuchCase for an invented one.

    A case lifts the limit of sixty looks an hour, so it has to exist.
    """
    number = normalise(typed).upper()[:40]
    if not number:
        return ""
    kept = (Proposal, MobileRequest, Remittance, Prepayment)
    if not any(model.objects.filter(number=number).exists() for model in kept):
        raise NoSuchCase("没有这个办件号，请核对后重填；没有办件的请留空。")
    return number
