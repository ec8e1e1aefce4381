"""What the pages of registers show: lines as asked for, and an account's history."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from anju.contributions.models import Line, Register
from anju.people.models import AccountEvent, Employer, FundAccount

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "": ("id",),
    "name": ("name", "id"),
    "kind": ("kind", "id"),
    "base": ("-base_fen", "id"),
    "effect": ("-effect", "id"),
}
AN_IDENTITY = 15


@dataclass(frozen=True)
class Asked:
    """Which lines of a register are asked for: all, bad or good ones, a kind, words, order."""

    show: str = "all"
    kind: str = ""
    words: str = ""
    sort: str = ""


def lines_of(*, register: Register, asked: Asked) -> QuerySet[Line]:
    """A register's lines as asked for; names and accounts by a part, numbers as a whole."""
    lines = register.lines.select_related("account").annotate(
        effect=F("after_fen") - F("before_fen")
    )
    if asked.show == "bad":
        lines = lines.exclude(faults=[])
    elif asked.show == "good":
        lines = lines.filter(faults=[])
    if asked.kind:
        lines = lines.filter(kind=asked.kind)
    if asked.words:
        lines = lines.filter(_named(asked.words))
    return lines.order_by(*SORTS.get(asked.sort, SORTS[""]))


def place_of(*, lines: QuerySet[Line], line: int) -> int | None:
    """Behind how many others a line stands in such a list; None where it is not in it."""
    keys = list(lines.values_list("pk", flat=True))
    return keys.index(line) if line in keys else None


def kinds_in(*, register: Register) -> dict[str, int]:
    """How many lines of each kind of change a register holds."""
    counted = register.lines.order_by().values_list("kind").annotate(times=Count("pk"))
    return dict(counted)


def history_of(*, employer: Employer, account: FundAccount) -> QuerySet[AccountEvent]:
    """What happened to an account within this employer, newest first."""
    return AccountEvent.objects.filter(employer=employer, account=account).order_by("-id")


def _named(words: str) -> Q:
    if len(words) >= AN_IDENTITY and words[:AN_IDENTITY].isdigit():
        return Q(identity_index=words.upper())
    return Q(name__contains=words) | Q(account__number__contains=words)
