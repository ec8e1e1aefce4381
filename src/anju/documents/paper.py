"""Papers of the counter as PDF: agreements to be signed, slips to be sealed."""

from dataclasses import dataclass, field
from datetime import datetime

from anju.documents.typesetter import Typesetter, typesetter
from anju.policy.items import CHINA
from anju.policy.rules import value


@dataclass(frozen=True)
class Paper:
    """One sheet: its title and serial, what it is about, its sentences, who signs below."""

    title: str
    number: str
    facts: list[tuple[str, str]]
    clauses: list[str]
    signatures: list[str] = field(default_factory=list)
    code: str = field(default="", repr=False)


def render_paper(paper: Paper, *, now: datetime, by: Typesetter | None = None) -> bytes:
    """Set one sheet under the center's name."""
    now = now.replace(microsecond=0)  # a PDF's dates know whole seconds only
    day = now.astimezone(CHINA)
    return (by or typesetter()).typeset(
        "paper.typ",
        {
            "hall": str(value("hall.name", on=day.date())),
            "title": paper.title,
            "number": paper.number,
            "made_on": f"{day:%Y-%m-%d %H:%M}",
            "facts": [list(pair) for pair in paper.facts],
            "clauses": paper.clauses,
            "signatures": paper.signatures,
            "code": paper.code,
        },
        now=now,
    )
