"""The numbered rules a change must meet; each says what is wrong and what to do, or nothing."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from anju.contributions.models import Line
from anju.contributions.registers.base_year import BaseYear, Earlier
from anju.contributions.registers.bounds import Bounds
from anju.contributions.registers.ratio_fault import ratio_fault
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_mobile, check_name
from anju.ground.money import format_yuan
from anju.ground.percent import format_percent
from anju.people.models import FundAccount

State = FundAccount.State


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a line: which rule, a sentence for people, the field it is in."""

    code: str
    sentence: str
    field: str
    cell: str = ""

    def as_json(self) -> dict[str, str]:
        """The fault as it is kept with its line."""
        return asdict(self)


@dataclass(frozen=True)
class Standing:
    """How the person of a line stands with the center now, and on which terms here."""

    known_name: str = ""
    here_state: str = ""
    base_fen: int | None = None
    employer_rate: Decimal | None = None
    own_rate: Decimal | None = None
    there_state: str = ""
    there_name: str = ""


@dataclass(frozen=True)
class Situation:
    """What a line is judged against."""

    standing: Standing
    bounds: Bounds
    today: date
    month: Month
    ahead: Month
    year: BaseYear
    earlier: Earlier | None


Rule = Callable[[Line, Situation], Fault | None]
AT_HOME = {Line.Kind.UNSEAL, Line.Kind.SEAL, Line.Kind.BASE}
DUES = {Line.Kind.OPEN, Line.Kind.UNSEAL, Line.Kind.BASE, Line.Kind.TRANSFER}

# What to do instead, when the account already stands as the change would make it.
STANDS_OTHERWISE: dict[tuple[str, str], str] = {
    (
        Line.Kind.OPEN,
        State.NORMAL,
    ): "此人在贵单位已有账户，正在正常缴存，不用再开户；要改基数请办理基数调整。",
    (
        Line.Kind.OPEN,
        State.SEALED,
    ): "此人在贵单位已有账户，现为封存，不用再开户，请改办启封。",
    (Line.Kind.UNSEAL, State.NORMAL): "此人的账户正在正常缴存，不需要启封，请移除这一项。",
    (Line.Kind.SEAL, State.SEALED): "此人的账户已经封存，不需要再次封存，请移除这一项。",
    (
        Line.Kind.BASE,
        State.SEALED,
    ): "此人的账户已经封存，不能调整基数；要恢复缴存请办理启封，启封时可填写新的基数。",
    (
        Line.Kind.TRANSFER,
        State.NORMAL,
    ): "此人已经是贵单位的职工，正在正常缴存，不需要转入。",
    (
        Line.Kind.TRANSFER,
        State.SEALED,
    ): "此人的封存账户就在贵单位，不需要转入，请改办启封。",
}


def faults_of(line: Line, situation: Situation) -> list[Fault]:
    """Everything that is wrong with a line, all at once, in the rules' order (C-38, X-33)."""
    found = (rule(line, situation) for rule in RULES)
    return [fault for fault in found if fault is not None]


def r01_person(line: Line, situation: Situation) -> Fault | None:
    """R01: the identity number and the name are possible ones (GB 11643)."""
    try:
        check_identity_number(line.identity_number, today=situation.today)
    except Refusal as refusal:
        return Fault("R01", refusal.sentence, "identity_number")
    try:
        check_name(line.name)
    except Refusal as refusal:
        return Fault("R01", refusal.sentence, "name")
    return None


def r02_mobile(line: Line, situation: Situation) -> Fault | None:
    """R02: a mobile, when given, is a possible one."""
    if not line.mobile:
        return None
    try:
        check_mobile(line.mobile)
    except Refusal as refusal:
        return Fault("R02", refusal.sentence, "mobile")
    return None


def r03_same_person(line: Line, situation: Situation) -> Fault | None:
    """R03: the name is the one on file for this identity number."""
    known = situation.standing.known_name
    if not known or known == line.name:
        return None
    return Fault(
        "R03",
        "该证件号码在中心登记的姓名与填写的姓名不同，请核对身份证；"
        "姓名确有变更的，请本人到柜台办理。",
        "name",
    )


def r04_base(line: Line, situation: Situation) -> Fault | None:
    """R04: the base lies between the year's floor and cap (domain rule 1.4)."""
    if line.kind not in DUES:
        return None
    if line.base_fen is None and line.asked_fen is not None:
        return None  # R11 says which amounts there are
    if line.base_fen is None:
        return Fault("R04", "缺少缴存基数，请填写上年月平均工资。", "base_fen")
    low, high = situation.bounds.base_floor_fen, situation.bounds.base_cap_fen
    if line.base_fen < low:
        limit, way = (
            f"低于本年度下限 {format_yuan(low)} 元",
            f"请改为 {format_yuan(low)} 元以上",
        )
    elif line.base_fen > high:
        limit, way = (
            f"高于本年度上限 {format_yuan(high)} 元",
            f"请按上限 {format_yuan(high)} 元填写",
        )
    else:
        return None
    if line.asked_fen is None:
        said = f"缴存基数 {format_yuan(line.base_fen)} 元{limit}。{way}。"
        return Fault("R04", said, "base_fen")
    said = f"月缴存额 {format_yuan(line.asked_fen)} 元对应的缴存基数是"
    return Fault(
        "R04",
        f"{said} {format_yuan(line.base_fen)} 元，{limit}。请改填与基数上下限相应的月缴存额。",
        "asked_fen",
    )


def r05_ratios(line: Line, situation: Situation) -> Fault | None:
    """R05: both ratios lie in their bounds, whole percents and equal where that is asked."""
    if line.kind not in DUES or line.employer_rate is None or line.own_rate is None:
        return None
    found = ratio_fault(situation.bounds, line.employer_rate, line.own_rate)
    return Fault("R05", found[1], found[0]) if found else None


def r06_nobody_else_pays(line: Line, situation: Situation) -> Fault | None:
    """R06: one active account for a person (条例第十三条)."""
    standing = situation.standing
    if line.kind not in DUES or line.kind == Line.Kind.BASE:
        return None
    if standing.there_state in (State.NORMAL, State.FROZEN):
        return Fault(
            "R06",
            "此人正在其他单位正常缴存，请联系原单位先办理封存，再由贵单位转入。",
            "identity_number",
        )
    return None


def r07_stands_so(line: Line, situation: Situation) -> Fault | None:
    """R07: the account stands as the change needs it, and there is one where it needs one."""
    here = situation.standing.here_state
    if line.kind in AT_HOME and not here:
        return Fault(
            "R07",
            "此人在贵单位没有账户，请核对证件号码；新来的职工请办理开户。",
            "identity_number",
        )
    if line.kind == Line.Kind.TRANSFER and not here and not situation.standing.there_state:
        return Fault("R07", "中心没有此人可以转入的封存账户，请改办开户。", "identity_number")
    if here == State.FROZEN:
        return Fault("R07", "此人的账户已被冻结，暂不能变更，请联系中心柜台。", "kind")
    said = STANDS_OTHERWISE.get((line.kind, here))
    return Fault("R07", said, "kind") if said else None


def r09_really_changes(line: Line, situation: Situation) -> Fault | None:
    """R09: a change changes something (a base "from 1,500 to 1,500" is none)."""
    now = situation.standing
    asked = (line.base_fen, line.employer_rate, line.own_rate)
    if line.kind == Line.Kind.BASE and asked == (now.base_fen, now.employer_rate, now.own_rate):
        return Fault("R09", "无变化：调整后的基数和比例与现在相同，不需要办理。", _asked(line))
    return None


def r11_amount_has_a_base(line: Line, situation: Situation) -> Fault | None:
    """R11: a monthly amount that was given is one to which both rounded sides can come."""
    if line.asked_fen is None or line.base_fen is not None:
        return None
    if line.employer_rate is None or line.own_rate is None:
        return None
    rates = (line.employer_rate, line.own_rate)
    below, above = situation.bounds.monthly_near(line.asked_fen, *rates)
    return Fault(
        "R11",
        f"单位 {format_percent(rates[0])}、个人 {format_percent(rates[1])} 各自取整后，"
        f"月缴存额不会正好是 {format_yuan(line.asked_fen)} 元，最接近的是"
        f" {format_yuan(below)} 元和 {format_yuan(above)} 元，请改填其中一个。",
        "asked_fen",
    )


def r12_base_change_left(line: Line, situation: Situation) -> Fault | None:
    """R12: a base changes only so often in a fund year (X-24)."""
    earlier, year = situation.earlier, situation.year
    if line.kind != Line.Kind.BASE or line.base_fen == situation.standing.base_fen:
        return None
    if earlier is None or earlier.times < year.most:
        return None
    return Fault("R12", f"{year.refusal_for(earlier)}", _asked(line))


def r13_from_the_next_month(line: Line, situation: Situation) -> Fault | None:
    """R13: what ends or changes an account at once counts from the next unpaid month."""
    if line.kind not in (Line.Kind.SEAL, Line.Kind.BASE) or situation.month == situation.ahead:
        return None
    return Fault(
        "R13",
        f"封存和基数调整从下一个应缴月份 {situation.ahead.chinese}起生效，"
        f"不能约定 {situation.month.chinese}；请把清册的生效月份改回，或到时再办。",
        "kind",
    )


RULES: tuple[Rule, ...] = (
    r01_person,
    r02_mobile,
    r03_same_person,
    r04_base,
    r05_ratios,
    r06_nobody_else_pays,
    r07_stands_so,
    r09_really_changes,
    r11_amount_has_a_base,
    r12_base_change_left,
    r13_from_the_next_month,
)


def _asked(line: Line) -> str:
    """The field that was filled in: the base, or the monthly amount from which it follows."""
    return "base_fen" if line.asked_fen is None else "asked_fen"
