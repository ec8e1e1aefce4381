"""The demo town as it stands, built once for all of these: true to the fen, nobody missing."""

from collections.abc import Iterator

import pyotp
import pytest
from stdnum import luhn

from anju.batch.town import change
from anju.batch.town.askers import askers_of
from anju.batch.town.book import page_of
from anju.batch.town.history import paid_on
from anju.batch.town.pay import noon
from anju.batch.town.plan import TODAY, Hall
from anju.batch.town.stories import EMPTY, GONE, MOVED, RETURNED, SEVERAL, THREE
from anju.centers.clock.day import business_day
from anju.centers.clock.models import BusinessDay
from anju.contributions.models import Register, Remittance, RemittedMonth
from anju.ground.calendar import Month
from anju.identity.claims import Claim
from anju.identity.employers.sign_in import sign_in_agent
from anju.identity.sign_in import sign_in_member
from anju.identity.sign_in_staff import prove_code, sign_in_staff
from anju.ledger.models import Entry
from anju.payments.cards.usable_card import usable_card
from anju.payments.models import MemberCard, Order
from anju.people.models import AccountEvent, Appointment, Employer
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import PURPOSE as WITHDRAWAL
from batch.small_town import (
    Built,
    accounts_of,
    build,
    crooked_entries,
    holdings,
    standing,
)

BIG, MIDDLE, SMALL = "申城纺织演示有限公司", "浉河茶业演示有限公司", "鸡公山旅行社有限公司"
NORMAL, SEALED, MERGED = "01", "02", "03"
FROZEN_BY_COURT = "14"
TODAY_AT_NOON = noon(TODAY)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    with pytest.MonkeyPatch.context() as patch:
        # The large firm's new bases come all at once, those of the others by roster.
        patch.setattr(change, "BY_ROSTER_MOST", 100)
        with standing(tmp_path_factory.mktemp("town"), django_db_blocker) as stands:
            yield stands


@pytest.fixture
def town(built: Built, xinyang) -> Hall:
    return built.hall


def test_every_employer_is_paid_through_and_who_owes_owes_three_months(town: Hall) -> None:
    paid = dict(Employer.objects.values_list("name", "paid_through"))
    assert {paid[name] for name in (BIG, MIDDLE, SMALL)} == {Month(2026, 10)}
    assert paid["南湾水产演示有限公司"] == Month(2026, 7)
    assert paid["平桥石材演示有限公司"] is None
    heads = dict(
        RemittedMonth.objects.filter(month=Month(2026, 10)).values_list(
            "employer__name", "heads"
        )
    )
    assert heads == {BIG: 120, MIDDLE: 100, SMALL: 5}
    assert business_day() == TODAY
    collected = Order.objects.exclude(purpose=WITHDRAWAL)
    assert not collected.exclude(state="succeeded").exists()


@pytest.mark.rows("Z-10")
def test_every_case_has_somebody(town: Hall) -> None:
    told = {index: list(accounts_of(town, index)) for index in (SEVERAL, THREE, MOVED, GONE)}
    assert told[SEVERAL] == [(SEALED, BIG), (NORMAL, MIDDLE)]
    assert told[THREE] == [(SEALED, BIG), (SEALED, MIDDLE), (NORMAL, SMALL)]
    assert told[MOVED] == [(NORMAL, MIDDLE)]
    assert told[GONE] == [(SEALED, BIG)]
    assert list(accounts_of(town, RETURNED)) == [(NORMAL, MIDDLE)]
    assert list(accounts_of(town, EMPTY)) == [(MERGED, BIG), (NORMAL, MIDDLE)]
    assert [one["about"] for one in askers_of()] == [
        "可以注册",
        "没有登记手机",
        "已销户，不能注册",
    ]
    kinds = AccountEvent.objects.values_list("kind", flat=True).distinct()
    assert set(kinds) == {"03", "04", "05", "06", "10", FROZEN_BY_COURT}


def test_the_ledger_is_true(town: Hall) -> None:
    assert crooked_entries() == 0
    posted = Remittance.objects.filter(state="posted")
    left = Withdrawal.objects.exclude(booked_on=None)
    left_fen = sum(left.values_list("amount_fen", flat=True))
    came_fen = sum(posted.values_list("total_fen", flat=True))
    assert sum(holdings().values()) == came_fen - left_fen
    withdrawn = Entry.objects.filter(act__startswith="TQ")
    assert Entry.objects.count() - withdrawn.count() == RemittedMonth.objects.count()


def test_july_brings_new_bases_by_roster_and_all_at_once(town: Hall) -> None:
    july = AccountEvent.objects.filter(kind="10", month=Month(2026, 7))
    assert july.filter(employer__name=BIG, source="2026-07 年度调基").count() >= 120
    uploads = Register.objects.filter(month=Month(2026, 7), upload__isnull=False)
    assert set(uploads.values_list("employer__name", "state")) == {
        (MIDDLE, "submitted"),
        (SMALL, "submitted"),
        ("南湾水产演示有限公司", "submitted"),
    }


def test_a_built_town_is_left_as_it_is(town: Hall, built: Built) -> None:
    before = (holdings(), Entry.objects.count(), Register.objects.count())
    teller = build(town, built.rosters)
    assert teller.days == []
    # Broken off just before the last step, everything else is found done.
    BusinessDay.objects.update(day=paid_on(town.months[-1]))
    build(town, built.rosters)
    assert (holdings(), Entry.objects.count(), Register.objects.count()) == before


def test_whoever_is_in_the_book_can_sign_in(town: Hall, built: Built) -> None:
    page = page_of(town, rosters=built.rosters)
    said = {"address": "127.0.0.1", "now": TODAY_AT_NOON}
    for member in page["members"]:
        claim = Claim(name=member["identity_number"], password=member["password"])
        entry = sign_in_member(
            claim=claim, ways=("identity",), coded=False, session="s", **said
        )
        assert entry.member.name == member["name"]
        assert member["accounts"]
    for employer in page["employers"]:
        for agent in employer["agents"]:
            assert isinstance(
                sign_in_agent(
                    number=employer["account"],
                    identity_number=agent["identity_number"],
                    password=agent["password"],
                    today=TODAY,
                    **said,
                ),
                Appointment,
            )
    names = {one["name"] for one in page["members"]}
    assert page["members_not_registered"][0]["about"] == "可以注册"
    assert not names & {one["name"] for one in page["members_not_registered"]}
    [newcomer] = page["employers"][0]["not_registered"]
    assert newcomer["name"] not in {one["name"] for one in page["employers"][0]["agents"]}
    assert {one["role"] for one in page["employers"][1]["agents"]} >= {"agent", "reader"}
    for clerk in page["staff"]:
        half = sign_in_staff(login=clerk["login"], password=clerk["password"], **said)
        code = pyotp.TOTP(clerk["totp_secret"]).at(TODAY_AT_NOON)
        prove_code(half, typed=code, now=TODAY_AT_NOON)
    assert set(page["employers"][0]["rosters"]) == {"xlsx", "xls", "csv"}


def test_half_of_the_players_have_a_card_and_half_of_those_have_bound_it(
    town: Hall, built: Built
) -> None:
    book = page_of(town, rosters=built.rosters)
    told = {each["name"]: each["bank_card"] for each in book["members"] if each["bank_card"]}
    assert len(told) == (len(book["members"]) + 1) // 2
    at_the_bank = dict(built.teller.cards)
    for name, card in told.items():
        assert luhn.is_valid(card["number"])
        assert at_the_bank[card["number"]] == name
    bound = {card["number"] for card in told.values() if card["bound"]}
    bound |= {one["bank_cards"][0]["number"] for one in book["borrowers"]}
    kept = MemberCard.objects.filter(ended_at=None)
    assert {card.number for card in kept} == bound
    assert 0 < sum(card["bound"] for card in told.values()) < len(told)
    for card in kept:
        assert usable_card(member=card.member, now=TODAY_AT_NOON) == card
    stranger = book["strangers_card"]
    assert at_the_bank[stranger["number"]] == stranger["holder"]
    build(town, built.rosters)
    assert MemberCard.objects.count() == len(bound)
