"""A profile with a mistake is refused by file and key, and nothing starts with it."""

from datetime import date
from pathlib import Path

import pytest

from anju.ground.money import Rounding
from anju.policy.load import load_profiles
from anju.policy.read import ProfileError

TODAY = date(2026, 11, 21)


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_city_overrides_the_nation_from_its_first_day(nation: Path) -> None:
    ningbo = load_profiles(nation)["ningbo"]
    key = "contribution.base_floor_fen"
    assert ningbo.value(key, on=date(2025, 6, 30)) == 218_000
    assert ningbo.value(key, on=date(2025, 7, 1)) == 266_000


def test_the_nation_speaks_where_the_city_is_silent(nation: Path) -> None:
    ningbo = load_profiles(nation)["ningbo"]
    assert ningbo.value("contribution.rounding", on=TODAY) is Rounding.HALF_UP_YUAN


def test_the_nation_itself_is_no_center(nation: Path) -> None:
    assert list(load_profiles(nation)) == ["ningbo"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("contribution", "contribution.rounding:", "contribution.roundings:", "no such key"),
        ("contribution", "contribution.rounding:", "interest.rounding:", "does not belong"),
        (
            "contribution",
            ', reference: "多数城市要求两者一致"',
            "",
            "reference: Field required",
        ),
        ("contribution", '"多数城市要求两者一致"', '""', "reference: String should have"),
        ("contribution", "  checked_on: 2026-11-21\n", "", "checked_on: Field required"),
        ("contribution", "  label: 缴存基数上限\n", "", "label: Field required"),
        ("contribution", "  unit: fen\n", "", "unit: Field required"),
        ("contribution", "  unit: fen\n", "  unit: fen\n  note: x\n", "note: Extra inputs"),
        ("contribution", "value: 2869200", 'value: "2869200"', "valid integer"),
        ("contribution", "value: 2869200", "value: -1", "greater than 0"),
        ("contribution", "value: 2869200", "value: 28692.00", "in quotes"),
        ("contribution", '"0.05"', "0.05", "in quotes"),
        ("contribution", '"0.05"', '"5"', "between 0 and 1"),
        ("contribution", '"0.05"', '"five"', "between 0 and 1"),
        ("contribution", "HALF_UP_YUAN", "HALF_DOWN", "no such rounding"),
        ("contribution", "value: true", 'value: "yes"', "valid boolean"),
        ("contribution", "value: base,", "value: wage,", "Input should be 'base'"),
        ("contribution", "2024-07-01:", "2023-07-01:", "stands twice"),
        ("contribution", "2024-07-01:", "2024-07-02:", "from 2024-07-01 is missing"),
        ("contribution", "2024-07-01:", "soon:", "valid date"),
        ("item", "    2023-07-01:", "    2023-07-02:", "nothing holds from 2023-07-01"),
        ("item", '"17:30"', "17:30", "hours and minutes"),
        ("item", '"17:30"', '"08:30"', "later than opens"),
        ("item", "channel: wechat", "channel: fax", "Input should be 'counter'"),
        ("ledger", "ledger.bucket_order:", "", "label: does not belong"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(
    nation: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(nation / "national" / f"{file}.yaml", old, new)
    with pytest.raises(ProfileError, match=told) as refused:
        load_profiles(nation)
    assert str(nation) in str(refused.value)


def test_a_key_nobody_gives_a_value_is_missed(nation: Path) -> None:
    (nation / "ningbo" / "bank.yaml").unlink()
    with pytest.raises(ProfileError, match=r"bank\.collection_account: has no value"):
        load_profiles(nation)


def test_a_floor_above_the_cap_makes_no_sense(nation: Path) -> None:
    spoil(nation / "ningbo" / "contribution.yaml", "value: 266000", "value: 2869201")
    with pytest.raises(ProfileError, match=r"above contribution\.base_cap_fen on 2025-07-01"):
        load_profiles(nation)


def test_two_branches_do_not_share_a_code(nation: Path) -> None:
    spoil(nation / "ningbo" / "hall.yaml", 'code: "02"', 'code: "01"')
    with pytest.raises(ProfileError, match="a code stands twice"):
        load_profiles(nation)


def test_without_a_nation_there_is_nothing_to_stand_on(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="no folder national"):
        load_profiles(tmp_path)


def test_broken_yaml_names_its_file(nation: Path) -> None:
    (nation / "ningbo" / "bank.yaml").write_text("bank.x: [", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"bank\.yaml"):
        load_profiles(nation)


def test_a_key_stands_in_one_file_of_a_folder(nation: Path) -> None:
    text = (nation / "ningbo" / "item.yaml").read_text(encoding="utf-8")
    (nation / "ningbo" / "item.more.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match="stands in another file as well"):
        load_profiles(nation)
