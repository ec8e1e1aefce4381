"""Cases, their steps, second looks at them, and what the desk knows of its own pace."""

from anju.cases.models.absences import Absence
from anju.cases.models.case import Answer, Case, Paper, Version
from anju.cases.models.desk import Pace, Skill
from anju.cases.models.looks import Draw, SecondLook
from anju.cases.models.steps import Effort, Hand, PaperLook, Side, Step

__all__ = [
    "Absence",
    "Answer",
    "Case",
    "Draw",
    "Effort",
    "Hand",
    "Pace",
    "Paper",
    "PaperLook",
    "SecondLook",
    "Side",
    "Skill",
    "Step",
    "Version",
]
