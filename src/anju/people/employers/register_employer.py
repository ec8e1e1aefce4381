"""Registers an employer with the center (缴存登记)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from anju.audit.record import record
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.identity import check_credit_code
from anju.ledger.chart import PREPAYMENTS
from anju.ledger.open import open_accounts
from anju.people.models import Employer


class AlreadyRegistered(Refusal):
    code = "people.already_registered"


@dataclass(frozen=True)
class Registration:
    """What an employer says of itself; ratios are fractions, `payday` a day of the month."""

    name: str
    credit_code: str
    branch: str
    address: str
    payday: int
    employer_rate: Decimal
    own_rate: Decimal
    first_month: Month


def register_employer(*, registration: Registration, today: date, by: str) -> Employer:
    """Open an employer's account and its prepayment account (预缴户).

    Raises AlreadyRegistered when the credit code is on file, BadCreditCode when it is none.
    """
    code = check_credit_code(registration.credit_code)
    try:
        with transaction.atomic():
            number = _next_number()
            opened = open_accounts(
                subject=PREPAYMENTS, numbers=[number], near="prepayments", opened_on=today
            )
            employer = Employer.objects.create(
                number=number,
                name=registration.name.strip(),
                credit_code=code,
                branch=registration.branch,
                address=registration.address,
                payday=registration.payday,
                employer_rate=registration.employer_rate,
                own_rate=registration.own_rate,
                opened_on=today,
                first_month=registration.first_month,
                prepayment_id=opened[number],
            )
            record(actor=by, deed="register_employer", subject=number)
    except IntegrityError as error:
        if "credit_code" not in str(error):
            raise
        raise AlreadyRegistered("该统一社会信用代码已办理缴存登记。") from error
    return employer


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_employer_number')")
        return f"02{cursor.fetchone()[0]:010d}"
