"""The first day of an employer: registered, its bank account signed, its people let in."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from anju.batch.town.persons import Person, joined_as, person
from anju.batch.town.plan import Firm, Hall
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.ground.invented import make_identity_number, make_mobile
from anju.payments.sign_account import sign_account
from anju.people.accounts.deed import Change
from anju.people.accounts.open_accounts import Opening, open_fund_accounts
from anju.people.employers.register_employer import Registration, register_employer
from anju.people.models import Agent, Appointment, Employer
from anju.policy.rules import value

BY = "柜台"
AGENTS = (("赵会计", Appointment.Role.AGENT), ("钱主管", Appointment.Role.REVIEWER))


def found_firms(*, hall: Hall, today: date) -> None:
    """Register the firms whose day has come and that are not there yet, each all or nothing."""
    for firm in hall.firms:
        if firm.founded_on <= today and employer_of(hall, firm) is None:
            with transaction.atomic():
                _found(hall, firm)


def employer_of(hall: Hall, firm: Firm) -> Employer | None:
    """The employer a firm has become, as it stands now."""
    return Employer.objects.filter(credit_code=hall.credit_code(firm)).first()


def agent_identity(hall: Hall, firm: Firm, place: int) -> str:
    """The identity number of a firm's first or second agent."""
    order = hall.firms.index(firm) * 10 + place
    return make_identity_number(hall.region, date(1979, 5, 17), order)


def _found(hall: Hall, firm: Firm) -> None:
    branches = value("hall.branches", on=firm.founded_on)
    branch = branches[hall.firms.index(firm) % len(branches)]
    employer = register_employer(
        registration=Registration(
            name=firm.name,
            credit_code=hall.credit_code(firm),
            branch=branch.name,
            address=f"{branch.district}演示路 {hall.firms.index(firm) + 1} 号",
            payday=firm.payday,
            employer_rate=firm.rates[0],
            own_rate=firm.rates[1],
            first_month=firm.first_month,
        ),
        today=firm.founded_on,
        by=BY,
    )
    _appoint_agents(hall, firm, employer)
    if firm.signed:
        sign_account(
            employer=employer,
            bank=value("bank.collection_account", on=firm.founded_on).bank_name,
            account=hall.bank_account(firm),
            holder=employer.name,
            today=firm.founded_on,
            by=BY,
        )
    bounds = bounds_for(employer=employer, on=firm.founded_on)
    change = Change(month=firm.first_month, today=firm.founded_on, actor=BY, source="缴存登记")
    people = [person(hall, joined_as(firm.key, place)) for place in range(firm.heads)]
    open_fund_accounts(
        employer=employer,
        openings=[_opening(each, bounds, firm.rates) for each in people],
        change=change,
    )


def _appoint_agents(hall: Hall, firm: Firm, employer: Employer) -> None:
    for place, (name, role) in enumerate(AGENTS):
        agent = Agent.objects.create(
            name=name,
            identity_number=agent_identity(hall, firm, place),
            mobile=make_mobile(90_000_000 + hall.number * 1000 + employer.pk * 10 + place),
        )
        Appointment.objects.create(
            employer=employer, agent=agent, role=role, since=firm.founded_on
        )


def _opening(who: Person, bounds: Bounds, rates: tuple[Decimal, Decimal]) -> Opening:
    terms = bounds.terms(who.base_fen, *rates)
    return Opening(who.name, who.identity_number, who.mobile, terms)
