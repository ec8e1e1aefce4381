"""Members are told of what changes, in the words of the halls, once, and never of nothing."""

from datetime import UTC, datetime

import pytest
from tests.contributions.remittances.test_remit import bank_pays
from tests.people_of_the_town import TODAY, TWELVE, FakeBank, change, employer, opening, staff

from anju.centers.models import Center
from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.contributions.tell_members import tell_members
from anju.ground.calendar import Month
from anju.notices.inbox import NoSuchNotice, hide_notice, mark_read, notice_of, notices_of
from anju.notices.models import Notice
from anju.people.accounts.change_accounts import change_bases, seal_accounts
from anju.people.accounts.deed import Terms
from anju.people.models import AccountEvent, Employer, FundAccount

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)


@pytest.fixture
def mill(xinyang: Center) -> Employer:
    """申城纺织 with 王芳, who has been told that her account was opened."""
    made = employer()
    staff(made, opening(1, "王芳", base_fen=155_039, side_fen=18_600))
    tell_members()
    return made


def wang() -> FundAccount:
    return FundAccount.objects.get(member__name="王芳")


def texts() -> list[str]:
    return [one.text for one in notices_of(recipient=wang().member_id)]


def rebase(mill: Employer, base_fen: int, side_fen: int) -> None:
    new = Terms(base_fen, TWELVE, TWELVE, side_fen, side_fen)
    change_bases(employer=mill, terms={wang().pk: new}, change=change())


@pytest.mark.rows("Z-17")
def test_a_base_that_changed_is_told_from_what_to_what(mill: Employer) -> None:
    rebase(mill, 150_000, 18_000)
    assert tell_members() == 1
    assert texts()[0] == "尊敬的王芳缴存人，您的公积金缴存基数已由1550.39变更为1500.00"


@pytest.mark.rows("Z-17")
def test_a_base_from_1500_to_1500_is_not_told(mill: Employer) -> None:
    rebase(mill, 155_039, 18_600)
    assert tell_members() == 0
    assert not AccountEvent.objects.filter(told=False).exists()


def test_a_ratio_that_changed_is_told_by_what_is_paid_a_month(mill: Employer) -> None:
    rebase(mill, 155_039, 15_500)
    tell_members()
    assert texts()[0] == "尊敬的王芳缴存人，您的公积金月缴存额已由372.00变更为310.00"


@pytest.mark.rows("Z-17")
def test_a_sealed_account_is_told_and_by_whom_it_was_pushed(mill: Employer) -> None:
    seal_accounts(employer=mill, accounts=[wang().pk], change=change(source="x"))
    tell_members()
    told = notices_of(recipient=wang().member_id)[0]
    assert told.text == "尊敬的王芳，您的账户已封存，自2026年7月起不再汇缴。"
    assert (told.business, told.channel) == ("汇补缴业务封存复核", "柜面")


def test_a_paid_month_is_told_once_however_often_the_teller_runs(mill: Employer) -> None:
    submit_remittance(
        employer=mill,
        until=Month(2026, 8),
        method=Remittance.Method.REALTIME,
        expected_fen=2 * 37_200,
        intent="c" * 32,
        today=TODAY,
        by="赵会计",
    )
    assert tell_members() == 0, "nothing is told before the money has come"
    bank_pays(FakeBank())
    assert [tell_members(), tell_members()] == [1, 0]
    assert texts()[0] == "尊敬的王芳，您的202607至202608汇缴的公积金已到账。"


def test_somebody_elses_message_is_not_there(mill: Employer) -> None:
    staff(mill, opening(2, "李伟"))
    tell_members()
    other = Notice.objects.exclude(recipient=wang().member_id).get()
    for deed in (
        lambda: notice_of(recipient=wang().member_id, pk=other.pk),
        lambda: mark_read(recipient=wang().member_id, pk=other.pk, now=NOW),
        lambda: hide_notice(recipient=wang().member_id, pk=other.pk, now=NOW),
    ):
        with pytest.raises(NoSuchNotice):
            deed()


@pytest.mark.rows("Z-18", "Z-24")
def test_a_deleted_message_leaves_the_list_and_stays_on_file(mill: Employer) -> None:
    mine = Notice.objects.get(recipient=wang().member_id)
    hide_notice(recipient=wang().member_id, pk=mine.pk, now=NOW)
    assert texts() == []
    assert Notice.objects.filter(pk=mine.pk).exists()
