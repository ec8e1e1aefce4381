"""Looks for requests that the old employer's seal has made good, and ends the late ones."""

from datetime import date, datetime
from functools import partial

from anju.centers.each import run_each
from anju.contributions.models import Transfer
from anju.contributions.transfers.answer_transfer import AccountElsewhere, accept_transfer
from anju.contributions.transfers.lists import sealed_meanwhile
from anju.contributions.transfers.move import GONE
from anju.ground.errors import Refusal

State = Transfer.State
SEAL = "原单位封存"  # who acts when the old employer has sealed the account by its register


def settle_transfers(*, today: date, now: datetime) -> int:
    """Move accounts that were sealed while a request waited; answers how many requests moved.

    Requests nobody answered in time end first. One that cannot be carried out now (a
    remittance waits for the bank) is looked at again next time; one whose account has gone
    elsewhere ends with that word. May be called at any time and any number of times.
    """
    expire_transfers(now=now)
    moved: list[Transfer] = []

    def settle(one: Transfer) -> None:
        try:
            moved.append(
                accept_transfer(
                    transfer=one, how=Transfer.How.SEALED, by=SEAL, today=today, now=now
                )
            )
        except AccountElsewhere:
            _end(one, now)
        except Refusal:
            return  # not now: the row still waits, and is looked at again in a moment

    run_each([partial(settle, one) for one in sealed_meanwhile()])
    return len(moved)


def expire_transfers(*, now: datetime) -> int:
    """End the requests nobody has answered in time."""
    late = Transfer.objects.filter(state=State.WAITING, expires_at__lte=now)
    return late.update(
        state=State.EXPIRED,
        decided_at=now,
        reason="到期没有人确认，申请自动终止。请与职工本人核实信息后重新申请。",
    )


def _end(one: Transfer, now: datetime) -> None:
    Transfer.objects.filter(pk=one.pk, state=State.WAITING).update(
        state=State.LOST, reason=GONE, decided_at=now, decided_by=SEAL
    )
