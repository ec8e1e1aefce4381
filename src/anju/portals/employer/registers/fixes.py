"""What can be put right at a bad row itself, without leaving the list."""

from anju.contributions.models import Line
from anju.ground.amounts import plain_yuan

LABELS = {
    "name": "姓名",
    "identity_number": "身份证号",
    "mobile": "手机号码",
    "base_fen": "缴存基数",
    "asked_fen": "月缴存额",
}
# A single sum in a row that lacks it, or a wrong one, is typed where the fault stands.
Fix = tuple[str, str, str]


def fixes_of(line: Line) -> list[Fix]:
    """Name, label and present text of each field of a line that has a fault."""
    wrong = {fault["field"] for fault in line.faults}
    fields = {_typed(line, field) for field in wrong}
    return [
        (name, label, _text(line, name)) for name, label in LABELS.items() if name in fields
    ]


def _typed(line: Line, field: str) -> str:
    """The field of our form for the field of a file's fault."""
    if field in ("base", "monthly"):
        return "base_fen" if line.given == Line.Given.BASE else "asked_fen"
    return field


def _text(line: Line, name: str) -> str:
    kept = getattr(line, name)
    if name.endswith("_fen"):
        return plain_yuan(kept) if kept else ""
    return str(kept)
