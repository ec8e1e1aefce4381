"""Opens fund accounts for an employer's new staff (个人账户设立)."""

from dataclasses import dataclass
from functools import cache

from django.db import IntegrityError, transaction
from pypinyin import Style, pinyin

from anju.centers.sealed import index_of, keyring
from anju.centers.sql import rows, run
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number
from anju.ledger.chart import MEMBERS
from anju.ledger.open import open_accounts
from anju.people.accounts.deed import Change, Terms
from anju.people.models import Employer


class AlreadyActive(Refusal):
    code = "people.already_active"


@dataclass(frozen=True)
class Opening:
    """Somebody to open an account for."""

    name: str
    identity_number: str
    mobile: str
    terms: Terms


def open_fund_accounts(
    *, employer: Employer, openings: list[Opening], change: Change
) -> list[str]:
    """Open an account for each person and answer the account numbers, in the given order.

    A person the center knows keeps the name and mobile on file. All are opened or none.
    Raises AlreadyActive when one of them already has an active account (条例第十三条: one
    account per employee), BadIdentity for an impossible identity number.
    """
    if not openings:
        return []
    persons = _persons(openings, change)
    numbers = [row["number"] for row in rows("people/take_numbers", count=len(openings))]
    try:
        with transaction.atomic():
            run("people/admit_members", **persons)
            ids = open_accounts(
                subject=MEMBERS, numbers=numbers, near=employer.number, opened_on=change.today
            )
            run(
                "people/open_accounts",
                **_columns([opening.terms for opening in openings]),
                **change.values(),
                identity_indexes=persons["identity_indexes"],
                numbers=numbers,
                ledger_ids=[ids[number] for number in numbers],
                employer=employer.pk,
            )
    except IntegrityError as error:
        if "people_one_active_account" not in str(error):
            raise
        raise AlreadyActive(
            "其中有人已有正常缴存的账户，请先由原单位封存或办理转移。"
        ) from error
    return numbers


def _persons(openings: list[Opening], change: Change) -> dict[str, object]:
    read = [check_identity_number(o.identity_number, today=change.today) for o in openings]
    seal = keyring().seal
    return {
        "names": [opening.name for opening in openings],
        "pinyins": [sounds_of(opening.name) for opening in openings],
        "identity_numbers": [seal(one.number, purpose="identity") for one in read],
        "identity_indexes": [index_of(one.number, purpose="identity") for one in read],
        "mobiles": [seal(opening.mobile, purpose="mobile") for opening in openings],
        "mobile_indexes": [index_of(each.mobile, purpose="mobile") for each in openings],
        "sexes": [identity.sex for identity in read],
        "births": [identity.born_on for identity in read],
    }


def _columns(terms: list[Terms]) -> dict[str, object]:
    return {
        "bases": [each.base_fen for each in terms],
        "employer_rates": [each.employer_rate for each in terms],
        "own_rates": [each.own_rate for each in terms],
        "employer_fens": [each.employer_fen for each in terms],
        "own_fens": [each.own_fen for each in terms],
    }


def sounds_of(name: str) -> str:
    """The name as it is typed on a keyboard, for ordering and for search."""
    return " ".join(_sound(character) for character in name)


@cache
def _sound(character: str) -> str:
    return str(pinyin(character, style=Style.NORMAL)[0][0])
