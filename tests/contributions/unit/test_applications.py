"""What an employer asks of the counter, and what approval makes of it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.contributions.unit.conftest import VOTE
from tests.people_of_the_town import TODAY, change, employer, identity

from anju.contributions.lists import NotYours
from anju.contributions.models import Relief, Remittance
from anju.contributions.ratios.change_ratio import ReductionStands, preview_ratio
from anju.contributions.reliefs.turn_reliefs import turn_reliefs
from anju.contributions.remittances.due import MonthNotNext, Relieved, dues, next_month
from anju.contributions.remittances.remit import submit_remittance
from anju.contributions.unit.apply_to_counter import withdraw_application
from anju.contributions.unit.ask_closing import SomethingLeft, close_account
from anju.contributions.unit.kinds import Kind
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.payments.models import SignedAccount
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.employers.change_employer import FieldsWrong
from anju.people.employers.change_ratios import Ratios
from anju.people.models import Employer, FundAccount, RatioChange

JULY = Month(2026, 7)


def fresh(mill: Employer) -> Employer:
    return Employer.objects.get(pk=mill.pk)


def pay(mill: Employer, until: Month, fen: int) -> None:
    """Out of the prepayment account, so that no bank has to answer."""
    submit_remittance(
        employer=fresh(mill),
        until=until,
        method=Remittance.Method.REALTIME,
        expected_fen=fen,
        intent=f"{until.code:032d}",
        today=TODAY,
        by="赵会计",
    )
    # The bank's answer is no matter of these tests: the months count as paid.
    Remittance.objects.update(state="posted", posted_on=TODAY)
    Employer.objects.filter(pk=mill.pk).update(paid_through=until)


def sides() -> list[int]:
    found = FundAccount.objects.order_by("number").values_list("employer_fen", "own_fen")
    return [unit + own for unit, own in found]


@pytest.mark.rows("C-43")
def test_a_name_changes_by_a_paper_and_two_officers(mill, applies, approve) -> None:
    case = applies(
        Kind.REGISTRATION,
        name="申城棉纺有限公司",
        legal_name="孙立",
        legal_identity=identity(77),
    )
    assert fresh(mill).name == "申城纺织有限公司"
    shown = {one.name: one.shown for one in case.answers}
    assert shown["legal_identity"] == f"{identity(77)[:3]}*************{identity(77)[-2:]}"
    approve(case)
    mill = fresh(mill)
    assert (mill.name, mill.legal_name) == ("申城棉纺有限公司", "孙立")
    assert mill.legal_identity == identity(77)
    receipt = Receipt.objects.get()
    assert (receipt.kind_label, receipt.facts.channel) == ("单位缴存登记信息变更回单", "柜面")
    assert identity(77) not in str(receipt.payload)


def test_wrong_answers_are_told_all_at_once_and_open_no_case(mill, applies) -> None:
    with pytest.raises(FieldsWrong) as refused:
        applies(
            Kind.DEFERRAL,
            voted_by="厂长",
            voted_on="2026-12-01",
            reason="停产半停产",
            words="",
            first_month="2026-06",
            last_month="2028-06",
        )
    assert set(refused.value.faults) == {
        "voted_by",
        "voted_on",
        "words",
        "first_month",
        "last_month",
    }
    assert not mill.cases.exists()
    with pytest.raises(FieldsWrong) as refused:
        applies(Kind.SIGNING, bank="中国银行", account="4105017800000009", paper_0="")
    assert set(refused.value.faults) == {"paper_0"}


def test_anothers_case_is_nobodys(mill, applies, zhao) -> None:
    case = applies(Kind.SIGNING, bank="中国银行", account="4105017800000009")
    with pytest.raises(NotYours):
        withdraw_application(
            employer=employer("别家", seq=2), number=case.number, agent=zhao, today=TODAY
        )


def test_deferred_months_are_not_due_and_the_state_returns(mill, applies, approve) -> None:
    pay(mill, JULY, 291_000)
    case = applies(Kind.DEFERRAL, **VOTE, first_month="2026-08", last_month="2026-11")
    approve(case)
    mill = fresh(mill)
    assert (mill.state, next_month(mill)) == ("03", Month(2026, 12))
    for until in (Month(2026, 8), Month(2026, 12)):
        with pytest.raises(MonthNotNext):
            dues(employer=mill, until=until, today=TODAY)
    assert turn_reliefs(today=date(2026, 11, 30)) == 0
    assert turn_reliefs(today=date(2026, 12, 1)) == 1
    mill = fresh(mill)
    assert (mill.state, next_month(mill)) == ("01", Month(2026, 12))
    assert Relief.objects.get().state == "ended"
    # The deferred months stay open: nobody has a share of them.
    december = dues(employer=mill, until=Month(2026, 12), today=date(2026, 12, 1))
    assert [month.total_fen for month in december.months] == [291_000]
    assert turn_reliefs(today=date(2026, 12, 2)) == 0


def test_a_deferral_that_lies_ahead_lets_the_months_before_be_paid(
    mill, applies, approve
) -> None:
    approve(applies(Kind.DEFERRAL, **VOTE, first_month="2026-09", last_month="2026-10"))
    assert next_month(fresh(mill)) == JULY
    with pytest.raises(Relieved, match="请先汇缴到"):
        dues(employer=fresh(mill), until=Month(2026, 11), today=TODAY)
    pay(mill, Month(2026, 8), 2 * 291_000)
    assert next_month(fresh(mill)) == Month(2026, 11)


def test_a_reduction_lowers_everybody_and_goes_back_when_its_months_are_paid(
    mill, applies, approve
) -> None:
    case = applies(
        Kind.REDUCTION, **VOTE, first_month="2026-07", last_month="2026-08", employer_rate="3"
    )
    approve(case)
    # 6,000.00 × 3 % = 180.00; 6,123.45 × 3 % = 183.7035, half up to 184.
    assert sides() == [36_000, 36_800]
    assert fresh(mill).employer_rate == Decimal("0.0300")
    eight = Ratios(Decimal("0.08"), Decimal("0.08"))
    with pytest.raises(ReductionStands):
        preview_ratio(employer=fresh(mill), ratios=eight, today=TODAY)
    with pytest.raises(Relieved, match="请先汇缴到"):
        dues(employer=fresh(mill), until=Month(2026, 9), today=TODAY)
    pay(mill, Month(2026, 8), 2 * 72_800)
    assert turn_reliefs(today=TODAY) == 1
    assert sides() == [144_000, 147_000]
    kinds = RatioChange.objects.order_by("id").values_list("kind", "month")
    assert list(kinds) == [("reduced", JULY), ("restored", Month(2026, 9))]
    assert Receipt.objects.filter(kind="ratio_change").count() == 2


def test_a_reduction_is_less_than_now_and_not_below_the_floor(mill, applies) -> None:
    months = {"first_month": "2026-07", "last_month": "2026-08"}
    for rate in ("12", "13", "0.5", "x"):
        with pytest.raises(FieldsWrong) as refused:
            applies(Kind.REDUCTION, **VOTE, **months, employer_rate=rate)
        assert "employer_rate" in refused.value.faults


@pytest.mark.rows("C-46")
def test_an_account_that_was_applied_for_is_signed_by_the_counter(
    mill, applies, approve
) -> None:
    approve(applies(Kind.SIGNING, bank="中国银行", account="4105017800000009"))
    signed = SignedAccount.objects.get(employer=mill, ended_on=None)
    assert (signed.bank, signed.account) == ("中国银行", "4105017800000009")
    assert (signed.holder, signed.signed_by) == ("申城纺织有限公司", "周主管")


def test_an_employer_with_people_or_money_left_is_not_closed(mill, applies) -> None:
    with pytest.raises(SomethingLeft) as refused:
        applies(Kind.CLOSING, because="02")
    assert refused.value.detail["left"] == ["正常职工 2 人，须先封存并转移或提取"]
    accounts = list(mill.accounts.values_list("pk", flat=True))
    seal_accounts(employer=mill, accounts=accounts, change=change(JULY))
    with pytest.raises(SomethingLeft, match="封存职工 2 人，须转入新单位、提取或转集中封存"):
        close_account(employer=mill, because="02", today=TODAY, by="staff/1")
    assert fresh(mill).state == "01"


def test_an_employer_of_whom_nothing_is_left_is_closed(mill, applies, approve) -> None:
    mill.accounts.update(state="05", closed_on=TODAY)
    approve(applies(Kind.CLOSING, because="02"))
    mill = fresh(mill)
    assert (mill.state, mill.closed_on, mill.closed_because) == ("04", TODAY, "02")
    assert not SignedAccount.objects.filter(employer=mill, ended_on=None).exists()
