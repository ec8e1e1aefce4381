"""Holds and corrections under many hands at once, each on a connection of its own."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from anju.ground.errors import Refusal
from anju.identity.contacts.disavow_change import LinkIsOver, disavow_change
from anju.identity.contacts.offer_disavowal import offer_disavowal
from anju.identity.models import Credential, Disavowal
from anju.notices.models import Message
from anju.people.change_mobile import MobileAsItWas, change_mobile
from anju.people.corrections.decide_proposal import Decided, ProposalIsOver, decide_proposal
from anju.people.corrections.propose_change import AlreadyProposed, propose_change
from anju.people.models import Hold, Member, Proposal
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out
from anju.people.restraints.withdrawal_lock import LockAsItWas, lock_withdrawals
from faults.rivals import mill, together

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
NEW = "13900139001"


@pytest.fixture
def member(jian: str) -> Iterator[Member]:
    """Somebody of a fresh mill; what is committed about him is taken away afterwards."""
    account = mill(heads=1).accounts.get()
    account.member.mobile = "13800138000"
    account.member.save(update_fields=["mobile"])
    yield account.member
    for rows in (Disavowal, Message, Proposal, Hold):
        rows.objects.all().delete()
    Credential.objects.filter(holder="member", holder_id=account.member_id).delete()


def atomically(deed: Callable[[], Any]) -> Callable[[], Any]:
    """As a request does it: in a transaction that a refusal does not undo."""

    def done() -> Any:
        with transaction.atomic():
            try:
                return deed()
            except Refusal as refusal:
                return refusal

    return done


def kinds(answers: list[Any]) -> Counter[type]:
    return Counter(type(answer) for answer in answers)


def test_of_twenty_answers_to_a_proposal_one_counts(jian: str, member: Member) -> None:
    proposal = propose_change(
        member=member,
        employer=member.accounts.get().employer,
        field=Proposal.Field.MOBILE,
        value=NEW,
        by="agent/1",
        now=NOW,
    )
    answer = partial(
        decide_proposal, proposal=proposal, how=Proposal.How.MEMBER, by="member/1", now=NOW
    )
    deeds = [atomically(partial(answer, accept=bool(turn % 2))) for turn in range(20)]
    assert kinds(together(jian, deeds)) == {Decided: 1, ProposalIsOver: 19}
    accepted = Proposal.objects.get().state == Proposal.State.ACCEPTED
    assert (Member.objects.get(pk=member.pk).mobile == NEW) is accepted
    assert Hold.objects.filter(member=member).count() == accepted


def test_of_twenty_proposals_for_one_field_one_waits(jian: str, member: Member) -> None:
    deed = partial(
        propose_change,
        member=member,
        employer=member.accounts.get().employer,
        field=Proposal.Field.MOBILE,
        value=NEW,
        by="agent/1",
        now=NOW,
    )
    answers = together(jian, [atomically(deed)] * 20)
    assert kinds(answers) == {Proposal: 1, AlreadyProposed: 19}


def test_twenty_presses_on_the_lock_shut_it_once(jian: str, member: Member) -> None:
    deed = atomically(partial(lock_withdrawals, member=member, now=NOW))
    assert set(kinds(together(jian, [deed] * 20))) <= {Hold, LockAsItWas}
    assert Hold.objects.filter(member=member).count() == 1


def test_a_link_pressed_twenty_times_counts_once(jian: str, member: Member) -> None:
    before = member.mobile
    with transaction.atomic():
        changed = change_mobile(member=member, mobile=NEW, proven=True, by="x", now=NOW)
        token = offer_disavowal(member=member, changed=changed, now=NOW)
    deed = atomically(partial(disavow_change, token=token, now=NOW))
    assert kinds(together(jian, [deed] * 20)) == {type(None): 1, LinkIsOver: 19}
    assert Member.objects.get(pk=member.pk).mobile == before


def test_of_ten_changes_to_one_number_one_is_written(jian: str, member: Member) -> None:
    deed = partial(change_mobile, member=member, mobile=NEW, proven=True, by="x", now=NOW)
    answers = together(jian, [atomically(deed)] * 10)
    assert kinds(answers)[MobileAsItWas] == 9


def test_no_hold_slips_in_between_the_question_and_the_payment(
    jian: str, member: Member
) -> None:
    asked, written = threading.Event(), threading.Event()
    order: list[str] = []

    def pays() -> None:
        with transaction.atomic():
            check_may_pay_out(member=member, now=NOW)
            asked.set()
            # The hold is on its way now; it has to wait for the payment's commit.
            written.wait(timeout=0.5)
            order.append("paid")

    def holds() -> None:
        assert asked.wait(timeout=30)
        with transaction.atomic():
            until = NOW + timedelta(hours=1)
            reason = Hold.Reason.RESET
            hold_payouts(member=member, reason=reason, until=until, now=NOW)
            order.append("held")
        written.set()

    together(jian, [pays, holds])
    assert order == ["paid", "held"]
    with pytest.raises(PayoutsHeld), transaction.atomic():
        check_may_pay_out(member=member, now=NOW)
