"""Faults that no line shows alone: the same person twice, numbers rounded together."""

from collections import Counter, defaultdict

from anju.contributions.roster.cells import Wrong
from anju.contributions.roster.identities import DAMAGED
from anju.contributions.roster.people import PeopleReader, RosterRow

NAMED_MOST = 5


def mark_rounded_numbers(rows: list[RosterRow], reader: PeopleReader) -> None:
    """Where a file has rounded numbers, doubt every number that ends in 000.

    One rounded number in eleven passes its check digit by luck; its neighbours betray it.
    """
    if DAMAGED.code not in reader.codes:
        return
    for index, row in enumerate(rows):
        if row.identity_number.endswith("000"):
            _add(rows, index, reader, DAMAGED)
            rows[index] = rows[index]._replace(identity_number="")


def mark_duplicates(rows: list[RosterRow], reader: PeopleReader) -> None:
    """Give every line of a person who stands in several a fault that names the others."""
    numbers = [row.identity_number for row in rows]
    if len(set(numbers)) == len(numbers):
        return
    twice = {number for number, times in Counter(numbers).items() if times > 1} - {""}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        if number in twice:
            places[number].append(index)
    for same in places.values():
        for index in same:
            # A few of them, or a file of one person repeated would name everybody to everybody.
            others = [other for other in same[: NAMED_MOST + 1] if other != index][:NAMED_MOST]
            named = "、".join(str(rows[other].number) for other in others)
            more = f"等 {len(same) - 1} 行" if len(same) - 1 > len(others) else "行"
            sentence = f"身份证号码与第 {named} {more}相同，同一个人请只保留一行。"
            _add(rows, index, reader, Wrong("duplicate_person", sentence))


def _add(rows: list[RosterRow], index: int, reader: PeopleReader, wrong: Wrong) -> None:
    row = rows[index]
    fault = reader.fault(row.number, "identity_number", wrong)
    rows[index] = row._replace(faults=(*row.faults, fault))
