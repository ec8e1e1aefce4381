"""Keeps part of a balance in place (冻结额) until it is paid or given up."""

from datetime import date

from django.db import IntegrityError, connection, transaction

from anju.ground.errors import Refusal
from anju.ledger.models import Hold


class NotEnoughFree(Refusal):
    code = "ledger.not_enough_free"


class AlreadyHeld(Refusal):
    code = "ledger.already_held"


def hold_money(*, act: str, account: int, amount_fen: int, on: date, why: str) -> None:
    """Hold fen of an account for an act; nothing else can spend them until they are released.

    Raises NotEnoughFree when less than that is free (balance less other holds), AlreadyHeld
    for an act that has held before. (Invariant I12; security A3.)
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT ledger_hold_money(%s, %s, %s, %s, %s)",
                [act, account, amount_fen, on, why],
            )
    except IntegrityError as error:
        if "ledger_held_stays" in str(error):
            raise NotEnoughFree("账户可用余额不足，没有办理。") from error
        if "ledger_hold_once" in str(error):
            raise AlreadyHeld("这笔业务已经冻结过资金，没有重复办理。") from error
        raise


def release_money(*, act: str, on: date) -> int:
    """Let go what an act held and answer it in fen; 0 when nothing of it is held any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_release_money(%s, %s)", [act, on])
        return int(cursor.fetchone()[0] or 0)


def held_by(*, act: str) -> int:
    """What an act holds now, in fen."""
    found = Hold.objects.filter(act=act, released_on=None).first()
    return found.amount_fen if found else 0
