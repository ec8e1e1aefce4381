"""The numbered rules a line of a back payment must meet, each with its sentence (C-38)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from anju.contributions.backpay.amounts import Limits, Part
from anju.contributions.backpay.history import History
from anju.contributions.models import BackPayment, BackPaymentLine, Share
from anju.contributions.registers.checks import Fault
from anju.ground.calendar import Month
from anju.ground.money import format_yuan, share
from anju.people.models import Employer, FundAccount

Kind, WHOLE = BackPayment.Kind, Share.Part.WHOLE
OPEN = {FundAccount.State.NORMAL, FundAccount.State.SEALED, FundAccount.State.FROZEN}


@dataclass(frozen=True)
class Situation:
    """What a line is judged against; `parts` is empty where the months cannot be read."""

    employer: Employer
    kind: BackPayment.Kind
    history: History
    limits: Limits
    parts: Sequence[Part]
    sealed_may_be_paid: bool

    def months(self, line: BackPaymentLine) -> list[Month]:
        """The months a line asks for."""
        return Month.span(line.first_month, line.last_month)


Rule = Callable[[BackPaymentLine, Situation], Fault | None]


def faults_of(line: BackPaymentLine, situation: Situation) -> list[Fault]:
    """What is wrong with a line: all rules about its months, then, where those hold, money."""
    found = [fault for rule in ABOUT_MONTHS if (fault := rule(line, situation))]
    return found or [fault for rule in ABOUT_MONEY if (fault := rule(line, situation))]


def b01_account_is_open(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B01: the account is this employer's and not closed."""
    account = line.account
    if account.employer_id == situation.employer.pk and account.state in OPEN:
        return None
    where = "已转出本单位" if account.state in OPEN else f"已{account.get_state_display()}"
    return Fault("B01", f"这个账户{where}，不能补缴，请移除这一行。", "account")


def b02_in_order(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B02: the months run forward."""
    if line.first_month <= line.last_month:
        return None
    return Fault("B02", "开始年月晚于截止年月，请调换后保存。", "first_month")


def b03_not_ahead(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B03: only months the employer has remitted are paid back; later ones are remitted."""
    paid = situation.employer.paid_through
    if paid is None:
        return Fault("B03", "贵单位还没有汇缴过，应缴的月份请办理汇缴。", "last_month")
    if line.last_month <= paid:
        return None
    return Fault(
        "B03",
        f"贵单位缴至 {paid.chinese}，{paid.next.chinese}及以后属于汇缴，"
        f"截止年月请改为不晚于 {paid.chinese}。",
        "last_month",
    )


def b04_not_before_opening(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B04: no month before the account is due at this employer."""
    first = situation.history.first
    if first is not None and line.first_month >= first:
        return None
    if first is None:
        return Fault("B04", "这个账户在本单位没有起缴月份，请到柜台核对。", "account")
    return Fault(
        "B04",
        f"{line.account.member.name}从 {first.chinese}起在本单位缴存，更早的月份不能补缴，"
        f"开始年月请改为不早于 {first.chinese}。",
        "first_month",
    )


def b05_not_while_sealed(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B05: no month in which the account was sealed, unless the center takes those too."""
    if situation.sealed_may_be_paid:
        return None
    first = situation.history.first
    sealed = [
        month
        for month in situation.months(line)
        if first is not None and month >= first and not situation.history.due_in(month)
    ]
    if not sealed:
        return None
    return Fault(
        "B05",
        f"{_named(sealed)}账户处于封存，不用缴存，请避开这些月份；如属误封，请到柜台更正。",
        "first_month",
    )


def b06_a_month_once(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B06: full for months without a whole share, difference for months with one, each once."""
    paid, months = situation.history.paid, situation.months(line)
    having = {month: paid.get(month, {}) for month in months}
    if situation.kind == Kind.FULL:
        twice = [month for month in months if WHOLE in having[month]]
        words = "已经足额缴存，不能再全额补缴；少缴了的请改用差额补缴。"
        return Fault("B06", f"{_named(twice)}{words}", "first_month") if twice else None
    if situation.kind == Kind.DIFFERENCE:
        bare = [month for month in months if WHOLE not in having[month]]
        if bare:
            words = "还没有缴存，没有差额可补，请改用全额补缴。"
            return Fault("B06", f"{_named(bare)}{words}", "first_month")
        part, words = Share.Part.DIFFERENCE, "已经补过差额"
    else:
        part, words = Share.Part.INDEFINITE, "已经办过不定额补缴"
    twice = [month for month in months if part in having[month]]
    told = f"{_named(twice)}{words}，一个月只能办一次；补错了的请办理错缴更正。"
    return Fault("B06", told, "first_month") if twice else None


def b07_base_of_this_year(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B07: a difference follows the present base, within the year it was set for."""
    year = situation.history.base_year
    if situation.kind != Kind.DIFFERENCE or year is None:
        return None
    opens = Month.of(year.opens)
    if line.first_month >= opens:
        return None
    return Fault(
        "B07",
        f"现在的基数是 {year.chinese}的，差额只能从 {opens.chinese}算起；"
        "更早的月份请用不定额补缴。",
        "first_month",
    )


def b08_rules_are_known(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B08: the limits of every month are on file."""
    unknown = [m for m in situation.months(line) if situation.limits.of(m) is None]
    if not unknown:
        return None
    words = "的缴存标准不在系统中，请到柜台办理。"
    return Fault("B08", f"{_named(unknown)}{words}", "first_month")


def b09_there_is_something(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B09: every month brings something, and takes nothing back."""
    if situation.kind == Kind.INDEFINITE:
        if line.employer_fen + line.own_fen > 0:
            return None
        return Fault("B09", "请填写每月补缴金额，单位、个人至少填一项。", "employer_fen")
    over = [p.month for p in situation.parts if min(p.employer_fen, p.own_fen) < 0]
    if over:
        words = "已缴的比现在的基数应缴的还多，没有差额可补；多缴的请办理错缴更正。"
        return Fault("B09", f"{_named(over)}{words}", "first_month")
    none = [p.month for p in situation.parts if p.total_fen == 0]
    if not none:
        return None
    return Fault("B09", f"{_named(none)}已经缴足，没有可补的金额，请避开。", "first_month")


def b10_within_the_limit(line: BackPaymentLine, situation: Situation) -> Fault | None:
    """B10: with what is paid already, no side of a month passes the month's upper limit."""
    for part in situation.parts:
        bounds = situation.limits.of(part.month)
        if bounds is None:
            continue
        paid = situation.history.paid.get(part.month, {}).values()
        sides = (
            ("单位", part.employer_fen, sum(u for u, _ in paid), bounds.employer_ratio[1]),
            ("个人", part.own_fen, sum(o for _, o in paid), bounds.own_ratio[1]),
        )
        for name, fen, already, upper in sides:
            most = share(bounds.base_cap_fen, upper, bounds.rounding)
            if fen and fen + already > most:
                return Fault(
                    "B10",
                    f"{part.month.chinese}{name}部分连同已缴的共 "
                    f"{format_yuan(fen + already)} 元，"
                    f"超过当月上限 {format_yuan(most)} 元，请改小。",
                    "employer_fen" if name == "单位" else "own_fen",
                )
    return None


def _named(months: Sequence[Month]) -> str:
    """Months in words; of many the first, the last, and how many."""
    if len(months) <= 3:
        return "、".join(month.chinese for month in months)
    return f"{months[0].chinese}至 {months[-1].chinese}中的 {len(months)} 个月"


ABOUT_MONTHS: tuple[Rule, ...] = (
    b01_account_is_open,
    b02_in_order,
    b03_not_ahead,
    b04_not_before_opening,
    b05_not_while_sealed,
    b06_a_month_once,
    b07_base_of_this_year,
    b08_rules_are_known,
)
ABOUT_MONEY: tuple[Rule, ...] = (b09_there_is_something, b10_within_the_limit)
