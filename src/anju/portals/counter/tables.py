"""Rows and cells of the counter's tables."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A column's word."""

    label: str


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table."""

    text: str


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    cells: list[Cell] = field(default_factory=list)
