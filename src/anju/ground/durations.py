"""Spans of time in words, in the largest units first."""

from datetime import timedelta

UNITS = (("天", 86_400), ("小时", 3_600), ("分", 60), ("秒", 1))


def in_words(span: timedelta) -> str:
    """A span to the second: 1分10秒, 1小时7分32秒, 2天3小时5分1秒; nothing is 0秒."""
    left = max(0, span // timedelta(seconds=1))
    words = ""
    for unit, size in UNITS:
        number, left = divmod(left, size)
        if number or words:
            words += f"{number}{unit}"
    return words or "0秒"
