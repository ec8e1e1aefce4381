"""骗提线索: each sign stands by itself, is told in words, and refuses nobody."""

from datetime import timedelta

import pytest
from tests.documents.materials.conftest import contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import opening, staff
from tests.withdrawals.conftest import NOON, TODAY, ask, bind_for

from anju.centers.current import inside
from anju.centers.sightings import note_sightings
from anju.documents.materials.add_file import add_file
from anju.documents.materials.models import Material
from anju.documents.materials.tell_centers import tokens_of
from anju.ground.calendar import Month
from anju.ground.invented import make_bank_card
from anju.people.models import AccountEvent, Employer, FundAccount, Hold, Member
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.dossier.risks import risks_of
from anju.withdrawals.models import Withdrawal


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.ANJU_MATERIALS = tmp_path / "materials"


@pytest.fixture
def made(wang: Member, card) -> Withdrawal:
    """王芳 has asked for her rent."""
    return ask(wang)


def signs(withdrawal: Withdrawal) -> dict[str, str]:
    assert all(one.outcome == "risk" for one in risks_of(withdrawal))
    return {one.number: one.yours for one in risks_of(withdrawal)}


def test_an_ordinary_application_shows_no_sign(made: Withdrawal) -> None:
    assert signs(made) == {}
    assert made.case.findings
    assert not [one for one in made.case.findings if one.outcome == "risk"]


def test_a_contract_that_served_somebody_else_is_named(
    made: Withdrawal, mill: Employer
) -> None:
    li = Member.objects.get(name="李四")
    bind_for(li, make_bank_card(7))
    his = ask(li, intent="form-2")
    for one in (made, his):
        one.home = "信房2026000318"
        one.save()
    assert signs(made) == {"F01": his.number}
    assert signs(his) == {"F01": made.number}
    # A household may be two; the reviewer is told so, and the application lives on.
    assert his.state == "reviewing"


def test_a_paper_that_lies_in_another_wallet_is_named(wang: Member, card) -> None:
    theirs = contract_of(Member.objects.get(name="李四"))
    mine = contract_of(wang, number="信房 2026-000999")
    for one in (theirs, mine):
        add_file(material=one, name="合同.jpg", content=paper(), now=NOON)
    told = {"address": "演示路 9 号", "months": "2", "no_own_home": "是"}
    made = ask(wang, Request("rent", "", told, materials=(mine.number,)))
    assert "同一个文件也在" in signs(made)["F02"]
    assert theirs.number in signs(made)["F02"]


def test_a_crowd_of_short_lived_accounts_is_told_for_a_closing(
    made: Withdrawal, mill: Employer, account: FundAccount
) -> None:
    staff(mill, *(opening(order, f"职工{order}") for order in range(301, 305)))
    for one in mill.accounts.all():
        _seal(one)
    account.opened_on = TODAY
    account.save()
    made.account = account
    assert "F03" not in signs(made)
    made.mode = Withdrawal.Mode.CLOSING
    assert "6 个新开账户已封存" in signs(made)["F03"]


def test_a_telephone_changed_days_before_is_told_for_a_month(made: Withdrawal) -> None:
    hold = Hold.objects.create(
        member=made.member,
        reason=Hold.Reason.MOBILE_CHANGED,
        since=NOON - timedelta(days=3),
        until=NOON - timedelta(days=1),
    )
    assert signs(made) == {"F04": "2026-11-15 变更手机号码"}
    hold.since = NOON - timedelta(days=31)
    hold.save()
    assert signs(made) == {}


def test_one_telephone_for_a_family_is_nothing_and_for_a_crowd_is_told(
    made: Withdrawal, mill: Employer
) -> None:
    staff(mill, *(opening(order, f"职工{order}") for order in range(311, 314)))
    crowd = list(Member.objects.filter(name__startswith="职工"))
    for place, one in enumerate(crowd, start=2):
        one.mobile = made.member.mobile
        one.save()
        expected = {"F05": f"这个手机号码登记在 {place} 人名下"} if place >= 4 else {}
        assert signs(made) == expected


def test_a_paper_that_another_center_has_used_is_told_and_nobody_named(
    wang: Member, card
) -> None:
    mine = contract_of(wang)
    add_file(material=mine, name="合同.jpg", content=paper(), now=NOON)
    tokens = tokens_of(Material.objects.get(pk=mine.pk))
    with inside("zaozhuang"):
        note_sightings(reference="AAAA-0001-0001", tokens=tokens, on=TODAY)
    told = {"address": "演示路 9 号", "months": "2", "no_own_home": "是"}
    made = ask(wang, Request("rent", "", told, materials=(mine.number,)))
    assert set(signs(made)) == {"F07"}
    assert "在另一个中心出现过：枣庄" in signs(made)["F07"]
    assert "参考号 AAAA-0001-0001" in signs(made)["F07"]
    # Both keep their place: it is told to people and refuses nobody.
    assert "F07" in {one.number for one in made.case.findings}
    assert made.state == "reviewing"


def _seal(account: FundAccount) -> None:
    account.opened_on = TODAY
    account.save()
    AccountEvent.objects.create(
        account=account,
        kind=AccountEvent.Kind.SEALED,
        month=Month.of(TODAY),
        happened_on=TODAY,
        employer=account.employer,
        base_fen=0,
        monthly_fen=0,
        monthly_before_fen=0,
        actor="test",
        source="test",
        told=True,
    )
