"""Columns of a query's table: what they say on the page, in the workbook, and in sums."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

from anju.ground.money import format_yuan
from anju.portals.shared.lists.sheet import Cell as SheetCell

Said = Callable[[Any], str]
# How a state stands: its tag and its icon, for no state is told by color alone.
TAGS = {
    "good": ("tag-ok", "check"),
    "open": ("tag-warn", "clock"),
    "bad": ("tag-err", "alert-circle"),
}


@dataclass(frozen=True)
class Cell:
    """A cell as the page shows it."""

    text: str
    label: str
    classes: str
    url: str = ""
    about: str = ""
    posts: bool = False
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Column:
    """A column: heading, what it says of a row, width in the workbook, where it leads.

    `lead` stands first on a phone; `wide` takes a line of its own there. `about` completes the
    words of a link for whoever hears them; a column with an empty `label` is not exported.
    What `posts` is no link but a button. `mood` says good, open or bad of a state.
    """

    label: str
    says: Said = str
    width: int = 14
    lead: bool = False
    wide: bool = False
    url: Said | None = None
    about: Said | None = None
    posts: bool = False
    mood: Said | None = None

    @property
    def sums(self) -> str:
        """Under which name the column is added up; words are not."""
        return ""

    @property
    def right(self) -> bool:
        """Whether figures stand under one another at the right."""
        return False

    def text(self, row: Any) -> str:
        """What the page says of a row."""
        return self.says(row)

    def cell(self, row: Any) -> Cell:
        """The cell of a row."""
        tone, icon = TAGS[self.mood(row)] if self.mood else ("", "")
        return Cell(
            text=self.text(row),
            label=self.label,
            classes=" ".join(self._classes()),
            url=self.url(row) if self.url else "",
            about=self.about(row) if self.about else "",
            posts=self.posts,
            tone=tone,
            icon=icon,
        )

    def in_workbook(self, row: Any) -> SheetCell:
        """The cell as a workbook holds it."""
        return self.text(row)

    def _classes(self) -> list[str]:
        wanted = (("lead-cell", self.lead), ("wide-cell", self.wide), ("r", self.right))
        return [name for name, here in wanted if here]


@dataclass(frozen=True)
class Figures(Column):
    """A column of whole numbers, found under `of`; `total` names their sum."""

    of: str = ""
    total: str = ""

    @property
    def sums(self) -> str:
        return self.total

    @property
    def right(self) -> bool:
        return True

    def number(self, row: Any) -> int | None:
        """The number of a row."""
        found: int | None
        if isinstance(row, Mapping):
            found = row[self.of]
        else:
            found = reduce(getattr, self.of.split("."), row)
        return found

    def part_sum(self, rows: Sequence[Any]) -> int:
        """The sum of a page."""
        return sum(self.number(row) or 0 for row in rows)

    def text(self, row: Any) -> str:
        number = self.number(row)
        return "—" if number is None else self.written(number)

    def written(self, number: int) -> str:
        """A number of this column as it is shown."""
        return f"{number:,}"


@dataclass(frozen=True)
class Amounts(Figures):
    """A column of amounts in fen, shown in yuan."""

    def in_workbook(self, row: Any) -> SheetCell:
        fen = self.number(row)
        return "" if fen is None else Decimal(fen) / 100

    def written(self, number: int) -> str:
        return format_yuan(number)
