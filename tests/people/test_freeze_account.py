"""司法冻结: two officers, the ledger holds, the account says so, and nothing leaves."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from tests.staff_of_the_town import clerk

from anju.audit.models import Event
from anju.ledger.book import Deed, Leg, book
from anju.ledger.hold import hold_money
from anju.ledger.kinds import Kind
from anju.ledger.models import Balance
from anju.ledger.open import fund_account
from anju.notices.models import Notice
from anju.people.models import AccountEvent, Freeze, FundAccount, Staff
from anju.people.restraints.ask_freeze import (
    BadPaper,
    CourtPaper,
    NotFrozen,
    NothingToFreeze,
    OwnAccount,
    PaperKnown,
    ask_freeze,
    ask_unfreeze,
)
from anju.people.restraints.freeze_account import (
    FreezeMoved,
    FreezeTooHigh,
    OpinionMissing,
    SamePerson,
    decide_freeze,
    decide_unfreeze,
)

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
COURT = "申城市演示区人民法院"


@pytest.fixture
def account(wang: FundAccount) -> FundAccount:
    """1,000 yuan lie on it."""
    other = fund_account(subject="10101", number="freeze-test", opened_on=TODAY)
    book(
        deed=Deed(Kind.REMITTANCE, "freeze-test/1", TODAY, TODAY, "t", "t", "市直管理部", "00"),
        legs=[Leg(other, -100_000), Leg(wang.pk, 100_000)],
    )
    return wang


@pytest.fixture
def first(xinyang) -> Staff:
    return clerk("0801", "clerk", name="陈柜员")


@pytest.fixture
def second(xinyang) -> Staff:
    return clerk("0802", "manager", name="周主管")


def asked(
    account: FundAccount, by: Staff, fen: int | None = None, number: str = "（2026）演执 101 号"
) -> Freeze:
    paper = CourtPaper(COURT, number, date(2027, 11, 17), fen)
    return ask_freeze(account=account, paper=paper, by=by, today=TODAY, now=NOW)


def frozen(account: FundAccount, first: Staff, second: Staff, **how) -> Freeze:
    made = asked(account, first, **how)
    return decide_freeze(
        number=made.number, approve=True, opinion="核对无误", by=second, today=TODAY, now=NOW
    )


def unfrozen(freeze: Freeze, first: Staff, second: Staff) -> Freeze:
    ask_unfreeze(number=freeze.number, paper="（2026）演执解 7 号", by=first)
    return decide_unfreeze(
        number=freeze.number, approve=True, opinion="核对无误", by=second, today=TODAY
    )


def free_fen(account: FundAccount) -> int:
    return Balance.objects.get(pk=account.pk).free_fen


def state_of(account: FundAccount) -> str:
    return FundAccount.objects.get(pk=account.pk).state


def test_nothing_is_frozen_before_a_second_look(account, first, second) -> None:
    made = asked(account, first)
    assert (made.state, state_of(account), free_fen(account)) == ("waiting", "01", 100_000)
    with pytest.raises(SamePerson):
        decide_freeze(
            number=made.number, approve=True, opinion="", by=first, today=TODAY, now=NOW
        )
    with pytest.raises(OpinionMissing):
        decide_freeze(
            number=made.number, approve=False, opinion="", by=second, today=TODAY, now=NOW
        )
    decide_freeze(
        number=made.number, approve=False, opinion="文书号不清", by=second, today=TODAY, now=NOW
    )
    assert (state_of(account), free_fen(account)) == ("01", 100_000)
    with pytest.raises(FreezeMoved):
        decide_freeze(
            number=made.number, approve=True, opinion="", by=second, today=TODAY, now=NOW
        )


def test_a_whole_freeze_and_its_end(account, first, second) -> None:
    made = frozen(account, first, second)
    assert (made.state, made.amount_fen) == ("frozen", 100_000)
    assert (state_of(account), free_fen(account)) == ("06", 0)
    done = unfrozen(made, first, second)
    assert (done.state, state_of(account), free_fen(account)) == ("ended", "01", 100_000)
    kinds = AccountEvent.objects.filter(account=account).order_by("id")
    assert [one.kind for one in kinds][-2:] == ["14", "15"]
    deeds = Event.objects.filter(subject=account.number).order_by("id")
    assert [one.deed for one in deeds] == [
        "ask_freeze",
        "freeze_account",
        "ask_unfreeze",
        "unfreeze_account",
    ]


def test_the_member_gets_no_notice_of_it(account, first, second) -> None:
    frozen(account, first, second)
    assert not Notice.objects.exists()
    assert not AccountEvent.objects.filter(account=account, kind="14", told=False).exists()


def test_part_of_the_money_is_held_and_the_account_goes_on(account, first, second) -> None:
    made = frozen(account, first, second, fen=30_000)
    assert (state_of(account), free_fen(account)) == ("01", 70_000)
    unfrozen(made, first, second)
    assert free_fen(account) == 100_000


def test_what_an_application_holds_is_not_frozen_twice(account, first, second) -> None:
    hold_money(act="TQ1/1", account=account.pk, amount_fen=80_000, on=TODAY, why="提取")
    with pytest.raises(FreezeTooHigh, match=r"200\.00 元"):
        frozen(account, first, second, fen=30_000)
    whole = frozen(account, first, second, number="（2026）演执 102 号")
    assert (whole.amount_fen, free_fen(account), state_of(account)) == (20_000, 0, "06")


def test_a_sealed_account_stays_sealed_and_its_money_is_held(account, first, second) -> None:
    FundAccount.objects.filter(pk=account.pk).update(state="02", sealed_on=TODAY)
    account.refresh_from_db()
    made = frozen(account, first, second)
    assert (state_of(account), free_fen(account)) == ("02", 0)
    unfrozen(made, first, second)
    assert (state_of(account), free_fen(account)) == ("02", 100_000)


def test_the_second_whole_freeze_keeps_the_account_frozen(account, first, second) -> None:
    one = frozen(account, first, second)
    two = frozen(account, first, second, number="（2026）演执 103 号")
    unfrozen(one, first, second)
    assert state_of(account) == "06"
    unfrozen(two, first, second)
    assert (state_of(account), free_fen(account)) == ("01", 100_000)


def test_an_end_that_is_sent_back_keeps_it_frozen(account, first, second) -> None:
    made = frozen(account, first, second)
    ask_unfreeze(number=made.number, paper="（2026）演执解 7 号", by=second)
    with pytest.raises(SamePerson):
        decide_unfreeze(number=made.number, approve=True, opinion="", by=second, today=TODAY)
    decide_unfreeze(
        number=made.number, approve=False, opinion="文书无章", by=first, today=TODAY
    )
    assert (state_of(account), free_fen(account)) == ("06", 0)
    with pytest.raises(BadPaper):
        ask_unfreeze(number=made.number, paper=" ", by=first)
    with pytest.raises(NotFrozen):
        ask_unfreeze(number="SF9", paper="（2026）演执解 7 号", by=first)


def test_a_paper_is_read_before_it_is_written_down(account, first) -> None:
    asked(account, first)
    with pytest.raises(PaperKnown):
        asked(account, first)
    with pytest.raises(BadPaper):
        asked(account, first, fen=0)
    past = CourtPaper(COURT, "（2026）演执 9 号", TODAY, None)
    with pytest.raises(BadPaper):
        ask_freeze(account=account, paper=past, by=first, today=TODAY, now=NOW)
    for court, number in (("法" * 61, "（2026）演执 9 号"), (COURT, "执" * 61)):
        wide = CourtPaper(court, number, date(2027, 1, 1), None)
        with pytest.raises(BadPaper, match="最多 60 个字"):
            ask_freeze(account=account, paper=wide, by=first, today=TODAY, now=NOW)
    first.identity_number = account.member.identity_number
    first.save()
    with pytest.raises(OwnAccount):
        asked(account, first, number="（2026）演执 104 号")
    account.state = "05"
    with pytest.raises(NothingToFreeze):
        asked(account, clerk("0803", "clerk"), number="（2026）演执 105 号")


def test_the_database_wants_four_eyes_too(account, first) -> None:
    made = asked(account, first)
    for columns in ({"decided_by": first}, {"end_asked_by": first, "end_decided_by": first}):
        with pytest.raises(IntegrityError, match="freeze_four_eyes"), transaction.atomic():
            Freeze.objects.filter(pk=made.pk).update(**columns)
