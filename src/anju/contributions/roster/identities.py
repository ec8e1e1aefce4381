"""Who a person is, from cells: name, identity number, mobile, account, status."""

import re
from collections.abc import Callable
from datetime import date
from typing import cast

from anju.contributions.roster.cells import (
    BLANKS,
    EXACT_INTEGER_BELOW,
    NOT_NUMBERS,
    Wrong,
    broken_sentence,
    cell_text,
)
from anju.contributions.roster.header_words import LABELS
from anju.contributions.roster.workbook import Broken
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_mobile, check_name, normalise

# A name that check_name would give back unchanged; nearly all are of this shape.
_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_MOBILE_DRESS = re.compile(r"^\+?86(?=1\d{10}$)|-")
_ACCOUNT = re.compile(r"[0-9A-Za-z-]{4,30}")

DAMAGED = Wrong(
    "identity_number_damaged",
    "身份证号码被表格软件当成数字，末几位已丢失，请把该列设为“文本”格式后重新输入号码。",
)
NO_IDENTITY = Wrong("identity_number_missing", "没有填写身份证号码，请补填。")


def read_name(cell: object) -> str | Wrong:
    """A person's name."""
    if isinstance(cell, str) and _PLAIN_NAME.fullmatch(cell):
        return cell
    return _checked("name", cell, check_name)


def read_identity_number(cell: object, *, today: date) -> str | Wrong | None:
    """An identity number of 18 places; a number too long to be exact is DAMAGED."""
    if isinstance(cell, str) and len(cell) == 18 and cell.isalnum() and cell.isascii():
        plain = cell
    elif _is_blank(cell):
        return None
    elif _is_rounded(cell):
        return DAMAGED
    else:
        return _checked(
            "identity_number",
            cell,
            lambda text: check_identity_number(normalise(text), today=today).number,
        )
    try:
        return check_identity_number(plain, today=today).number
    except Refusal as refusal:
        return _wrong("identity_number", refusal)


def read_mobile(cell: object) -> str | Wrong | None:
    """A mobile number, with or without +86 and dashes."""
    if isinstance(cell, str) and len(cell) == 11 and cell.isascii() and cell.isdigit():
        plain = cell
    elif _is_blank(cell):
        return None
    else:
        return _checked("mobile", cell, _plain_mobile)
    try:
        return check_mobile(plain)
    except Refusal as refusal:
        return _wrong("mobile", refusal)


def read_account_number(cell: object, label: str) -> str | Wrong | None:
    """An account number as text; leading zeros a spreadsheet has eaten cannot be known."""
    if _is_blank(cell):
        return None
    text = normalise(cell_text(cell))
    if isinstance(cell, Broken):
        return broken_sentence(cell, label)
    if _is_rounded(cell) or not _ACCOUNT.fullmatch(text):
        return Wrong(
            "account_number_wrong",
            f"{label}无法识别，请把该列设为“文本”格式后重新输入账号。",
        )
    return text


def read_status(cell: object, label: str) -> str | Wrong | None:
    """What is written about somebody's state, in the agent's own words."""
    if isinstance(cell, Broken):
        return broken_sentence(cell, label)
    return cell_text(cell) or None


def _checked(field: str, cell: object, check: Callable[[str], str]) -> str | Wrong:
    if isinstance(cell, Broken):
        return broken_sentence(cell, LABELS[field])
    try:
        return check(cell_text(cell))
    except Refusal as refusal:
        return _wrong(field, refusal)


def _wrong(field: str, refusal: Refusal) -> Wrong:
    if refusal.detail.get("reason") == "damaged":
        return DAMAGED
    return Wrong(f"{field}_{refusal.detail.get('reason', 'wrong')}", refusal.sentence)


def _is_blank(cell: object) -> bool:
    if not cell:
        return True
    return not isinstance(cell, Broken) and cell_text(cell) in BLANKS


def _is_rounded(cell: object) -> bool:
    """Whether a cell is a number too long for a spreadsheet to have kept it whole."""
    if isinstance(cell, (str, Broken, *NOT_NUMBERS)) or cell is None:
        return False
    return cast("int", cell) >= EXACT_INTEGER_BELOW


def _plain_mobile(text: str) -> str:
    return check_mobile(_MOBILE_DRESS.sub("", normalise(text)))
