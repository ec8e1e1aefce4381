"""Sets a remittance's list of people (汇缴清册) as A4 landscape pages with totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from anju.documents.typesetter import Typesetter, typesetter
from anju.ground.calendar import Month
from anju.ground.masks import mask_identity
from anju.ground.money import format_yuan

COLUMNS = (
    "序号",
    "个人账号",
    "姓名",
    "证件号码",
    "缴存基数（元）",
    "单位部分（元）",
    "个人部分（元）",
    "合计（元）",
)
# What fits between head and foot of roster.typ, the two lines of totals taken off.
ROWS_A_PAGE = 26
NAME_FITS = 14


class RosterLine(NamedTuple):
    """One person of the month; amounts are fen, the identity number is masked when shown."""

    account: str
    name: str
    identity: str
    base_fen: int
    employer_fen: int
    own_fen: int


@dataclass(frozen=True, kw_only=True)
class RosterSheet:
    """The list of one remittance for one month."""

    hall: str
    employer_name: str
    employer_account: str
    month: Month
    number: str
    lines: Sequence[RosterLine]
    title: str = "汇缴清册"
    footnote: str = "本清册由系统出具，金额单位为元。"


def render_roster(roster: RosterSheet, *, now: datetime, by: Typesetter | None = None) -> bytes:
    """Set the list as PDF: the head on every page, a total for each page and one for all.

    5,000 people take about 0.6 s and 100 MB; hand more than 20,000 to a job. A name that does
    not fit is cut with an ellipsis; the account number beside it is always whole.
    """
    total = f"总计　{len(roster.lines):,} 人"
    return (by or typesetter()).typeset(
        "roster.typ",
        {
            "hall": roster.hall,
            "title": roster.title,
            "employer": f"{roster.employer_name}（{roster.employer_account}）",
            "month": str(roster.month),
            "number": roster.number,
            "columns": COLUMNS,
            "pages": list(_pages(roster.lines)),
            "label": total,
            "sums": _sums(roster.lines),
            "footnote": roster.footnote,
        },
        now=now,
        tagged=False,
    )


def _pages(lines: Sequence[RosterLine]) -> Iterator[dict[str, object]]:
    for start in range(0, max(len(lines), 1), ROWS_A_PAGE):
        page = lines[start : start + ROWS_A_PAGE]
        yield {
            "lines": [_cells(start + at, line) for at, line in enumerate(page, 1)],
            "label": f"本页合计　{len(page)} 人",
            "sums": _sums(page),
        }


def _cells(place: int, line: RosterLine) -> list[str]:
    return [
        str(place),
        line.account,
        _short(line.name),
        mask_identity(line.identity),
        format_yuan(line.base_fen),
        format_yuan(line.employer_fen),
        format_yuan(line.own_fen),
        format_yuan(line.employer_fen + line.own_fen),
    ]


def _short(name: str) -> str:
    # A line break in a name would push every name below it one row down.
    plain = " ".join(name.split())
    return plain if len(plain) <= NAME_FITS else f"{plain[: NAME_FITS - 1]}…"


def _sums(lines: Sequence[RosterLine]) -> list[str]:
    employer_fen = sum(line.employer_fen for line in lines)
    own_fen = sum(line.own_fen for line in lines)
    return [format_yuan(fen) for fen in (employer_fen, own_fen, employer_fen + own_fen)]
