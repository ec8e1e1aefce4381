"""What the agent is asked to check before he submits: nothing is wrong, but it is unusual."""

from anju.contributions.models import Line, Register
from anju.contributions.roster.people import RosterRow

NAMED_MOST = 5
SEALS_USUAL = 10
SEALS_SHARE = 5  # a fifth of those the roster names


def doubt_months(lines: list[Line], people: list[RosterRow], register: Register) -> list[str]:
    """Changed rows that speak of another month than the one in which changes take effect."""
    changed = {line.source_row for line in lines}
    other = [
        row.number
        for row in people
        if row.month and row.month != register.month and row.number in changed
    ]
    if not other:
        return []
    named = "、".join(map(str, other[:NAMED_MOST]))
    more = f" 行等 {len(other)} 行" if len(other) > NAMED_MOST else " 行"
    return [
        f"第 {named}{more}写明的年月不是 {register.month.chinese}。本清册的变更一律自"
        f" {register.month.chinese}起生效；以前月份应缴未缴的，请另办补缴。"
    ]


def doubt_seals(lines: list[Line], named: int) -> list[str]:
    """A roster that leaves out so many that it may hold only those who change."""
    seals = sum(1 for line in lines if line.kind == Line.Kind.SEAL and line.source_row is None)
    if seals <= SEALS_USUAL or seals * SEALS_SHARE <= named:
        return []
    return [
        f"有 {seals:,} 名在册职工不在名单里，已列为封存。如果这份名单只列了有变化的职工，"
        "请作废清册，重新上传并选“只列有变化的职工”。"
    ]
