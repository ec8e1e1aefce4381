"""What the demo town is: five halls, and in each the employers whose history is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from anju.ground.calendar import Month
from anju.ground.invented import make_credit_code

FIRST, LAST = Month(2024, 11), Month(2026, 10)
OPENED_ON = date(2024, 10, 15)
TODAY = date(2026, 11, 18)
TWELVE, TEN, EIGHT, SEVEN = (Decimal(rate) for rate in ("0.12", "0.10", "0.08", "0.07"))
# Persons of an employer are numbered from here on, in the order in which they join.
ROOM = {"big": 0, "middle": 7000, "small": 7600, "arrears": 7700, "new": 7800}
ROOM |= {"prepays": 7900, "treasury": 8000}
OUTSIDERS = 8200


@dataclass(frozen=True)
class Firm:
    """An employer of the town; `heads` is how many pay on the first day."""

    key: str
    name: str
    heads: int
    special: str
    payday: int
    rates: tuple[Decimal, Decimal]
    first_month: Month = FIRST
    founded_on: date = OPENED_ON
    signed: bool = True
    unpaid_months: int = 0
    # Pays ahead and then out of its prepayment account, perhaps with a treasury cheque in it.
    prepays: bool = False
    treasury: bool = False


@dataclass(frozen=True)
class Hall:
    """A center of the town: where its people are registered, and its employers."""

    code: str
    number: int
    region: str
    firms: tuple[Firm, ...]
    months: tuple[Month, ...] = tuple(Month.span(FIRST, LAST))
    bases: Mapping[int, int] = field(default_factory=dict)
    # How many alike withdrawals wait at the center's desk besides those of the cast.
    crowd: int = 0

    def firm(self, key: str) -> Firm:
        """The employer of that key; raises StopIteration when the hall has none."""
        return next(firm for firm in self.firms if firm.key == key)

    def credit_code(self, firm: Firm) -> str:
        """The firm's unified social credit code, by which its employer is found again."""
        return make_credit_code(self.number * 1000 + self._place(firm), region=self.region)

    def bank_account(self, firm: Firm) -> str:
        """The firm's account at the bank."""
        return f"{self.region}0200{self.number}{self._place(firm):08d}"

    def stage(self, number: int) -> Month:
        """The month in which the first, second or third act of the stories is played."""
        return self.months[len(self.months) * number // 4]

    def _place(self, firm: Firm) -> int:
        return list(ROOM).index(firm.key) + 1


def _hall(
    number: int,
    code: str,
    region: str,
    names: str,
    *,
    rates: dict[str, tuple[Decimal, Decimal]] | None = None,
) -> Hall:
    """Leavers and joiners of the stories bring the first three to 5,000, 300 and 5 heads."""
    big, middle, small, arrears, new = names.split()
    paid = {"big": (TWELVE, TWELVE), "middle": (TEN, TEN), "small": (EIGHT, EIGHT)}
    paid |= rates or {}
    firms = (
        Firm("big", big, 5004, "big", 10, paid["big"]),
        Firm("middle", middle, 296, "middle", 15, paid["middle"]),
        Firm("small", small, 4, "small", 8, paid["small"]),
        Firm("arrears", arrears, 18, "arrears", 12, (EIGHT, EIGHT), unpaid_months=3),
        Firm(
            "new", new, 6, "unsigned", 10, (TEN, TEN),
            first_month=LAST.next, founded_on=date(2026, 10, 12), signed=False,
        ),
    )  # fmt: skip
    return Hall(code, number, region, firms)


def halls() -> tuple[Hall, ...]:
    """The five halls of the town."""
    ningbo = _hall(
        1, "ningbo", "330203",
        "甬城精密机械有限公司 四明山建设集团有限公司 月湖书店有限公司"
        " 三江口物流演示有限公司 慈城食品演示有限公司",
    )  # fmt: skip
    jian = _hall(
        2, "jian", "360802",
        "庐陵电子科技演示有限公司 白鹭洲茶业有限公司 吉州窑文化传播有限公司"
        " 赣江航运演示有限公司 青原陶瓷演示有限公司",
    )  # fmt: skip
    chuxiong = _hall(
        3, "chuxiong", "532301",
        "彝州装备制造有限公司 鹿城医药演示有限公司 紫溪山旅行社有限公司"
        " 龙川江建材有限公司 太阳历文化演示有限公司",
    )  # fmt: skip
    hotel = Firm(
        "prepays", "恐龙谷酒店演示有限公司", 40, "prepays", 10, (TEN, TEN), prepays=True
    )
    library = Firm(
        "treasury", "州文化馆演示单位", 24, "treasury", 10, (TWELVE, TWELVE),
        prepays=True, treasury=True,
    )  # fmt: skip
    xinyang = _hall(
        4, "xinyang", "411502",
        "申城纺织演示有限公司 浉河茶业演示有限公司 鸡公山旅行社有限公司"
        " 南湾水产演示有限公司 平桥石材演示有限公司",
    )  # fmt: skip
    zaozhuang = _hall(
        5, "zaozhuang", "370402",
        "台儿庄运河重工有限公司 薛城煤化演示有限公司 榴园印刷演示有限公司"
        " 微山湖渔业演示有限公司 峄城石榴演示有限公司",
        rates={"big": (TWELVE, SEVEN), "middle": (TWELVE, SEVEN), "small": (TEN, TEN)},
    )  # fmt: skip
    return (
        replace(ningbo, crowd=20),
        jian,
        replace(chuxiong, firms=(*chuxiong.firms, hotel, library)),
        xinyang,
        # 1,808.00 at 10 % gives 180.80: the figures of that city's own manual (Z-31, Z-32).
        replace(zaozhuang, bases={ROOM["small"]: 180_800}),
    )
