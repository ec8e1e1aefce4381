"""A process of its own that remits month after month, to be killed at any moment.

    python poster.py build    an employer with many people, in a center of an empty database
    python poster.py remit    every month that is not posted yet, saying what it does

Each month is one form with one key, so that the next run takes up what the last one left.
"""

import sys
from datetime import UTC, date, datetime

import django

HEADS = 1500
MONTHS = 14
LATER = date(2027, 9, 1)
NOW = datetime(2027, 9, 1, 2, 0, tzinfo=UTC)


def build() -> None:
    from anju.centers.current import inside
    from faults.rivals import somebody
    from people_of_the_town import employer, staff

    with inside("jian"):
        staff(employer(), *(somebody() for _ in range(HEADS)))


def remit() -> None:
    from anju.centers.current import inside
    from anju.ground.calendar import Month
    from anju.ledger import mass
    from people_of_the_town import JULY

    # Several chunks a month, so that a death finds a month half booked.
    mass.CHUNK_ACCOUNTS = 200
    with inside("jian"):
        for month in Month.span(JULY, JULY + MONTHS - 1):
            _remit(month)


def _remit(month: object) -> None:
    from anju.contributions.allot import allot_settled_money
    from anju.contributions.models import Remittance
    from anju.contributions.remittances.remit import submit_remittance
    from anju.payments.models import Order
    from anju.payments.record_answer import record_answer
    from anju.payments.send_orders import send_orders
    from anju.people.models import Employer
    from people_of_the_town import FakeBank

    print(f"remitting {month}", flush=True)
    remittance = submit_remittance(
        employer=Employer.objects.earliest("pk"),
        until=month,
        method=Remittance.Method.REALTIME,
        expected_fen=HEADS * 144_000,
        intent=f"form {month}",
        today=LATER,
        by="赵会计",
    )
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    print(f"answered {month}", flush=True)
    for order in Order.objects.filter(state__in=["sending", "accepted"]):
        answer = bank.says(order.serial, "succeeded")
        record_answer(answer=answer, source="callback", now=NOW)
    print(f"booking {month}", flush=True)
    allot_settled_money(today=LATER)
    remittance.refresh_from_db()
    if remittance.state == Remittance.State.POSTED:
        print(f"posted {month}", flush=True)


if __name__ == "__main__":
    django.setup()
    {"build": build, "remit": remit}[sys.argv[1]]()
