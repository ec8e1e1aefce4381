"""Habits of the fingers: repeats, runs, rows and columns of the keyboard."""

from itertools import pairwise

FEW = 4
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SLANTS = "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/"
# The lines of the digits on a telephone, each read both ways.
_LINES = ("123", "456", "789", "147", "258", "369", "159", "357")
PAD = frozenset(_LINES) | {line[::-1] for line in _LINES}


def habit_of_digits(pin: str) -> str:
    """What habit six digits show, as the end of a Chinese clause; nothing if none."""
    if len(set(pin)) <= 2 or _repeats(pin) or pin[0::2] == pin[1::2]:
        return "有规律地重复"
    if len(_steps(pin)) == 1:
        return "是连续的数字"
    if pin[:3] in PAD and pin[3:] in PAD:
        return "是键盘上的一排或一列"
    return ""


def habit_of_text(password: str) -> str:
    """What habit a longer password shows as a whole; nothing if none."""
    plain = password.casefold()
    if len(set(plain)) < FEW or _repeats(plain):
        return "有规律地重复"
    if len({ord(after) - ord(before) for before, after in pairwise(plain)}) == 1:
        return "是连续的数字或字母"
    walks = (*(row * 2 for row in ROWS), "".join(ROWS), SLANTS)
    if any(plain in walk or plain[::-1] in walk for walk in walks):
        return "是键盘上的一排或一列"
    return ""


def _repeats(text: str) -> bool:
    """Whether the text is one short piece again and again."""
    return text in (text + text)[1:-1]


def _steps(pin: str) -> set[int]:
    return {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
