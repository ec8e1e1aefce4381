"""Seals, unseals, moves and re-bases fund accounts: any number of them in one statement."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from anju.centers.sql import run
from anju.ground.errors import Refusal
from anju.people.accounts.deed import Change, Terms
from anju.people.accounts.open_accounts import AlreadyActive
from anju.people.models import AccountEvent, Employer, FundAccount

NORMAL, SEALED = FundAccount.State.NORMAL, FundAccount.State.SEALED


class NotInThatState(Refusal):
    code = "people.not_in_that_state"


def seal_accounts(*, employer: Employer, accounts: list[int], change: Change) -> None:
    """Seal accounts (封存): from the change's month on nothing is due for them.

    Raises NotInThatState unless all of them are this employer's and normal.
    """
    _change(
        employer=employer,
        terms=dict.fromkeys(accounts),
        change=change,
        kind=AccountEvent.Kind.SEALED,
        states=(NORMAL, SEALED),
        sealed_on=change.today,
    )


def unseal_accounts(*, employer: Employer, terms: Mapping[int, Terms], change: Change) -> None:
    """Unseal accounts (启封) under the given terms, due from the change's month on.

    Raises NotInThatState unless all are this employer's and sealed, AlreadyActive when one of
    the members pays elsewhere.
    """
    _change(
        employer=employer,
        terms=terms,
        change=change,
        kind=AccountEvent.Kind.UNSEALED,
        states=(SEALED, NORMAL),
    )


def change_bases(*, employer: Employer, terms: Mapping[int, Terms], change: Change) -> None:
    """Give normal accounts new terms (基数调整) from the next month that is drawn up.

    Raises NotInThatState unless all of them are this employer's and normal.
    """
    _change(
        employer=employer,
        terms=terms,
        change=change,
        kind=AccountEvent.Kind.BASE_CHANGED,
        states=(NORMAL, NORMAL),
    )


def transfer_accounts(
    *, employer: Employer, terms: Mapping[int, Terms], change: Change
) -> None:
    """Move sealed accounts of other employers of this center to this one (个人转移).

    Balance and day-products stay on the account, so no interest is settled. Raises
    NotInThatState unless all of them are sealed elsewhere, AlreadyActive as `unseal_accounts`.
    """
    _change(
        employer=employer,
        terms=terms,
        change=change,
        kind=AccountEvent.Kind.TRANSFERRED,
        states=(SEALED, NORMAL),
    )


def _change(
    *,
    employer: Employer,
    terms: Mapping[int, Terms | None],
    change: Change,
    kind: AccountEvent.Kind,
    states: tuple[FundAccount.State, FundAccount.State],
    sealed_on: date | None = None,
) -> None:
    if not terms:
        return
    before, after = states
    starts_anew = kind in (AccountEvent.Kind.UNSEALED, AccountEvent.Kind.TRANSFERRED)
    try:
        with transaction.atomic():
            changed = run(
                "people/change_accounts",
                **_columns(terms),
                **change.values(),
                employer=employer.pk,
                at_home=kind != AccountEvent.Kind.TRANSFERRED,
                from_states=[before.value],
                state=after.value,
                kind=kind.value,
                first_month=change.month.code if starts_anew else None,
                sealed_on=sealed_on,
            )
            if changed != len(terms):
                raise NotInThatState(
                    f"{len(terms)} 个账户中有 {len(terms) - changed} 个的状态已经变化，"
                    "没有办理，请刷新后重新核对。"
                )
    except IntegrityError as error:
        if "people_one_active_account" not in str(error):
            raise
        raise AlreadyActive("其中有人在其他单位正常缴存，请先由原单位封存。") from error


def _columns(terms: Mapping[int, Terms | None]) -> dict[str, object]:
    ordered = sorted(terms.items())
    return {
        "accounts": [account for account, _ in ordered],
        "bases": [each and each.base_fen for _, each in ordered],
        "employer_rates": [each and each.employer_rate for _, each in ordered],
        "own_rates": [each and each.own_rate for _, each in ordered],
        "employer_fens": [each and each.employer_fen for _, each in ordered],
        "own_fens": [each and each.own_fen for _, each in ordered],
    }
