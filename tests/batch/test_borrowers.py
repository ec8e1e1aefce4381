"""The town's cast of withdrawals: in every city everybody stands where the book says."""

import io
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from anju.batch.town.book import page_of
from anju.batch.town.history import paid_on
from anju.batch.town.pay import noon
from anju.batch.town.pictures import picture_of
from anju.batch.town.plan import TODAY, Hall, halls
from anju.cases.alike import batches
from anju.cases.lists import marked_fields
from anju.cases.models import Case
from anju.centers.clock.models import BusinessDay
from anju.documents.materials.likeness import NEAR
from anju.documents.materials.models import Material
from anju.documents.materials.quality import doubts_of_file
from anju.documents.materials.wash.look import look_of
from anju.ground.calendar import Month
from anju.ground.identity import card_looks_wrong, check_identity_number, check_mobile
from anju.identity.claims import Claim
from anju.identity.passwords.pin import check_pin
from anju.identity.sign_in import sign_in_member
from anju.ledger.models import Entry
from anju.payments.cards.usable_card import usable_card
from anju.people.models import FundAccount, Member
from anju.policy.rules import profile
from anju.withdrawals.applying.draft import draft_of
from anju.withdrawals.judging.days import months_after
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.judging.survey_member import survey_member
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.receipts import receipt_of
from batch.small_town import build, small_hall, step_back

# Large enough for people to leave every month, and long enough ago for one of them.
HEADS = {"big": 202, "middle": 96, "small": 4, "arrears": 2}
FIRST = Month(2025, 12)
NOW = noon(TODAY)
CITIES = [hall.code for hall in halls()]
MAY_ASK = ("commercial_loan", "fund_loan", "tenant", "property_fee", "buyer", "left", "retired")
STANDS = {
    "waiting_first": ("reviewing", Case.State.WAITING),
    "waiting_second": ("reviewing", Case.State.REVIEWING),
    "returned": ("reviewing", Case.State.RETURNED),
    "paid": ("paid", Case.State.APPROVED),
    "bounced": ("bounced", Case.State.APPROVED),
}
KINDS = {*MAY_ASK, *STANDS, "not_yet", "frozen"}
LINES = [("姓名", "王芳"), ("发票号码", "26010000034")]
Told = dict[str, dict[str, Any]]


@pytest.fixture(autouse=True)
def quick(settings, tmp_path: Path) -> None:
    settings.ANJU_UPLOADS = tmp_path / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def hall(xinyang, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """A city's hall, not built yet, by the city's own rules."""
    code = getattr(request, "param", "xinyang")
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))
    step_back(to=FIRST.first_day)
    return small_hall(code, heads=HEADS, first=FIRST)


def cast_of(hall: Hall, folder: Path) -> Told:
    return {one["kind"]: one for one in page_of(hall, rosters=folder)["borrowers"]}


def member_of(one: dict[str, Any]) -> Member:
    return Member.objects.get(identity_index=one["identity_number"])


def outlook(one: dict[str, Any]) -> Outlook:
    """How the reason of his story stands for him today."""
    seen = survey_member(member=member_of(one), supposed=(), today=TODAY, now=NOW)
    return next(each for each in seen.outlooks if each.reason == one["reason"])


@pytest.mark.parametrize("hall", CITIES, indirect=True)
def test_everybody_is_there_and_stands_where_the_book_says(hall: Hall, tmp_path: Path) -> None:
    build(hall, tmp_path)
    told = cast_of(hall, tmp_path)
    assert set(told) == KINDS
    for one in told.values():
        signs_in_and_can_be_paid(one)
    for kind in MAY_ASK:
        assert outlook(told[kind]).fen > 0, kind
        assert outlook(told[kind]).rule.title in told[kind]["about"]
    for kind, (state, case_state) in STANDS.items():
        made = Withdrawal.objects.get(number=told[kind]["withdrawal"])
        assert (made.state, made.case.state, made.member) == (
            state,
            case_state,
            member_of(told[kind]),
        )
        assert not [each for each in made.case.findings if each.outcome == "risk"]
    has_his_papers_and_a_form_begun(told["buyer"])
    knows_what_to_mend(told["returned"])
    was_paid(told["paid"])
    came_back(told["bounced"])
    sees_from_when(told["not_yet"])
    assert FundAccount.objects.get(member=member_of(told["frozen"])).state == "06"
    assert "冻结" in outlook(told["frozen"]).sentence
    stands_at_the_desk(hall)


def signs_in_and_can_be_paid(one: dict[str, Any]) -> None:
    assert check_identity_number(one["identity_number"], today=TODAY)
    assert check_mobile(one["mobile"])
    claim = Claim(name=one["identity_number"], password=one["password"])
    entry = sign_in_member(
        claim=claim,
        ways=("identity",),
        coded=False,
        session="s",
        address="127.0.0.1",
        now=NOW,
    )
    assert entry.member.name == one["name"]
    check_pin(member_id=entry.member.pk, pin=one["payment_password"], now=NOW)
    card = usable_card(member=entry.member, now=NOW)
    assert one["bank_cards"][0]["number"] == card.number
    assert not card_looks_wrong(card.number)


def has_his_papers_and_a_form_begun(one: dict[str, Any]) -> None:
    kept = draft_of(member=member_of(one), reason=one["reason"], now=NOW)
    assert sorted(kept.materials) == one["materials"]
    assert len(one["materials"]) == 2
    assert kept.told
    assert "cost" not in kept.told
    for file in (each.files.get() for each in Material.objects.filter(member=member_of(one))):
        assert doubts_of_file(file) == []


def knows_what_to_mend(one: dict[str, Any]) -> None:
    case = Case.objects.get(number=one["case"])
    assert marked_fields(case) == {"address", "paper:租赁合同"}
    [handed_in] = case.papers
    doubts = {
        each.number: doubts_of_file(each.files.get())
        for each in Material.objects.filter(number__in=one["materials"])
    }
    assert "模糊" in doubts.pop(handed_in.material)[0]
    assert list(doubts.values()) == [[]]


def was_paid(one: dict[str, Any]) -> None:
    made = Withdrawal.objects.get(number=one["withdrawal"])
    assert receipt_of(made)
    assert made.paid_on == date(2026, 11, 9)
    assert outlook(one).from_day == months_after(made.applied_on, 12)


def came_back(one: dict[str, Any]) -> None:
    made = Withdrawal.objects.get(number=one["withdrawal"])
    assert made.failure == "账户状态异常"
    first, second = one["bank_cards"]
    assert (first["bound"], second["bound"]) == (True, False)


def sees_from_when(one: dict[str, Any]) -> None:
    left_on = paid_on(Month(2026, 9))
    assert outlook(one).from_day == months_after(left_on, 6)
    assert f"{months_after(left_on, 6)}" in outlook(one).sentence


def stands_at_the_desk(hall: Hall) -> None:
    """One waits for either officer, and at the center that has a crowd, twenty alike."""
    waiting = Case.objects.filter(state=Case.State.WAITING)
    assert waiting.count() == 1 + hall.crowd
    assert Case.objects.filter(state=Case.State.REVIEWING).count() == 1
    assert not waiting.exclude(all_met=True).exists()
    alike = batches(states=(Case.State.WAITING,), today=TODAY)
    assert [batch.cases for batch in alike] == [20] * (hall.crowd > 0)


def test_a_town_broken_off_between_the_deeds_goes_on_and_repeats_none(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("anju.batch.town.desk.return_withdrawal", cut)
        with pytest.raises(KeyboardInterrupt):
            build(hall, tmp_path)
    assert BusinessDay.objects.get().day == date(2026, 11, 9)
    build(hall, tmp_path)
    told = cast_of(hall, tmp_path)
    assert set(told) == KINDS
    before = (Withdrawal.objects.count(), Entry.objects.count(), Material.objects.count())
    BusinessDay.objects.update(day=date(2026, 11, 9))
    build(hall, tmp_path)
    after = (Withdrawal.objects.count(), Entry.objects.count(), Material.objects.count())
    assert before == after == (5, *before[1:])
    assert cast_of(hall, tmp_path) == told


def test_a_town_from_before_there_was_a_cast_has_none_in_its_book(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.batch.town.build.play_first", lambda **_: None)
    monkeypatch.setattr("anju.batch.town.build.play_last", lambda **_: None)
    build(hall, tmp_path)
    assert cast_of(hall, tmp_path) == {}


def test_a_picture_is_drawn_the_same_every_time_and_no_two_look_alike() -> None:
    drawn = [picture_of(title="发票", lines=LINES, seed=f"{turn}") for turn in range(40)]
    assert picture_of(title="发票", lines=LINES, seed="7") == drawn[7]
    looks = [int(look_of(Image.open(io.BytesIO(one)))["looks"]) for one in drawn]
    apart = [(one ^ other).bit_count() for one, other in combinations(looks, 2)]
    assert min(apart) > NEAR
