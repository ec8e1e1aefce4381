"""A mill whose people leave, and an inn that asks for them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.people_of_the_town import TODAY, change, employer, identity, opening, staff

from anju.contributions.models import Transfer
from anju.contributions.transfers.keep_transfer import (
    Asked,
    digest_of,
    drafts_of,
    keep_transfers,
)
from anju.contributions.transfers.submit_transfers import Submitted, submit_transfers
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Employer, FundAccount

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def mill(xinyang) -> Employer:
    """申城纺织: 王芳 still pays, 李伟 was sealed yesterday."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    seal_accounts(employer=made, accounts=[account("李伟").pk], change=change())
    return made


@pytest.fixture
def inn(mill: Employer) -> Employer:
    """浉河宾馆, which hires."""
    return employer("浉河宾馆有限公司", seq=2)


def account(name: str) -> FundAccount:
    return FundAccount.objects.select_related("member").get(member__name=name)


def asked(order: int, name: str, *, base_fen: int | None = 700_000, former: str = "") -> Asked:
    return Asked(name=name, person=identity(order), base_fen=base_fen, former=former)


def keep(at: Employer, *people: Asked) -> list[Transfer]:
    return keep_transfers(employer=at, asked=people, today=TODAY, by="孙会计")


def submit(at: Employer, now: datetime = NOW) -> Submitted:
    seen = digest_of(drafts_of(at))
    return submit_transfers(employer=at, seen=seen, today=TODAY, now=now, by="孙会计")


@pytest.fixture
def ask(inn: Employer) -> Callable[..., Submitted]:
    """The inn keeps and submits a request in one go."""

    def asks(*people: Asked, at: Employer = inn) -> Submitted:
        keep(at, *people)
        return submit(at)

    return asks
