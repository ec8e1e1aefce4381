"""Credit codes, bank cards and mobile numbers: read strictly, refused with a reason."""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from anju.ground.errors import Refusal

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_CARD = re.compile(r"\d{16,19}", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)


class BadCreditCode(Refusal):
    """The text is not a unified social credit code."""

    code = "ground.bad_credit_code"


class BadBankCard(Refusal):
    """The text is not a bank card number."""

    code = "ground.bad_bank_card"


class BadMobile(Refusal):
    """The text is not a mobile number."""

    code = "ground.bad_mobile"


def check_credit_code(text: str) -> str:
    """Read a unified social credit code (统一社会信用代码, GB 32100): 18 upper-case places.

    Lower-case letters are taken as upper-case. Raises BadCreditCode for a wrong length, a
    letter the standard leaves out (I O S V Z) or a wrong check character.
    """
    code = text.upper()
    if not _CREDIT_CODE.fullmatch(code):
        raise BadCreditCode(
            "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），"
            "请对照营业执照核对。",
            reason="characters" if len(code) == 18 else "length",
        )
    try:
        return uscc.validate(code)
    except ValidationError as error:
        raise BadCreditCode(
            "统一社会信用代码的校验位不符，可能有一位写错，请对照营业执照核对。",
            reason="check_digit",
        ) from error


def check_bank_card(text: str) -> str:
    """Read a bank card number: 16 to 19 digits.

    The Luhn digit is not demanded because some older Chinese cards lack it; ask
    card_looks_wrong and warn. Raises BadBankCard for anything but digits of that length.
    """
    if not _CARD.fullmatch(text):
        raise BadBankCard(
            "银行卡号应为 16 至 19 位数字，请核对卡面数字。",
            reason="length" if text.isascii() and text.isdigit() else "characters",
        )
    return text


def card_looks_wrong(text: str) -> bool:
    """Whether a card number fails the Luhn check, so that its holder should look again."""
    return not luhn.is_valid(text)


def check_mobile(text: str) -> str:
    """Read a mainland mobile number: 11 digits from 13 to 19; raises BadMobile."""
    if not _MOBILE.fullmatch(text):
        raise BadMobile(
            "手机号码应为 11 位数字，以 13 至 19 开头，请核对后重新填写。",
            reason="length" if text.isascii() and text.isdigit() else "characters",
        )
    return text
