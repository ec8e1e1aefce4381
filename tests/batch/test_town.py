"""The demo town: the same every time, and gone on with where it was broken off."""

from pathlib import Path

import pytest
from django.db import transaction
from tests.people_of_the_town import FakeBank

from anju.batch.town import change, players
from anju.batch.town.agents import NEWCOMER
from anju.batch.town.pay import noon
from anju.batch.town.persons import RARE_NAMES, joined_as, person
from anju.batch.town.plan import OUTSIDERS, ROOM, TODAY, halls
from anju.centers.clock.day import business_day
from anju.contributions.models import Prepayment, Remittance
from anju.ground.identity import check_identity_number, check_mobile
from anju.ground.names import check_name
from anju.identity.models import Credential
from anju.people.models import Appointment, FundAccount
from batch.small_town import build, crooked_entries, holdings, small_hall, step_back

BIG, MIDDLE, SMALL = "申城纺织演示有限公司", "浉河茶业演示有限公司", "鸡公山旅行社有限公司"
NORMAL, SEALED, MERGED = "01", "02", "03"
FROZEN_BY_COURT = "14"
TODAY_AT_NOON = noon(TODAY)


@pytest.fixture(autouse=True)
def quick(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANJU_UPLOADS = tmp_path / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(change, "BY_ROSTER_MOST", 100)


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
