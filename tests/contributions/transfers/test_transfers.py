"""Transfers between employers: what moves at once, what waits, and for whose word."""

from datetime import timedelta

import pytest
from tests.contributions.transfers.conftest import (
    NOW,
    account,
    asked,
)
from tests.people_of_the_town import JULY, TODAY, change, employer, opening, staff

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.contributions.models import Remittance, Transfer
from anju.contributions.remittances.remit import StillProcessing, submit_remittance
from anju.contributions.transfers.answer_transfer import (
    TransferOver,
    WhyRefuse,
    accept_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from anju.contributions.transfers.keep_transfer import (
    Asked,
    NoSuchTransfer,
)
from anju.contributions.transfers.lists import asked_about, asked_of
from anju.contributions.transfers.settle_transfers import settle_transfers
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.ledger.proofs import prove
from anju.notices.models import Message
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import AccountEvent, Employer, FundAccount

State, How = Transfer.State, Transfer.How


def accept(one: Transfer, how: Transfer.How = How.FORMER) -> Transfer:
    return accept_transfer(transfer=one, how=how, by="赵会计", today=TODAY, now=NOW)


@pytest.mark.rows("C-42", "X-30")
def test_whoever_is_sealed_moves_at_once_with_his_balance_and_both_employers_in_the_event(
    inn: Employer, mill: Employer, ask
) -> None:
    before = account("李伟")
    made = ask(asked(2, "李伟"))
    assert [one.name for one in made.done] == ["李伟"]
    assert made.waiting == []
    after = account("李伟")
    # The same account: 12 % of 7,000.00 yuan is 840.00 for each side.
    assert (after.pk, after.number) == (before.pk, before.number)
    assert (after.employer_id, after.state) == (inn.pk, FundAccount.State.NORMAL)
    assert (after.employer_fen, after.own_fen) == (84_000, 84_000)
    event = AccountEvent.objects.filter(account=after).latest("id")
    assert (event.kind, event.employer_id, event.former_id) == ("06", inn.pk, mill.pk)
    assert event.month == JULY
    receipt = Receipt.objects.get(kind=Receipt.Kind.TRANSFER)
    assert receipt.owner == inn.number
    assert receipt.facts.table.rows[0][2] == mill.name


@pytest.mark.rows("C-42", "X-30")
def test_while_the_old_employer_pays_the_request_waits_and_both_see_it(
    inn: Employer, mill: Employer, ask
) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    assert account("王芳").employer_id == mill.pk
    assert one.expires_at == NOW + timedelta(days=15)
    assert [each.pk for each in asked_of(employer=mill, now=NOW)] == [one.pk]
    assert [each.pk for each in asked_about(member=account("王芳").member, now=NOW)] == [one.pk]
    told = Message.objects.latest("id")
    assert told.to == account("王芳").member.mobile
    assert inn.name in told.text


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(asked(1, "王芳"), id="pays elsewhere"),
        pytest.param(asked(77, "王芳"), id="nobody has this number"),
        pytest.param(asked(1, "王方"), id="another name"),
        pytest.param(asked(1, "王"), id="part of a name"),
        pytest.param(asked(2, "李伟", former="010000000099"), id="sealed, but not there"),
    ],
)
@pytest.mark.rows("C-42")
def test_before_anybody_has_spoken_all_answers_are_alike(person: Asked, ask) -> None:
    made = ask(person)
    assert (made.done, made.turned) == ([], [])
    (one,) = made.waiting
    assert (one.state, one.faults, one.reason) == (State.WAITING, [], "")
    assert one.expires_at == NOW + timedelta(days=15)
    assert Message.objects.count() == 1


def test_an_account_number_and_the_full_name_name_somebody_too(inn: Employer, ask) -> None:
    number = account("李伟").number
    assert ask(Asked("李伟", number, 700_000)).done
    assert account("李伟").employer_id == inn.pk


@pytest.mark.rows("C-42", "X-30")
def test_the_old_employer_confirms_and_thereby_seals_from_its_next_month(
    inn: Employer, mill: Employer, ask
) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    done = accept(one)
    assert (done.state, done.how, done.month) == (State.DONE, How.FORMER, JULY)
    assert account("王芳").employer_id == inn.pk
    kinds = list(
        AccountEvent.objects.filter(account=account("王芳"))
        .order_by("id")
        .values_list("kind", "employer_id", "former_id")
    )
    assert kinds[-2:] == [("05", mill.pk, None), ("06", inn.pk, mill.pk)]
    assert Receipt.objects.filter(subject=f"transfer/{one.number}").exists()


@pytest.mark.rows("C-42", "X-30")
def test_the_members_own_consent_counts_as_the_employers_word_does(inn: Employer, ask) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    assert accept(one, How.MEMBER).how == How.MEMBER
    assert account("王芳").employer_id == inn.pk


@pytest.mark.rows("C-42", "X-30")
def test_a_seal_by_the_old_employers_own_register_makes_the_waiting_request_good(
    inn: Employer, mill: Employer, ask
) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    assert settle_transfers(today=TODAY, now=NOW) == 0
    seal_accounts(employer=mill, accounts=[account("王芳").pk], change=change())
    assert settle_transfers(today=TODAY, now=NOW) == 1
    assert settle_transfers(today=TODAY, now=NOW) == 0
    one.refresh_from_db()
    assert (one.state, one.how) == (State.DONE, How.SEALED)
    assert account("王芳").employer_id == inn.pk


def test_a_refusal_needs_a_reason_and_the_asker_reads_it(ask, mill: Employer) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    with pytest.raises(WhyRefuse):
        refuse_transfer(transfer=one, reason=" ", by="赵会计", now=NOW)
    refuse_transfer(transfer=one, reason="还在我单位任职", by="赵会计", now=NOW)
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.REFUSED, "还在我单位任职")
    with pytest.raises(TransferOver):
        accept(one)
    assert account("王芳").employer_id == mill.pk


def test_a_withdrawn_request_can_be_answered_no_more(inn: Employer, ask) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    withdraw_transfer(employer=inn, number=one.number, by="孙会计", now=NOW)
    with pytest.raises(TransferOver):
        accept(one)
    with pytest.raises(TransferOver):
        withdraw_transfer(employer=inn, number=one.number, by="孙会计", now=NOW)


def test_nobody_withdraws_the_request_of_another_employer(mill: Employer, ask) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    with pytest.raises(NoSuchTransfer):
        withdraw_transfer(employer=mill, number=one.number, by="赵会计", now=NOW)
    one.refresh_from_db()
    assert one.state == State.WAITING


def test_after_fifteen_days_a_request_is_over_and_cannot_be_accepted(ask) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    later = NOW + timedelta(days=15)
    with pytest.raises(TransferOver):
        accept_transfer(transfer=one, how=How.MEMBER, by="王芳", today=TODAY, now=later)
    settle_transfers(today=TODAY, now=later)
    one.refresh_from_db()
    assert one.state == State.EXPIRED
    assert "到期" in one.reason


def test_of_two_employers_who_ask_the_first_accepted_wins_and_the_other_is_told(
    inn: Employer, ask
) -> None:
    bank = employer("浉河商行有限公司", seq=3)
    (first,) = ask(asked(1, "王芳")).waiting
    (second,) = ask(asked(1, "王芳"), at=bank).waiting
    accept(second)
    first.refresh_from_db()
    assert (first.state, "已经转入其他单位" in first.reason) == (State.LOST, True)
    assert account("王芳").employer_id == bank.pk
    with pytest.raises(TransferOver):
        accept(first)


def test_while_the_old_employers_remittance_waits_for_the_bank_nobody_leaves(
    mill: Employer, ask
) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    submit_remittance(
        employer=mill,
        until=JULY,
        method=Remittance.Method.REALTIME,
        expected_fen=144_000,
        intent="f" * 32,
        today=TODAY,
        by="赵会计",
    )
    with pytest.raises(StillProcessing):
        accept(one)
    one.refresh_from_db()
    assert one.state == State.WAITING
    assert account("王芳").employer_id == mill.pk


def test_somebody_sealed_here_and_paying_there_waits_until_the_payer_seals(
    inn: Employer, mill: Employer, ask
) -> None:
    bank = employer("浉河商行有限公司", seq=3)
    staff(bank, opening(2, "李伟"))
    (one,) = ask(asked(2, "李伟", former=mill.number)).waiting
    assert settle_transfers(today=TODAY, now=NOW) == 0
    paying = bank.accounts.get()
    seal_accounts(employer=bank, accounts=[paying.pk], change=change())
    assert settle_transfers(today=TODAY, now=NOW) == 1
    one.refresh_from_db()
    assert (one.state, one.former_id) == (State.DONE, mill.pk)


@pytest.mark.rows("C-42")
def test_months_paid_by_the_old_employer_are_not_paid_again_and_the_books_prove_true(
    inn: Employer, mill: Employer, ask, db
) -> None:
    (one,) = ask(asked(1, "王芳")).waiting
    accept(one)
    submit_remittance(
        employer=inn,
        until=Month(2026, 8),
        method=Remittance.Method.REALTIME,
        expected_fen=2 * 168_000,
        intent="a" * 32,
        today=TODAY,
        by="孙会计",
    )
    unproven = {proof.law: prove(proof) for proof in EVERY_PROOF}
    assert [found.first for found in unproven.values() if not found.holds] == []
