"""Rows and cells of the counter's tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Heading:
    """A column's word; amounts stand to the right."""

    label: str
    right: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table; a state carries a tone and an icon."""

    text: str
    right: bool = False
    number: bool = False
    tone: str = ""
    icon: str = ""
    label: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a table, and where its one button leads, if it has one."""

    cells: list[Cell] = field(default_factory=list)
    act_url: str = ""


def labelled(labels: Sequence[str], cells: Sequence[Cell]) -> list[Cell]:
    """The cells with their columns' words, which a phone shows beside each."""
    named = zip(labels, cells, strict=True)
    return [replace(cell, label=label) for label, cell in named]


def state_cell(label: str, mood: str) -> Cell:
    """A state in a word: good, open or bad."""
    tone, icon = {
        "good": ("tag-ok", "check"),
        "open": ("tag-warn", "clock"),
        "bad": ("tag-err", "alert-circle"),
    }[mood]
    return Cell(label, tone=tone, icon=icon)
