"""An employer that pays by transfer, and money that comes by itself; shared by these tests."""

import itertools
from datetime import date

from tests.people_of_the_town import JULY, TODAY
from tests.staff_of_the_town import clerk

from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_account
from anju.contributions.models import Remittance, Suspense
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ledger.lists import balances
from anju.payments.bank import Notice, Party
from anju.payments.take_arrivals import take_notice
from anju.people.models import Employer, Staff
from anju.people.staff.roles import Role

SUM = 291_000  # 王芳 1,440.00 and 李伟 1,470.00
_serials = itertools.count(1)


def by_transfer(mill: Employer, until: Month = JULY, fen: int = SUM) -> Remittance:
    """Submit a remittance that waits for a transfer."""
    return submit_remittance(
        employer=Employer.objects.get(pk=mill.pk),
        until=until,
        method=Remittance.Method.TRANSFER,
        expected_fen=fen,
        intent=f"transfer {mill.pk} {next(_serials)}",
        today=TODAY,
        by="赵会计",
    )


def notice(
    fen: int = SUM,
    *,
    remark: str = "",
    digest: str = "转账",
    name: str = "某投资有限公司",
    payer: str = "6222000000000001",
    day: date = TODAY,
) -> Notice:
    """The bank tells of money under a serial nobody has seen."""
    return Notice(
        account=collection_account(TODAY).account,
        day=day,
        bank_serial=f"BA{next(_serials):08d}",
        amount_fen=fen,
        payer=Party(payer, name),
        digest=digest,
        remark=remark,
        message_id="m",
    )


def comes(told: Notice, today: date = TODAY) -> Suspense:
    """The money is told, the job runs; where it lies then."""
    take_notice(notice=told)
    allot_settled_money(today=today)
    return Suspense.objects.get(arrival__bank_serial=told.bank_serial)


def money_comes(fen: int = SUM, *, remark: str = "", name: str = "某投资有限公司") -> Suspense:
    return comes(notice(fen, remark=remark, name=name))


def finance(login: str) -> Staff:
    """Somebody of the finance office."""
    return Staff.objects.create(
        login=login, name=f"财务{login}", branch="市直管理部", role=Role.FINANCE
    )


def prepaid(mill: Employer) -> int:
    """What the employer's prepayment account holds, in fen."""
    return balances(accounts=[mill.prepayment_id])[mill.prepayment_id]


def finance_clerk(login: str, name: str) -> Staff:
    """Somebody of the finance office who can sign in."""
    return clerk(login, Role.FINANCE, name=name)
