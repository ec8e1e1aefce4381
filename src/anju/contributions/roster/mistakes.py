"""What stands beside a bad row when its workbook goes back: the reason, the way, the cell."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# Where a sentence stops saying what is wrong and begins to say what to do.
_WAY = re.compile(r"[，。；](?=请|新来的|已离职的|姓名确有|同一个人)")
_OTHERWISE = {
    "R05": "请改为允许的比例后再上传。",
    "R07": "请核对证件号码和变更的种类后再上传。",
    "R12": "本年度不能再改，请填回现在的基数，或删去这一行。",
}
_GENERALLY = "请核对后改正这一格，再上传。"
# The columns in which a rule's field may stand, the likeliest first.
_COLUMNS = {
    "base_fen": ("base", "monthly", "employer_monthly"),
    "employer_rate": ("employer_ratio", "ratio"),
    "own_rate": ("own_ratio", "ratio"),
    "kind": ("status", "name"),
}


class Mistake(NamedTuple):
    """One thing wrong in a row: why, what to do, and under which letter (empty: the row)."""

    reason: str
    way: str
    letter: str = ""


def mistake_of(fault: Mapping[str, str], columns: Mapping[str, str]) -> Mistake:
    """A fault as it is kept with a line, told for the sheet whose letters are `columns`."""
    plain = fault["sentence"].removeprefix(fault.get("cell", "")).strip()
    found = _WAY.search(plain)
    reason, way = (
        (plain[: found.start()] + "。", plain[found.end() :]) if found else (plain, "")
    )
    way = way or _OTHERWISE.get(fault["code"], _GENERALLY)
    return Mistake(reason, way, _letter(fault["field"], columns))


def together(mistakes: Iterable[Mistake]) -> tuple[str, str]:
    """All reasons and all ways of a row, numbered where there are several; each once."""
    unique = list(dict.fromkeys(mistakes))
    if len(unique) == 1:
        return unique[0].reason, unique[0].way
    return (
        " ".join(f"{place}. {one.reason}" for place, one in enumerate(unique, start=1)),
        " ".join(f"{place}. {one.way}" for place, one in enumerate(unique, start=1)),
    )


def _letter(field: str, columns: Mapping[str, str]) -> str:
    candidates = (*_COLUMNS.get(field, ()), field, "name")
    return next((columns[one] for one in candidates if one in columns), "")
