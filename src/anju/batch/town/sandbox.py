"""沙箱单位: an employer with invented staff on whom payroll vendors may try their programs."""

import hmac
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from anju.batch.town.found import BY
from anju.batch.town.plan import EIGHT, LAST, Hall
from anju.centers.current import center_code
from anju.contributions.registers.bounds import bounds_for
from anju.ground.invented import make_credit_code, make_identity_number, make_mobile
from anju.identity.models import ApiToken
from anju.identity.tokens.make_token import PREFIX, TokenRequest, make_token
from anju.people.accounts.deed import Change
from anju.people.accounts.open_accounts import Opening, open_fund_accounts
from anju.people.agents.appoint_agent import Candidate, appoint_agent
from anju.people.employers.register_employer import Registration, register_employer
from anju.people.models import Appointment, Employer
from anju.policy.rules import value

NAME, AGENT = "沙箱单位（测试用）", "沙箱经办"
STAFF = ("沙一", "沙二", "沙三", "沙四", "沙五")
FOUNDED_ON, BORN_ON = date(2026, 10, 12), date(1985, 6, 1)
BASE_FEN = 600_000
TOKEN_DAYS = 366


def add_sandbox(*, hall: Hall) -> None:
    """Register the employer with five staff and a key whose town is told in the book; once.

    Its money is the simulated bank's, like everybody's in the town.
    """
    if sandbox_of(hall) is None:
        with transaction.atomic():
            _found(hall)


def sandbox_of(hall: Hall) -> Employer | None:
    """The sandbox of a hall, if it is there."""
    return Employer.objects.filter(credit_code=_credit_code(hall)).first()


def sandbox_key() -> str:
    """The current center's key, always the same for one secret of the town."""
    said = hmac.new(settings.SECRET_KEY.encode(), f"sandbox {center_code()}".encode(), sha256)
    return f"{PREFIX}sandbox_{said.hexdigest()}"


def _found(hall: Hall) -> None:
    branch = value("hall.branches", on=FOUNDED_ON)[0]
    employer = register_employer(
        registration=Registration(
            name=NAME,
            credit_code=_credit_code(hall),
            branch=branch.name,
            address=f"{branch.district}演示路 99 号",
            payday=10,
            employer_rate=EIGHT,
            own_rate=EIGHT,
            first_month=LAST.next,
        ),
        today=FOUNDED_ON,
        by=BY,
    )
    terms = bounds_for(employer=employer, on=FOUNDED_ON).terms(BASE_FEN, EIGHT, EIGHT)
    place = 95_000_000 + hall.number * 1000
    people = [
        Opening(name, _identity(hall, order), make_mobile(place + order), terms)
        for order, name in enumerate(STAFF, start=1)
    ]
    change = Change(month=LAST.next, today=FOUNDED_ON, actor=BY, source="缴存登记")
    open_fund_accounts(employer=employer, openings=people, change=change)
    candidate = Candidate(AGENT, _identity(hall, 0), make_mobile(place), Appointment.Role.AGENT)
    appoint_agent(employer=employer, candidate=candidate, today=FOUNDED_ON, by=BY)
    make_token(
        appointment=employer.appointments.select_related("employer").get(),
        asked=TokenRequest("沙箱", ApiToken.Scope.values, [], TOKEN_DAYS),
        now=timezone.now(),
        secret=sandbox_key(),
    )


def _identity(hall: Hall, order: int) -> str:
    return make_identity_number(hall.region, BORN_ON, 900 + order)


def _credit_code(hall: Hall) -> str:
    return make_credit_code(hall.number * 1000 + 99, region=hall.region)
