"""A closing waits for what an employer has remitted and the bank has not yet brought."""

from __future__ import annotations

from datetime import date

import pytest
from tests.documents.materials.papers import paper
from tests.paying_back import bank_pays, fresh
from tests.withdrawals.conftest import NOON, TODAY, approve, ask

from anju.cases.actors import Actor
from anju.contributions.models import Remittance
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.documents.materials.add_file import add_file
from anju.documents.materials.make_material import make_material
from anju.ground.calendar import Month
from anju.ledger.models import Balance
from anju.payments.models import MemberCard, Order
from anju.people.models import Employer, FundAccount, Member
from anju.withdrawals.applying.apply import NotYet
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.review.decide import NoLongerMet

NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.ANJU_MATERIALS = tmp_path / "materials"


def remit_november(mill: Employer) -> None:
    """Handed in; the bank has not answered."""
    submit_remittance(
        employer=fresh(mill),
        until=NOVEMBER,
        method=Remittance.Method.REALTIME,
        expected_fen=dues(employer=fresh(mill), until=NOVEMBER, today=TODAY).total_fen,
        intent="november",
        today=TODAY,
        by="赵会计",
    )


def sealed(account: FundAccount) -> None:
    account.state, account.sealed_on = FundAccount.State.SEALED, date(2026, 4, 1)
    account.save()


def leaving(member: Member) -> Request:
    proof = make_material(
        member=member,
        kind="termination_proof",
        typed={"employer": "申城纺织有限公司", "ended_on": "2026-04-01"},
        channel="网厅-个人版",
    )
    add_file(material=proof, name="证明.jpg", content=paper(1), now=NOON)
    return Request("employment_ended", "", {}, (proof.number,))


@pytest.mark.usefixtures("card")
def test_what_is_on_its_way_comes_in_before_the_account_is_closed(
    wang: Member, account: FundAccount, mill: Employer, first: Actor, second: Actor
) -> None:
    remit_november(mill)
    sealed(account)
    asked = leaving(wang)
    with pytest.raises(NotYet, match=r"汇缴 1,440\.00 元正在入账"):
        ask(wang, asked)
    bank_pays()
    made = approve(ask(wang, asked), first, second)
    assert made.amount_fen == 5 * 144_000
    assert Balance.objects.get(pk=account.pk).fen == 0


def test_what_was_remitted_after_the_application_is_waited_for_too(
    wang: Member, card: MemberCard, account: FundAccount, mill: Employer, first, second
) -> None:
    asked = leaving(wang)
    sealed(account)
    made = ask(wang, asked)
    account.state = FundAccount.State.NORMAL
    account.save()
    remit_november(mill)
    sealed(account)
    with pytest.raises(NoLongerMet, match="正在入账"):
        approve(made, first, second)
    assert not Order.objects.filter(purpose="withdrawal").exists()


def test_a_part_may_be_taken_meanwhile(wang: Member, card: MemberCard, mill: Employer) -> None:
    remit_november(mill)
    assert ask(wang).state == "reviewing"
