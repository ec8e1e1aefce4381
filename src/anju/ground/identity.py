"""Identity numbers of residents (GB 11643); also the door to codes, names and masks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from anju.ground.digits import identity_check_digit
from anju.ground.errors import Refusal
from anju.ground.masks import (
    looks_masked,
    mask_account,
    mask_card,
    mask_email,
    mask_identity,
    mask_mobile,
    mask_name,
)
from anju.ground.names import BadName, check_name, normalise
from anju.ground.numbers import (
    BadBankCard,
    BadCreditCode,
    BadMobile,
    card_looks_wrong,
    check_bank_card,
    check_credit_code,
    check_mobile,
)

__all__ = [
    "BadBankCard",
    "BadCreditCode",
    "BadIdentity",
    "BadMobile",
    "BadName",
    "IdentityNumber",
    "card_looks_wrong",
    "check_bank_card",
    "check_credit_code",
    "check_identity_number",
    "check_mobile",
    "check_name",
    "looks_masked",
    "mask_account",
    "mask_card",
    "mask_email",
    "mask_identity",
    "mask_mobile",
    "mask_name",
    "normalise",
]

# GB/T 2260 provinces; 81, 82 and 83 are residence permits of Hong Kong, Macao and Taiwan.
_REGION = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
_FORM = re.compile(r"\d{17}[\dX]|\d{15}", re.ASCII)
_CHARACTERS = re.compile(r"\d*X?", re.ASCII)
_SPREADSHEET = re.compile(r"\d(?:\.\d+)?E\+?1[4-8]|\d{15,18}\.0|[1-9]\d{14}000", re.ASCII)
_EARLIEST_BIRTH = date(1900, 1, 1)

_SENTENCES = {
    "masked": "请填写完整的身份证号码，不能带星号。",
    "length": "身份证号码应为 18 位，现在是 {length} 位，请对照证件核对。",
    "characters": "身份证号码只能是数字，最后一位可以是 X，请对照证件核对。",
    "region": "身份证号码的前两位不是有效的地区代码，请对照证件核对。",
    "birth": "身份证号码里的出生日期“{born}”不存在，请对照证件核对。",
    "future": "身份证号码里的出生日期“{born}”晚于今天，请对照证件核对。",
    "check_digit": "身份证号码的校验位不符，可能有一位写错，请对照证件核对。",
    "damaged": "身份证号码被表格软件当成数字，末几位已丢失，"
    "请把这一列设为“文本”格式后重新填写号码。",
}


class BadIdentity(Refusal):
    """The text is no identity number; `reason` in detail is a key of the sentences above."""

    code = "ground.bad_identity"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A resident identity number (公民身份号码) with what can be read from it."""

    number: str
    born_on: date
    sex: str


def _refuse(reason: str, **facts: object) -> BadIdentity:
    return BadIdentity(_SENTENCES[reason].format(**facts), reason=reason)


def _check_form(text: str) -> None:
    if _FORM.fullmatch(text):
        return
    if looks_masked(text):
        raise _refuse("masked")
    if _SPREADSHEET.fullmatch(text):
        raise _refuse("damaged")
    if not _CHARACTERS.fullmatch(text):
        raise _refuse("characters")
    raise _refuse("length", length=len(text))


@lru_cache(maxsize=40_000)
def _birth(digits: str, today: date) -> date:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise _refuse("birth", born=digits) from error
    if born_on < _EARLIEST_BIRTH:
        raise _refuse("birth", born=digits)
    if born_on > today:
        raise _refuse("future", born=born_on)
    return born_on


def check_identity_number(text: str, *, today: date) -> IdentityNumber:
    """Read a resident identity number of 18 places, or an old card's 15 made into 18.

    Residents of Hong Kong, Macao and Taiwan (81, 82, 83) are included; a lower-case x is
    taken; full-width digits and spaces are not (use normalise first where they may occur).
    The sex is 男 for an odd 17th digit, else 女. Raises BadIdentity naming what is wrong:
    masked, length, characters, region, birth, future, check_digit, or damaged when a
    spreadsheet has rounded the number. Source: GB 11643.
    """
    number = text.upper()
    _check_form(number)
    if len(number) == 15:
        number = number[:6] + "19" + number[6:]
        number += identity_check_digit(number)
    if not _REGION.match(number):
        raise _refuse("region")
    right = number[-1] == identity_check_digit(number[:-1])
    if not right and _SPREADSHEET.fullmatch(number):
        raise _refuse("damaged")
    born_on = _birth(number[6:14], today)
    if not right:
        raise _refuse("check_digit")
    return IdentityNumber(number, born_on, "男" if int(number[16]) % 2 else "女")
