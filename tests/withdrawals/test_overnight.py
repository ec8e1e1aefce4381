"""What is kept overnight is begun in the morning as it stands then, or let go with a word."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.documents.materials.papers import paper
from tests.withdrawals.conftest import NOON, TODAY, ask, bind_for
from tests.withdrawals.test_hours_and_limits import FEE

from anju.cases.actors import member_acts
from anju.documents.materials.add_file import add_file
from anju.documents.materials.changing import MaterialInUse
from anju.documents.materials.end_material import end_material
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.ground.invented import make_bank_card
from anju.ledger.models import Balance
from anju.notices.models import Notice
from anju.payments.models import Order
from anju.people.models import FundAccount, Member
from anju.policy.items import CHINA
from anju.policy.rules import profile
from anju.withdrawals.applying.cancel import cancel
from anju.withdrawals.applying.start_queued import start_queued
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

STATE = Withdrawal.State
TOMORROW = TODAY + timedelta(days=1)


def at(clock: str, day=TODAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=CHINA)


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.ANJU_MATERIALS = tmp_path / "materials"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """楚雄, which pays at once, if it had 宁波's hours and kept what comes late."""
    city, hours = profile("chuxiong"), profile("ningbo")
    key = "withdrawal.outside_hours"
    old = city.timelines[key]
    waits = type(old)(key, old.label, old.unit, TODAY, old.first_days, ("queue",), ("测试",))
    items = {k: v for k, v in hours.timelines.items() if k.startswith("item")}
    patched = type(city)("chuxiong", {**city.timelines, **items, key: waits})
    monkeypatch.setattr("anju.policy.rules._current", lambda: patched)


def no_home(member: Member) -> Material:
    made = make_material(
        member=member,
        kind="no_home_proof",
        typed={"issued_on": "2026-11-01", "issuer": "不动产登记中心"},
        channel="网厅-个人版",
    )
    add_file(material=made, name="证明.jpg", content=paper(3), now=NOON)
    return made


@pytest.mark.usefixtures("patient", "card")
def test_a_card_that_was_replaced_overnight_is_not_paid_to(
    wang: Member, account: FundAccount
) -> None:
    made = ask(wang, FEE, now=at("23:00:00"))
    assert made.state == STATE.QUEUED
    bind_for(wang, make_bank_card(7))
    assert start_queued(today=TOMORROW, now=at("08:00:00", TOMORROW)) == 1
    made.refresh_from_db()
    assert (made.state, Order.objects.filter(purpose="withdrawal").count()) == (
        STATE.WITHDRAWN,
        0,
    )
    assert Balance.objects.get(pk=account.pk).held_fen == 0
    assert "换绑了银行卡" in Notice.objects.latest("id").text


@pytest.mark.usefixtures("patient", "card")
def test_a_paper_that_goes_with_it_stays_as_it_is_until_the_morning(
    wang: Member, account: FundAccount
) -> None:
    proof = no_home(wang)
    made = ask(
        wang,
        Request("property_fee", "", {"cost": "300.00"}, (proof.number,)),
        now=at("23:00:00"),
    )
    with pytest.raises(MaterialInUse):
        end_material(material=proof)
    cancel(member=wang, number=made.number, by=member_acts(wang), today=TODAY, now=NOON)
    assert Balance.objects.get(pk=account.pk).held_fen == 0
