"""Signs in a member, an employer's agent, or a clerk; every "no" sounds the same."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.identity.limits import check_patience, forget_failures, note_failure, queue_up
from anju.identity.models import Credential, Holder
from anju.people.find import appointments_at
from anju.people.models import Appointment, Member, Staff


class NotSignedIn(Refusal):
    code = "identity.not_signed_in"


def sign_in_member(
    *, name: str, password: str, ways: tuple[str, ...], address: str, now: datetime
) -> Member:
    """Sign in by what the city takes: identity number, account number, mobile (`ways`).

    A mobile that several members share signs nobody in. Raises NotSignedIn with one sentence
    for every cause, TryLater after too many failures. (J-03, X-08, Z-03.)
    """
    typed = normalise(name).upper()
    asked = Q(pk=None)
    if "identity" in ways:
        asked |= Q(identity_index=typed)
    if "account" in ways:
        asked |= Q(accounts__number=typed)
    if "mobile" in ways:
        asked |= Q(mobile_index=typed)
    found = list(Member.objects.filter(asked).distinct()[:2])
    member = found[0] if len(found) == 1 else None
    _prove(Holder.MEMBER, member.pk if member else None, password, (f"m:{typed}", address, now))
    if member is None:
        raise _nobody()
    return member


def sign_in_agent(
    *, number: str, identity_number: str | None, password: str, address: str, now: datetime
) -> Appointment:
    """Sign in for an employer: by its account and the password (C-23), or with the agent's
    identity number as well (X-16) where `identity_number` is not None.

    Answers the appointment, with agent and employer. Raises as `sign_in_member`.
    """
    typed = normalise(number)
    found = appointments_at(employer_number=typed)
    if identity_number is not None:
        asked = normalise(identity_number).upper()
        found = [each for each in found if each.agent.identity_number == asked]
    one = found[0] if found else None
    _prove(Holder.AGENT, one.agent_id if one else None, password, (f"a:{typed}", address, now))
    if one is None:
        raise _nobody()
    return one


def sign_in_staff(*, login: str, password: str, address: str, now: datetime) -> Staff:
    """Sign in a clerk of the center. Raises as `sign_in_member`."""
    typed = login.strip()
    clerk = Staff.objects.filter(login=typed, active=True).first()
    _prove(Holder.STAFF, clerk.pk if clerk else None, password, (f"s:{typed}", address, now))
    if clerk is None:
        raise _nobody()
    return clerk


def _prove(
    holder: Holder,
    holder_id: int | None,
    password: str,
    attempt: tuple[str, str, datetime],
) -> None:
    """Check the password, one try at a name after another, and write down how it went."""
    name, address, now = attempt
    with transaction.atomic():
        queue_up(name=name)
        check_patience(name=name, address=address, now=now)
        right = _is_right(holder, holder_id, password)
        if right:
            forget_failures(name=name)
            record(
                actor=f"{holder}/{holder_id}", deed="sign_in", subject=f"{holder}/{holder_id}"
            )
        else:
            note_failure(name=name, address=address, now=now)
    if not right:
        raise _nobody()


def _is_right(holder: Holder, holder_id: int | None, password: str) -> bool:
    """Whether the password is right, taking as long for nobody as for somebody."""
    credential = (
        Credential.objects.filter(holder=holder, holder_id=holder_id).first()
        if holder_id is not None
        else None
    )
    if credential is None:
        make_password(password)  # the same work as a check, so that time tells nothing
        return False
    return credential.check_password(password)


def _nobody() -> NotSignedIn:
    return NotSignedIn("账号或密码不对。请核对后再试；忘记密码可到柜台或拨打 12329。")
