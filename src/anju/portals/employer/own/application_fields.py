"""Which questions each application asks, with what was answered and what is wrong."""

from collections.abc import Mapping
from datetime import date

from anju.contributions.registers.bounds import bounds_for
from anju.contributions.remittances.due import next_month
from anju.contributions.unit.ask_closing import REASONS as CLOSING_REASONS
from anju.contributions.unit.ask_relief import REASONS, VOTERS
from anju.contributions.unit.ask_signing import BANKS
from anju.contributions.unit.kinds import PAPERS, Kind
from anju.ground.percent import format_percent
from anju.people.employers.registration_fields import CHOICES, WITH_PROOF, kept
from anju.people.employers.registration_fields import Field as Kept
from anju.people.models import Employer
from anju.policy.rules import value
from anju.portals.shared.fields import Field

LEDES = {
    Kind.REGISTRATION: "只填需要变更的项目；提交后由中心核对证明材料，通过才生效",
    Kind.DEFERRAL: "经营确有困难，职工代表大会或工会讨论通过后申请；缓缴的月份以后须补缴",
    Kind.REDUCTION: "经营确有困难，职工代表大会或工会讨论通过后申请；期满恢复原来的比例",
    Kind.CLOSING: "单位注销、撤销、合并或破产，职工账户都已转移或提取后，申请注销登记",
    Kind.SIGNING: "登记单位自己的银行账户，中心核对后签约；签约后才能预缴和实时结算",
}


def fields_of(
    kind: Kind,
    *,
    employer: Employer,
    asked: Mapping[str, str],
    faults: Mapping[str, str],
    today: date,
) -> list[Field]:
    """The questions of a kind, and the number of each paper it needs."""
    own = {
        Kind.REGISTRATION: _registration,
        Kind.DEFERRAL: _relief,
        Kind.REDUCTION: _reduction,
        Kind.CLOSING: _closing,
        Kind.SIGNING: _signing,
    }[kind](employer, today)
    papers = [
        Field(f"paper_{place}", f"{title}：编号或文号", hint="没有编号的写“无”；原件交柜台核对")
        for place, title in enumerate(PAPERS[kind])
    ]
    return [_filled(field, asked, faults) for field in (*own, *papers)]


def _filled(field: Field, asked: Mapping[str, str], faults: Mapping[str, str]) -> Field:
    answered = {"value": asked.get(field.name, field.value)}
    error = {"error": faults.get(field.name, "")}
    return Field(**{**vars(field), "autocomplete": "off", **answered, **error})


def _registration(employer: Employer, today: date) -> list[Field]:
    fields = []
    for one in WITH_PROOF:
        listed = CHOICES.get(one)
        now = "" if one == Kept.LEGAL_IDENTITY else kept(employer, one)
        fields.append(
            Field(
                one.value,
                str(one.label),
                type="date" if one == Kept.FOUNDED_ON else "text",
                value=now,
                required=False,
                choices=(("", "请选择"), *listed.items()) if listed else (),
            )
        )
    return fields


def _relief(employer: Employer, today: date) -> list[Field]:
    most = int(value("contribution.relief_most_months", on=today))
    ahead = next_month(employer)
    months = tuple((str(ahead + step), (ahead + step).chinese) for step in range(24))
    return [
        Field("voted_by", "表决机构", choices=_listed(VOTERS)),
        Field("voted_on", "表决通过日期", type="date"),
        Field("reason", "困难原因", choices=_listed(REASONS)),
        Field("words", "情况说明", hint="亏损金额、停产时间等，不超过 180 个字"),
        Field("first_month", "起始月份", choices=months, hint="最早是下一个应缴月份"),
        Field("last_month", "截止月份", choices=months, hint=f"一次最长 {most} 个月"),
    ]


def _reduction(employer: Employer, today: date) -> list[Field]:
    low = format_percent(value("contribution.reduced_ratio_lower", on=today))
    equal = bounds_for(employer=employer, on=today).ratios_equal
    sides = [("employer_rate", "降低后单位比例（%）", employer.employer_rate)]
    if not equal:
        sides.append(("own_rate", "降低后个人比例（%）", employer.own_rate))
    rates = [
        Field(
            name,
            label,
            inputmode="decimal",
            extra="w-month",
            hint=f"现在 {format_percent(now)}，最低 {low}"
            + ("；个人比例相同" if equal else ""),
        )
        for name, label, now in sides
    ]
    return [*_relief(employer, today), *rates]


def _closing(employer: Employer, today: date) -> list[Field]:
    return [Field("because", "销户原因", choices=tuple(CLOSING_REASONS.items()))]


def _signing(employer: Employer, today: date) -> list[Field]:
    return [
        Field("bank", "开户银行", choices=_listed(BANKS)),
        Field("account", "银行账号", inputmode="numeric", hint=f"户名须是“{employer.name}”"),
    ]


def _listed(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)
