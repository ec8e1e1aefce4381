"""What a typed base or monthly amount comes to, told while one is still typing."""

from dataclasses import dataclass
from decimal import Decimal

from anju.contributions.registers.bounds import bounds_for
from anju.ground.amounts import BadAmount, parse_yuan
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest
from anju.portals.shared.fields import answer


@dataclass(frozen=True)
class Echo:
    """Monthly amounts in fen; the base with both ratios where it followed from the amount."""

    monthly_fen: int = 0
    own_fen: int = 0
    employer_fen: int = 0
    base_fen: int | None = None
    rates: tuple[Decimal, Decimal] | None = None
    near_fen: tuple[int, int] | None = None


def echo_of(request: AgentRequest, person: FundAccount | None) -> Echo | None:
    """The echo of what stands in the form; nothing while there is no amount in it."""
    by_amount = "asked_fen" in request.POST
    try:
        typed_fen = parse_yuan(answer(request, "asked_fen" if by_amount else "base_fen"))
    except BadAmount:
        return None
    owner = person or request.employer
    rates = (owner.employer_rate, owner.own_rate)
    bounds = bounds_for(employer=request.employer, on=request.today)
    base_fen = bounds.base_for(typed_fen, *rates) if by_amount else typed_fen
    if base_fen is None:
        return Echo(near_fen=bounds.monthly_near(typed_fen, *rates), rates=rates)
    terms = bounds.terms(base_fen, *rates)
    return Echo(
        monthly_fen=terms.monthly_fen,
        own_fen=terms.own_fen,
        employer_fen=terms.employer_fen,
        base_fen=base_fen if by_amount else None,
        rates=rates,
    )
