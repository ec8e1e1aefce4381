"""The invented people of the town: each follows from the hall and a number alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from anju.batch.town.plan import ROOM, Hall
from anju.ground.invented import make_identity_number, make_mobile

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
)
LONG_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟")
FIRST_GIVEN = "建国志文海晓明玉春秀丽桂红金永华伟俊子雨思嘉佳欣梓浩宇一泽博若诗雅静婉清安怀景承"
LAST_GIVEN = "军华平英芳敏强磊洋艳勇娟涛超霞刚燕玲辉鹏洁倩宁轩怡彤萱涵瑞琪雯琳昊然辰睿哲源远川"
# Names that many systems spoil: long ones with ·, and characters outside the old tables.
RARE_NAMES = (
    "阿依古丽·买买提江", "迪丽努尔·艾合买提", "尼玛·扎西次仁", "阿苏·木嘎惹哈",
    "王䶮", "陈㛃", "李𣲗", "赵𬍛", "周喆堃", "欧阳䴖",
)  # fmt: skip
BORN_FROM = date(1966, 1, 1)
DAYS = 13_500


@dataclass(frozen=True)
class Person:
    """Somebody of the town, with the base in fen he or she starts with."""

    name: str
    identity_number: str
    mobile: str
    base_fen: int


def person(hall: Hall, index: int) -> Person:
    """The person of that number; numbers under 13,500 never share a date of birth."""
    chance = Random(f"{hall.code}/{index}")
    born_on = BORN_FROM + timedelta(days=index * 7919 % DAYS)
    return Person(
        name=_name(chance, index),
        identity_number=make_identity_number(hall.region, born_on, _order(chance)),
        mobile=make_mobile(hall.number * 10_000_000 + index),
        base_fen=_base_fen(chance, hall, index),
    )


def joined_as(firm_key: str, place: int) -> int:
    """The number of the place-th person who ever joined a firm."""
    return ROOM[firm_key] + place


def _order(chance: Random) -> int:
    """Never one that ends in 00: a number with 000 at its end looks cut by a spreadsheet."""
    return chance.randrange(10) * 100 + 1 + chance.randrange(99)


def _name(chance: Random, index: int) -> str:
    if 20 <= index < 20 + len(RARE_NAMES):
        return RARE_NAMES[index - 20]
    surname = chance.choice(SURNAMES)
    if chance.randrange(400) == 0:
        surname = chance.choice(LONG_SURNAMES)
    given = chance.choice(LAST_GIVEN)
    if chance.randrange(5):
        given = chance.choice(FIRST_GIVEN) + given
    return surname + given


def _base_fen(chance: Random, hall: Hall, index: int) -> int:
    """Most earn little, a few much; the first of all stands at the cap."""
    if index in hall.bases:
        return hall.bases[index]
    if index == 0:
        return 2_869_200
    yuan = 3000 + chance.randrange(5200)
    if chance.randrange(4) == 0:
        yuan += chance.randrange(12_000)
    return yuan * 100
