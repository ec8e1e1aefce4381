"""One withdrawal that is under way for the person whose file lies open, an heir's as well."""

from django.http import Http404

from anju.cases.models import Case
from anju.portals.counter.persons.opened import PersonRequest
from anju.portals.counter.withdrawals.frame import member_in
from anju.withdrawals.lists import open_withdrawals_of
from anju.withdrawals.models import Withdrawal


def asked_for(request: PersonRequest, number: str) -> Withdrawal:
    """It by its number; nothing of another person's is found."""
    found = open_withdrawals_of(member=member_in(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def case_sent_back(own: Withdrawal) -> Case | None:
    """Its case, if that was sent back and waits to be mended."""
    case = own.case
    return case if case is not None and case.state == Case.State.RETURNED else None
