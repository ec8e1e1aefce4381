"""Invented people, the same ones at every run: names, identity numbers, mobiles, wages."""

from collections.abc import Iterator
from dataclasses import dataclass

from anju.ground.digits import (
    credit_check_digit,
    identity_check_digit,
    organisation_check_digit,
)

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = "安居乐业海宁春晓明远建国志强秀英文博雨桐子涵嘉怡思源永康"


@dataclass(frozen=True)
class Person:
    """Somebody on a payroll; the monthly wage (缴存基数) in fen."""

    name: str
    identity_number: str
    mobile: str
    base_fen: int


def people(count: int, *, since: int = 0) -> Iterator[Person]:
    """So many people, nobody twice; `since` says how many came before."""
    for number in range(since, since + count):
        day, order = divmod(number, 900)
        year, month = divmod(day, 336)
        born = f"{1966 + year}{month // 28 + 1:02d}{month % 28 + 1:02d}"
        first_17 = f"411502{born}{order + 100}"
        yield Person(
            name=SURNAMES[number % 30] + GIVEN[number // 30 % 27] + GIVEN[number // 810 % 27],
            identity_number=first_17 + identity_check_digit(first_17),
            mobile=f"138{number:08d}",
            base_fen=300_000 + number * 7_919 % 1_500_000,
        )


def credit_code(number: int) -> str:
    """An invented organisation's unified social credit code."""
    first_8 = f"MA{number:06d}"
    first_17 = "91411500" + first_8 + organisation_check_digit(first_8)
    return first_17 + credit_check_digit(first_17)
