"""The counter opens an employer's account (单位开户): data, ratios, bank, first agent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from anju.contributions.registers.bounds import bounds_for
from anju.contributions.registers.ratio_fault import ratio_fault
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.percent import parse_percent
from anju.identity.employers.welcome_agent import welcome_agent
from anju.payments.sign_account import sign_account
from anju.people.agents.appoint_agent import Candidate
from anju.people.employers.change_employer import FieldsWrong
from anju.people.employers.register_employer import Registration, register_employer
from anju.people.employers.registration_fields import Field, put, read_field
from anju.people.models import Appointment, Employer

DAYS_TO_REGISTER, DAYS_TO_OPEN = 30, 20  # 条例 第十四条, calendar days
NEEDED = (
    Field.NAME,
    Field.CREDIT_CODE,
    Field.ADDRESS,
    Field.PAYDAY,
    Field.FOUNDED_ON,
    Field.LEGAL_NAME,
    Field.LEGAL_IDENTITY,
    Field.ECONOMIC_TYPE,
    Field.INDUSTRY,
)
OPTIONAL = (Field.POSTCODE, Field.PHONE, Field.EMAIL)
# `register_employer` writes these itself.
GIVEN = {Field.NAME, Field.CREDIT_CODE, Field.ADDRESS, Field.PAYDAY}


@dataclass(frozen=True)
class Opened:
    """An employer that was opened, the days by which law wants what, and how late it came."""

    employer: Employer
    register_by: date
    open_accounts_by: date
    days_late: int


def open_employer(
    *,
    asked: Mapping[str, str],
    branches: tuple[str, ...],
    today: date,
    now: datetime,
    by: str,
    clerk: str,
) -> Opened:
    """Register an employer with all its data, its first agent, and its bank account if given.

    Raises FieldsWrong with every wrong field, AlreadyRegistered, and what stands against the
    agent or the bank account; nothing is written then. (条例 第十四条.)
    """
    read, ratios, month = _read(asked, branches, today)
    with transaction.atomic():
        registration = Registration(
            name=read[Field.NAME],
            credit_code=read[Field.CREDIT_CODE],
            branch=asked["branch"],
            address=read[Field.ADDRESS],
            payday=int(read[Field.PAYDAY]),
            employer_rate=ratios[0],
            own_rate=ratios[1],
            first_month=month,
        )
        employer = register_employer(registration=registration, today=today, by=by)
        _put_the_rest(employer, read)
        if asked.get("account"):
            _sign(employer, asked, today, clerk)
        agent = _first_agent(asked)
        welcome_agent(employer=employer, candidate=agent, today=today, now=now, by=by)
    return _opened(employer, today)


def _put_the_rest(employer: Employer, read: Mapping[Field, str]) -> None:
    for field, text in read.items():
        put(employer, field, text)
    employer.save(update_fields=[field.value for field in read if field not in GIVEN])


def _sign(employer: Employer, asked: Mapping[str, str], today: date, clerk: str) -> None:
    sign_account(
        employer=employer,
        bank=asked.get("bank", ""),
        account=asked["account"],
        holder=employer.name,
        today=today,
        by=clerk,
    )


def _first_agent(asked: Mapping[str, str]) -> Candidate:
    return Candidate(
        name=asked.get("agent_name", ""),
        identity_number=asked.get("agent_identity", ""),
        mobile=asked.get("agent_mobile", ""),
        role=Appointment.Role.AGENT,
    )


def _opened(employer: Employer, today: date) -> Opened:
    register_by = (employer.founded_on or today) + timedelta(days=DAYS_TO_REGISTER)
    return Opened(
        employer=employer,
        register_by=register_by,
        open_accounts_by=today + timedelta(days=DAYS_TO_OPEN),
        days_late=max(0, (today - register_by).days),
    )


def _read(
    asked: Mapping[str, str], branches: tuple[str, ...], today: date
) -> tuple[dict[Field, str], tuple[Decimal, Decimal], Month]:
    read: dict[Field, str] = {}
    faults: dict[str, str] = {}
    for field in (*NEEDED, *OPTIONAL):
        text = asked.get(field.value, "")
        if not text and field in OPTIONAL:
            continue
        try:
            read[field] = read_field(field, text, today=today)
        except Refusal as refusal:
            faults[field.value] = refusal.sentence
    if asked.get("branch") not in branches:
        faults["branch"] = "请从列表里选择管理部。"
    ratios = _ratios(asked, today, faults)
    month = _month(asked, today, faults)
    if faults:
        raise FieldsWrong("有几处填写得不对，没有登记，请按提示修改。", faults=faults)
    return read, ratios, month


def _ratios(
    asked: Mapping[str, str], today: date, faults: dict[str, str]
) -> tuple[Decimal, Decimal]:
    rates = [Decimal(0), Decimal(0)]
    for place, name in enumerate(("employer_rate", "own_rate")):
        try:
            rates[place] = parse_percent(asked.get(name, ""))
        except Refusal as refusal:
            faults[name] = refusal.sentence
            return rates[0], rates[1]
    bounds = bounds_for(employer=Employer(branch=asked.get("branch", "")), on=today)
    wrong = ratio_fault(bounds, rates[0], rates[1])
    if wrong is not None:
        faults[wrong[0]] = wrong[1]
    return rates[0], rates[1]


def _month(asked: Mapping[str, str], today: date, faults: dict[str, str]) -> Month:
    now = Month.of(today)
    try:
        month = Month.parse(asked.get("first_month", ""))
    except Refusal as refusal:
        faults["first_month"] = refusal.sentence
        return now
    if not now + -12 <= month <= now + 1:
        faults["first_month"] = "首次汇缴月份须在前十二个月到下个月之间。"
    return month
