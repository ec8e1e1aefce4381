"""What is wrong with a pair of ratios: bounds, whole percents, equality (domain rule 1.4)."""

from decimal import Decimal

from anju.contributions.registers.bounds import Bounds
from anju.ground.percent import format_percent


def ratio_fault(
    bounds: Bounds, employer_rate: Decimal, own_rate: Decimal
) -> tuple[str, str] | None:
    """The field and the sentence of the first thing that is wrong, or nothing."""
    for side, field, rate, (low, high) in (
        ("单位", "employer_rate", employer_rate, bounds.employer_ratio),
        ("个人", "own_rate", own_rate, bounds.own_ratio),
    ):
        if not low <= rate <= high:
            span = f"{format_percent(low)} 至 {format_percent(high)}"
            return field, f"{side}缴存比例 {format_percent(rate)} 不在 {span} 之间。"
        if bounds.whole_percent and (rate * 100) % 1:
            return field, f"{side}缴存比例须为整数百分点，{format_percent(rate)} 不行。"
    if bounds.ratios_equal and employer_rate != own_rate:
        return "own_rate", "单位与个人缴存比例须相同，请改为一致。"
    return None
