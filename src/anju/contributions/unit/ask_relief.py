"""缓缴 and 降低缴存比例: vote, reason, months, and what is lowered to (条例第二十条)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from anju.cases.models import Answer, Case
from anju.contributions.models import Relief
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.registers.ratio_fault import ratio_fault
from anju.contributions.reliefs.turn_reliefs import OPEN, pays_now, turn_relief
from anju.contributions.remittances.due import next_month
from anju.contributions.remittances.remit import StillProcessing
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.names import normalise
from anju.ground.percent import format_percent, parse_percent
from anju.people.employers.change_employer import FieldsWrong
from anju.people.models import Employer
from anju.policy.rules import value

VOTERS = ("职工代表大会", "工会")
REASONS = ("连续亏损", "停产半停产", "资金周转严重困难", "受灾", "其他")
WORDS_MOST = 200
Questions = dict[str, tuple[str, Callable[[], tuple[str, str]]]]


class AlreadyRelieved(Refusal):
    code = "contributions.already_relieved"


class WrongHere(Refusal):
    code = "contributions.relief_field_wrong"


def read_deferral(employer: Employer, asked: Mapping[str, str], today: date) -> list[Answer]:
    """What a deferral asks for; raises FieldsWrong, AlreadyRelieved."""
    check_no_other(employer)
    return _read(_common(employer, asked, today))


def read_reduction(employer: Employer, asked: Mapping[str, str], today: date) -> list[Answer]:
    """What a reduction asks for; raises FieldsWrong, AlreadyRelieved."""
    check_no_other(employer)
    questions = _common(employer, asked, today)
    unit, own = asked.get("employer_rate", ""), asked.get("own_rate", "")
    if bounds_for(employer=employer, on=today).ratios_equal:
        own = unit
    return _read(
        {
            **questions,
            "employer_rate": ("降低后单位比例", lambda: _ratio(employer, unit, own, today, 0)),
            "own_rate": ("降低后个人比例", lambda: _ratio(employer, unit, own, today, 1)),
        }
    )


def check_no_other(employer: Employer) -> None:
    """One relief at a time; raises AlreadyRelieved."""
    other = Relief.objects.filter(employer=employer, state__in=OPEN).first()
    if other is not None:
        raise AlreadyRelieved(
            f"贵单位已获批{other.get_kind_display()}（{other.span}），期满后才能再申请。"
        )


def carry_relief(case: Case, today: date, by: str) -> None:
    """Write the approved relief, which begins at once if its first month has come.

    Raises AlreadyRelieved, StillProcessing, and WrongHere when its first month was paid
    meanwhile.
    """
    said = case.values
    employer = Employer.objects.select_for_update(no_key=True, of=("self",)).get(cases=case)
    first, last = Month.parse(said["first_month"]), Month.parse(said["last_month"])
    check_no_other(employer)
    if pays_now(employer):
        raise StillProcessing("该单位有一笔汇缴银行还在处理，请等结果出来后再批准。")
    if first < next_month(employer):
        raise WrongHere(f"{first.chinese}在申请以后已经汇缴，请退回单位改填起始月份。")
    rate = {name: Decimal(said[name]) for name in ("employer_rate", "own_rate") if name in said}
    made = Relief.objects.create(
        number=case.number,
        employer=employer,
        kind=case.kind,
        first_month=first,
        last_month=last,
        reason=f"{said['reason']}：{said['words']}"[:WORDS_MOST],
        voted_on=date.fromisoformat(said["voted_on"]),
        voted_by=said["voted_by"],
        approved_on=today,
        approved_by=by,
        **rate,
    )
    turn_relief(key=made.pk, today=today)


def _common(employer: Employer, asked: Mapping[str, str], today: date) -> Questions:
    def typed(name: str) -> str:
        return normalise(asked.get(name, ""))

    return {
        "voted_by": ("表决机构", lambda: _choice(asked.get("voted_by", ""), VOTERS)),
        "voted_on": ("表决日期", lambda: _vote(typed("voted_on"), today)),
        "reason": ("困难原因", lambda: _choice(asked.get("reason", ""), REASONS)),
        "words": ("情况说明", lambda: _words(asked.get("words", ""))),
        "first_month": ("起始月份", lambda: _first(employer, typed("first_month"))),
        "last_month": (
            "截止月份",
            lambda: _last(typed("first_month"), typed("last_month"), today),
        ),
    }


def _read(questions: Questions) -> list[Answer]:
    answers: list[Answer] = []
    faults: dict[str, str] = {}
    for name, (label, read) in questions.items():
        try:
            kept, shown = read()
        except Refusal as refusal:
            faults[name] = refusal.sentence
        else:
            answers.append(Answer(name, label, kept, shown))
    if faults:
        raise FieldsWrong("有几处填写得不对，没有提交，请按提示修改。", faults=faults)
    return answers


def _choice(text: str, among: tuple[str, ...]) -> tuple[str, str]:
    if text not in among:
        raise WrongHere("请从列表里选择一项。")
    return text, text


def _words(text: str) -> tuple[str, str]:
    told = " ".join(text.split())
    if not told or len(told) > WORDS_MOST - 20:
        raise WrongHere(f"请用不超过 {WORDS_MOST - 20} 个字说明亏损或停产的情况。")
    return told, told


def _vote(text: str, today: date) -> tuple[str, str]:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise WrongHere("请填写表决通过的日期，例如 2026-11-02。") from error
    if day > today:
        raise WrongHere("表决日期不能晚于今天；须先经职工代表大会或工会讨论通过。")
    return day.isoformat(), day.isoformat()


def _first(employer: Employer, text: str) -> tuple[str, str]:
    month = Month.parse(text)
    ahead = next_month(employer)
    if month < ahead:
        raise WrongHere(f"起始月份最早是下一个应缴月份 {ahead.chinese}。")
    return str(month), month.chinese


def _last(first: str, text: str, today: date) -> tuple[str, str]:
    month, opens = Month.parse(text), Month.parse(first)
    most = int(value("contribution.relief_most_months", on=today))
    if not 1 <= month - opens + 1 <= most:
        raise WrongHere(f"截止月份不能早于起始月份，一次最长 {most} 个月。")
    return str(month), month.chinese


def _ratio(employer: Employer, unit: str, own: str, today: date, side: int) -> tuple[str, str]:
    rates = (parse_percent(unit), parse_percent(own))
    now = (employer.employer_rate, employer.own_rate)
    low = value("contribution.reduced_ratio_lower", on=today)
    if rates[side] > now[side] or rates == now:
        raise WrongHere(f"降低后的比例须低于现在的 {format_percent(now[side])}。")
    if rates[side] < low:
        raise WrongHere(f"降低后的比例不能低于 {format_percent(low)}。")
    bounds = bounds_for(employer=employer, on=today).lowered_to(low)
    found = ratio_fault(bounds, *rates)
    if found is not None:
        raise WrongHere(found[1])
    return str(rates[side]), format_percent(rates[side])
