"""Who asks for a workbook, of which list, and what it is called."""

import json
from dataclasses import dataclass

from anju.documents.exports.models import Export
from anju.people.models import Employer


@dataclass(frozen=True)
class Asker:
    """Who wants it: the holder of a session, and for an agent the employer he acts for."""

    holder: str
    holder_id: int
    visit_id: int
    employer: Employer | None = None

    @property
    def actor(self) -> str:
        """As the trail names people."""
        return f"{self.holder}/{self.holder_id}"


@dataclass(frozen=True)
class Question:
    """Which list, and what of it: its path, its conditions, and the words looked for."""

    path: str
    conditions: str = ""
    words: str = ""

    def written(self) -> str:
        """The question as a row keeps it."""
        return json.dumps([self.path, self.conditions, self.words], ensure_ascii=False)


@dataclass(frozen=True)
class Wanted:
    """The workbook: its Chinese title, the name of its file in ASCII, and how many rows."""

    title: str
    filename: str
    rows: int


def question_of(export: Export) -> Question:
    """What was asked."""
    return Question(*json.loads(export.question))
