"""The table below a receipt's figures."""

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A title, the heads of the columns, and rows of text; no heads mean no table."""

    title: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


NO_TABLE = Table()
