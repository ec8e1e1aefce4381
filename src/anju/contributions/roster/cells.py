"""Cells as people and spreadsheets fill them, read into exact values or a reason why not."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from anju.contributions.roster.workbook import Broken
from anju.ground.calendar import BadMonth, Month
from anju.ground.money import BadAmount, parse_loose_yuan, parse_yuan

EXACT_INTEGER_BELOW = 10**15  # a spreadsheet keeps 15 digits of a number
NOT_NUMBERS = (bool, date, time, timedelta)
BLANKS = frozenset({"", "-", "--", "—", "——", "/", "无", "空", "N/A", "null"})
_RATIO = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)(%?)", re.ASCII)
_LEAVING = re.compile("离职|封存|退休|死亡|调出|辞职|辞退|停缴|减员|减少|解除|转出")
# 202501, 2025-1, 2025/01, 2025.01, 2025年1月, each perhaps with a day behind it.
_MONTH = re.compile(
    r"(\d{4})(?:(\d{2})(?:\d{2})?|[-/.年](\d{1,2})(?:[-/.月]\d{1,2}日?|[-/.月]?))"
)
_WRAPPED = re.compile(r'="?([^"]*)"?')


class Wrong(NamedTuple):
    """Why a cell could not be read."""

    code: str
    sentence: str


def cell_text(cell: object) -> str:
    """The text of a cell: spaces of every kind gathered into one, whole numbers without .0."""
    if isinstance(cell, str):
        text = " ".join(cell.split())
        if text[:1] in ("=", "'") and (wrapped := _WRAPPED.fullmatch(text.lstrip("'"))):
            return wrapped[1].strip()
        return text.lstrip("'")
    if isinstance(cell, Broken) or cell is None:
        return ""
    if isinstance(cell, (int, *NOT_NUMBERS)):
        return str(cell)
    # The 15 digits that a spreadsheet shows, so without binary noise.
    return format(cell, ".15g")


def broken_sentence(cell: Broken, label: str) -> Wrong:
    """What to do about an error value, or about a formula without a result."""
    if cell.what:
        return Wrong(
            "error_value", f"{label}是公式错误（{cell.what}），请改正公式或直接填写结果。"
        )
    return Wrong(
        "formula_not_calculated",
        f"{label}的公式没有计算结果，请用 Excel 或 WPS 打开并保存一次，或直接填写结果。",
    )


def read_amount(cell: object, label: str) -> int | Wrong | None:
    """An amount in fen above zero, nothing rounded; None for an empty cell."""
    try:
        if isinstance(cell, str):
            text = cell_text(cell)
            return None if text in BLANKS else parse_loose_yuan(text)
        if isinstance(cell, Broken):
            return broken_sentence(cell, label)
        if isinstance(cell, NOT_NUMBERS):
            return Wrong("amount_characters", f"{label}不是金额，请填写数字，例如 1234.50。")
        return None if cell is None else parse_yuan(_plain_number(cell))
    except BadAmount as refusal:
        return Wrong(f"amount_{refusal.detail['reason']}", f"{label}：{refusal.sentence}")


def _plain_number(number: object) -> str:
    """A number as digits and a point; out of every range, something as far out of it."""
    text = format(number, ".15g")
    if "e" in text:
        return "9" * 20 if "e+" in text else "0.001"
    return text


def read_ratio(cell: object, label: str) -> Decimal | Wrong | None:
    """A ratio as a fraction: “12%”, 0.12 and 12 are all 0.12; None for an empty cell.

    From 1 upwards a plain number is taken as percent.
    """
    if isinstance(cell, Broken):
        return broken_sentence(cell, label)
    text = unicodedata.normalize("NFKC", cell_text(cell)).replace(" ", "")
    if text in BLANKS:
        return None
    found = _RATIO.fullmatch(text)
    if found is None:
        return Wrong("ratio_form", f"{label}无法识别，请填写百分数，例如 12%。")
    ratio = Decimal(found[1])
    if found[2] or ratio >= 1:
        ratio /= 100
    if ratio > 1:
        return Wrong("ratio_form", f"{label}超过 100%，请核对后填写，例如 12%。")
    if ratio != ratio.quantize(Decimal("0.0001")):
        return Wrong("ratio_decimals", f"{label}最多精确到 0.01%，请核对后填写，例如 12%。")
    return ratio.normalize()


def read_month(cell: object, label: str) -> Month | Wrong | None:
    """A month in every habit: 202501, 2025-01, 2025/1, 2025年1月, or a day; None if empty.

    A plain number with a point is not read: 2025.1 may be January or October.
    """
    if isinstance(cell, Broken):
        return broken_sentence(cell, label)
    if isinstance(cell, (datetime, date)):
        cell = f"{cell:%Y%m}"
    text = unicodedata.normalize("NFKC", cell_text(cell)).replace(" ", "")
    if text in BLANKS:
        return None
    found = _MONTH.fullmatch(text.partition("00:00")[0])
    if found is None or (not isinstance(cell, str) and "." in text):
        return Wrong("month_form", f"{label}无法识别，请按年月填写，例如 202501。")
    try:
        return Month.parse(f"{found[1]}{found[2] or found[3].zfill(2)}")
    except (BadMonth, ValueError):
        return Wrong("month_form", f"{label}没有这个月份，请填写年月，例如 202501。")


def read_leaving(status: str) -> bool:
    """Whether a status says that somebody no longer pays here."""
    return _LEAVING.search(status) is not None
