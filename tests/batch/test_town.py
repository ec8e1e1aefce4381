"""The demo town: the same every time, true to the fen, and never built twice."""

from pathlib import Path

import pyotp
import pytest
from django.db import connection, transaction
from stdnum import luhn
from tests.people_of_the_town import FakeBank

from anju.batch.town import change, players
from anju.batch.town.agents import NEWCOMER
from anju.batch.town.askers import askers_of
from anju.batch.town.book import page_of
from anju.batch.town.history import paid_on
from anju.batch.town.pay import noon
from anju.batch.town.persons import RARE_NAMES, joined_as, person
from anju.batch.town.plan import OUTSIDERS, ROOM, TODAY, Hall, halls
from anju.batch.town.stories import EMPTY, GONE, MOVED, RETURNED, SEVERAL, THREE
from anju.centers.clock.day import business_day
from anju.centers.clock.models import BusinessDay
from anju.contributions.models import Prepayment, Register, Remittance, RemittedMonth
from anju.ground.calendar import Month
from anju.ground.identity import check_identity_number, check_mobile
from anju.ground.names import check_name
from anju.identity.claims import Claim
from anju.identity.employers.sign_in import sign_in_agent
from anju.identity.models import Credential
from anju.identity.sign_in import sign_in_member
from anju.identity.sign_in_staff import prove_code, sign_in_staff
from anju.ledger.models import Entry
from anju.payments.cards.usable_card import usable_card
from anju.payments.models import MemberCard, Order
from anju.people.models import AccountEvent, Appointment, Employer, FundAccount
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.pay import PURPOSE as WITHDRAWAL
from batch.small_town import accounts_of, build, holdings, small_hall, step_back

BIG, MIDDLE, SMALL = "申城纺织演示有限公司", "浉河茶业演示有限公司", "鸡公山旅行社有限公司"
NORMAL, SEALED, MERGED = "01", "02", "03"
FROZEN_BY_COURT = "14"
TODAY_AT_NOON = noon(TODAY)


@pytest.fixture(autouse=True)
def quick(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANJU_UPLOADS = tmp_path / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(change, "BY_ROSTER_MOST", 100)


@pytest.fixture
def town(xinyang, tmp_path: Path) -> Hall:
    hall = small_hall("xinyang")
    step_back()
    build(hall, tmp_path)
    return hall


def crooked_entries() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT entry_id FROM ledger_posting"
            " GROUP BY entry_id HAVING sum(amount_fen) <> 0) AS crooked"
        )
        return int(cursor.fetchone()[0])


def test_people_are_the_same_every_time_and_could_exist() -> None:
    hall = halls()[0]
    everybody = [person(hall, index) for index in range(OUTSIDERS + 200)]
    assert person(halls()[0], 4711) == everybody[4711]
    assert len({one.identity_number for one in everybody}) == len(everybody)
    for one in everybody[::97] + everybody[20 : 20 + len(RARE_NAMES)]:
        assert check_identity_number(one.identity_number, today=TODAY)
        assert check_mobile(one.mobile) == one.mobile
        assert check_name(one.name) == one.name


def test_no_two_firms_share_people() -> None:
    starts = sorted(ROOM.values())
    for hall in halls():
        for firm in hall.firms:
            ends = [start for start in [*starts, OUTSIDERS] if start > ROOM[firm.key]]
            assert ROOM[firm.key] + firm.heads <= min(ends)


def test_a_town_cut_off_while_passwords_are_given_is_finished_by_the_next_start(
    xinyang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(Exception):
        """What stops a town in the middle."""

    def cut(**_: object) -> None:
        raise PowerCut

    hall = small_hall("xinyang")
    step_back()
    with monkeypatch.context() as broken:
        broken.setattr(players, "give_keys", cut)
        with pytest.raises(PowerCut):
            build(hall, tmp_path)
    assert not Credential.objects.exists()
    assert not Appointment.objects.filter(agent__name=NEWCOMER).exists()
    build(hall, tmp_path)
    assert Appointment.objects.filter(agent__name=NEWCOMER).count() == 1
    assert Credential.objects.filter(holder=Credential.Holder.STAFF).exists()


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


def test_a_built_town_is_left_as_it_is(town: Hall, tmp_path: Path) -> None:
    before = (holdings(), Entry.objects.count(), Register.objects.count())
    teller = build(town, tmp_path)
    assert teller.days == []
    # Broken off just before the last step, everything else is found done.
    BusinessDay.objects.update(day=paid_on(town.months[-1]))
    build(town, tmp_path)
    assert (holdings(), Entry.objects.count(), Register.objects.count()) == before


def test_a_build_that_fell_in_the_middle_goes_on_where_it_stopped(
    xinyang, tmp_path: Path
) -> None:
    class FallingBank(FakeBank):
        def send(self, instruction):
            if len(self.taken) == 9:
                raise KeyboardInterrupt
            return super().send(instruction)

    hall = small_hall("xinyang")
    step_back()
    undisturbed = transaction.savepoint()
    build(hall, tmp_path)
    expected = holdings()
    transaction.savepoint_rollback(undisturbed)
    with pytest.raises(KeyboardInterrupt):
        build(hall, tmp_path, bank=FallingBank())
    assert business_day() < TODAY
    build(hall, tmp_path)
    assert holdings() == expected
    assert crooked_entries() == 0


def test_whoever_is_in_the_book_can_sign_in(town: Hall, tmp_path: Path) -> None:
    page = page_of(town, rosters=tmp_path)
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


@pytest.mark.rows("Z-31", "Z-32")
def test_the_figures_of_the_manual_stand_in_zaozhuang(zaozhuang, tmp_path: Path) -> None:
    hall = small_hall("zaozhuang")
    step_back()
    build(hall, tmp_path)
    number = person(hall, joined_as("small", 0)).identity_number
    account = FundAccount.objects.get(member__identity_index=number)
    assert (account.base_fen, account.employer_fen, account.own_fen) == (
        180_800,
        18_080,
        18_080,
    )
    assert holdings()[number] == 6 * 2 * 18_080


def test_who_pays_ahead_has_next_month_lie_ready(xinyang, tmp_path: Path) -> None:
    hall = small_hall("chuxiong")
    step_back()
    teller = build(hall, tmp_path)
    hotel = Prepayment.objects.filter(employer__name="恐龙谷酒店演示有限公司", state="posted")
    assert hotel.count() == 2 * 7
    library = Prepayment.objects.filter(employer__name="州文化馆演示单位", state="posted")
    assert library.filter(way="cheque").count() == len(teller.cheques) == 6
    paid = Remittance.objects.filter(method="prepayment", state="posted")
    assert paid.count() == 2 * 6


def test_half_of_the_players_have_a_card_and_half_of_those_have_bound_it(
    xinyang, tmp_path: Path
) -> None:
    hall = small_hall("xinyang")
    step_back()
    teller = build(hall, tmp_path)
    book = page_of(hall, rosters=tmp_path)
    told = {each["name"]: each["bank_card"] for each in book["members"] if each["bank_card"]}
    assert len(told) == (len(book["members"]) + 1) // 2
    at_the_bank = dict(teller.cards)
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
    build(hall, tmp_path)
    assert MemberCard.objects.count() == len(bound)
