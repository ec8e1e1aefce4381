"""Keeps requests for transfer in an employer's list until they are submitted (保存, X-33)."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from anju.contributions.models import Transfer
from anju.contributions.serials import next_transfer_numbers
from anju.contributions.transfers.judge_transfers import judge_transfers
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_name, normalise
from anju.people.models import Employer

DRAFTS_MOST = 1_000
_ACCOUNT = re.compile(r"[0-9]{6,14}", re.ASCII)


class ListFull(Refusal):
    code = "contributions.transfer_list_full"


class NoSuchTransfer(Refusal):
    code = "contributions.no_such_transfer"


@dataclass(frozen=True)
class Asked:
    """Whom an employer asks for, in the asker's words; `person` is an identity number or an
    account number in full, `base_fen` the new base in fen, `former` the old employer's number.
    """

    name: str
    person: str
    base_fen: int | None
    former: str = ""


def drafts_of(employer: Employer) -> list[Transfer]:
    """The requests an employer has kept and not submitted, in the order they were kept."""
    return list(employer.transfers.filter(state=Transfer.State.DRAFT).order_by("id"))


def keep_transfers(
    *, employer: Employer, asked: Sequence[Asked], today: date, by: str, replace: str = ""
) -> list[Transfer]:
    """Keep requests with their faults; `replace` is the number of one they stand instead of.

    Raises ListFull beyond 1,000 in the list, NoSuchTransfer when there is none to replace.
    (C-42, X-30, X-31.)
    """
    with transaction.atomic():
        held = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
        if replace:
            remove_transfer(employer=held, number=replace)
        kept = drafts_of(held)
        if len(kept) + len(asked) > DRAFTS_MOST:
            raise ListFull(f"转入清册一次最多 {DRAFTS_MOST:,} 人，请先提交已有的，再继续添加。")
        numbers = next_transfer_numbers(len(asked))
        new = [
            _new(one, held, number, today, by)
            for one, number in zip(asked, numbers, strict=True)
        ]
        judge_transfers(employer=held, asked=[*kept, *new], today=today)
        Transfer.objects.bulk_create(new, batch_size=500)
        save_judged(kept)
    return new


def remove_transfer(*, employer: Employer, number: str) -> None:
    """Take a request out of the list before it is submitted; raises NoSuchTransfer."""
    found = employer.transfers.filter(number=number, state=Transfer.State.DRAFT)
    if not found.delete()[0]:
        raise NoSuchTransfer("转入清册里没有这一项，可能已被移除或已经提交。")


def check_transfers(*, employer: Employer, today: date) -> int:
    """Judge the kept requests anew (校验); answers how many have faults."""
    with transaction.atomic():
        Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
        kept = drafts_of(employer)
        judge_transfers(employer=employer, asked=kept, today=today)
        save_judged(kept)
    return sum(1 for one in kept if one.faults)


def save_judged(kept: Sequence[Transfer]) -> None:
    """Write the faults and amounts of requests that were judged."""
    fields = ["faults", "employer_fen", "own_fen"]
    Transfer.objects.bulk_update(kept, fields, batch_size=500)


def digest_of(kept: Sequence[Transfer]) -> str:
    """What an agent has seen of the list; equal as long as every request in it is."""
    seen = [
        [
            one.number,
            one.name,
            str(one.identity_number),
            one.account_number,
            one.former_number,
            one.base_fen,
            bool(one.faults),
        ]
        for one in kept
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def _new(asked: Asked, employer: Employer, number: str, today: date, by: str) -> Transfer:
    identity, account = _person(asked.person, today)
    return Transfer(
        number=number,
        employer=employer,
        former_number=normalise(asked.former)[:20],
        name=_tidied(asked.name)[:60],
        identity_number=identity,
        account_number=account,
        base_fen=asked.base_fen,
        kept_by=by,
    )


def _person(typed: str, today: date) -> tuple[str, str]:
    """An identity number in its 18 places, or an account number; else what was typed."""
    text = normalise(typed).upper()
    if _ACCOUNT.fullmatch(text):
        return "", text
    try:
        return check_identity_number(text, today=today).number, ""
    except Refusal:
        return text[:30], ""


def _tidied(name: str) -> str:
    try:
        return check_name(name)
    except Refusal:
        return name.strip()
