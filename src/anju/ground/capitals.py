"""Amounts in the Chinese capitals used on receipts (大写金额)."""

from __future__ import annotations

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def _whole(number: int) -> str:
    """A positive whole number; 零 stands where one or more places were skipped."""
    for unit, word in _UNITS:
        if number >= unit:
            head, tail = divmod(number, unit)
            text = _whole(head) + word
            if not tail:
                return text
            return text + ("零" if tail * 10 < unit else "") + _whole(tail)
    return _DIGITS[number]


def chinese_amount(fen: int) -> str:
    """Write an amount in fen in capitals: 27081600 is 贰拾柒万零捌佰壹拾陆元整.

    整 follows 元 and 角 but not 分; 零 stands before 分 when there is 元 but no 角; a negative
    amount begins with 负; nothing is 零元整. Source: 正确填写票据和结算凭证的基本规定.
    """
    yuan, rest = divmod(abs(fen), 100)
    jiao, last = divmod(rest, 10)
    text = "负" if fen < 0 else ""
    if yuan or not rest:
        text += (_whole(yuan) if yuan else "零") + "元"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif last and yuan:
        text += "零"
    return text + (_DIGITS[last] + "分" if last else "整")
