"""Two employers who want the same person, and answers that cross (fault: transfer races)."""

from collections import Counter
from datetime import UTC, datetime
from functools import partial

import pytest

from anju.contributions.models import Transfer
from anju.contributions.transfers.answer_transfer import (
    TransferOver,
    accept_transfer,
    withdraw_transfer,
)
from anju.contributions.transfers.keep_transfer import (
    Asked,
    digest_of,
    drafts_of,
    keep_transfers,
)
from anju.contributions.transfers.settle_transfers import settle_transfers
from anju.contributions.transfers.submit_transfers import (
    Submitted,
    TransfersMoved,
    submit_transfers,
)
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import AccountEvent, Employer, FundAccount
from faults.rivals import mill, together
from people_of_the_town import TODAY, change

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def leaver(at: Employer) -> FundAccount:
    return at.accounts.select_related("member").order_by("pk")[0]


def ask(at: Employer, account: FundAccount) -> partial[Submitted]:
    """A submission of one kept request for somebody."""
    person = Asked(account.member.name, account.member.identity_number, 700_000)
    keep_transfers(employer=at, asked=[person], today=TODAY, by="孙会计")
    seen = digest_of(drafts_of(at))
    return partial(submit_transfers, employer=at, seen=seen, today=TODAY, now=NOW, by="孙会计")


@pytest.mark.rows("C-42", "X-30")
def test_of_eight_employers_who_ask_for_one_sealed_person_one_has_him(jian: str) -> None:
    old = mill()
    account = leaver(old)
    seal_accounts(employer=old, accounts=[account.pk], change=change())
    rivals = [mill(0) for _ in range(8)]
    answers = together(jian, [ask(at, account) for at in rivals])
    assert Counter(len(answer.done) for answer in answers) == {1: 1, 0: 7}
    moved = AccountEvent.objects.filter(account=account, kind="06")
    assert [event.former_id for event in moved] == [old.pk]
    told = sum(len(answer.turned) + len(answer.waiting) for answer in answers)
    assert told == 7


def test_a_list_submitted_ten_times_at_once_is_submitted_once(jian: str) -> None:
    submission = ask(mill(0), leaver(mill()))
    answers = together(jian, [submission] * 10)
    assert Counter(type(answer) for answer in answers) == {Submitted: 1, TransfersMoved: 9}


def test_consent_confirmation_withdrawal_and_the_job_at_once_end_one_way(jian: str) -> None:
    old, new = mill(), mill(0)
    account = leaver(old)
    (one,) = ask(new, account)().waiting
    accept = partial(accept_transfer, transfer=one, today=TODAY, now=NOW)
    answers = together(
        jian,
        [
            partial(accept, how=Transfer.How.MEMBER, by="王芳"),
            partial(accept, how=Transfer.How.FORMER, by="赵会计"),
            partial(withdraw_transfer, employer=new, number=one.number, by="孙会计", now=NOW),
            partial(settle_transfers, today=TODAY, now=NOW),
        ],
    )
    kinds = Counter(type(answer) for answer in answers)
    assert kinds[Transfer] == 1
    assert kinds[TransferOver] == 2
    one.refresh_from_db()
    account.refresh_from_db()
    assert (one.state == Transfer.State.DONE) == (account.employer_id == new.pk)


def test_two_old_acquaintances_who_take_each_others_people_never_wait_in_a_circle(
    jian: str,
) -> None:
    east, west = mill(4), mill(4)
    pairs = []
    for from_, to in ((east, west), (west, east)):
        for account in from_.accounts.select_related("member").order_by("pk"):
            (one,) = ask(to, account)().waiting
            pairs.append(one)
    answers = together(
        jian,
        [
            partial(
                accept_transfer,
                transfer=one,
                how=Transfer.How.FORMER,
                by="赵会计",
                today=TODAY,
                now=NOW,
            )
            for one in pairs
        ],
    )
    assert {answer.state for answer in answers} == {Transfer.State.DONE}
