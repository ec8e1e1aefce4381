"""What a business hangs on its cases in the member's hall: mending, withdrawing, more facts.

A business puts its hooks into `KINDS` beside its own pages; what is missing is done plainly.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from anju.cases.actors import member_acts
from anju.cases.lists import marked_fields
from anju.cases.mend_case import Contents, mend_case
from anju.cases.models import Answer, Case, Paper
from anju.cases.withdraw_case import withdraw_case
from anju.people.employers.change_employer import FieldsWrong
from anju.people.models import Member
from anju.portals.shared.fields import Field
from anju.portals.shared.withdrawals.case_flow import hint_of

MOST = 120
Asked = Mapping[str, str]


@dataclass(frozen=True)
class Fact:
    """Something more to see about a case: the state of its payment, a receipt."""

    label: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Errand:
    """A button of the mending that leads away and back: its word, its label, where to."""

    press: str
    label: str
    url: str


def mend_plainly(case: Case, asked: Asked, member: Member, today: date) -> Case:
    """Take the typed texts as they are; raises FieldsWrong, NotMarked, CaseMoved."""
    faults = {
        one.name: "请填写这一项。" if not asked.get(one.name) else f"最多 {MOST} 个字。"
        for one in marked_answers(case, {}, {})
        if not 0 < len(asked.get(one.name, "")) <= MOST
    }
    if faults:
        raise FieldsWrong("有几处填写得不对，没有提交，请按提示修改。", faults=faults)
    return mend_case(
        number=case.number,
        contents=Contents(
            [_mended(one, asked) for one in case.answers],
            [_numbered(place, one, asked) for place, one in enumerate(case.papers)],
        ),
        by=member_acts(member),
        today=today,
    )


def withdraw_plainly(case: Case, member: Member, today: date) -> Case:
    """Close the case as withdrawn; nothing else hangs on it. Raises CaseMoved."""
    return withdraw_case(number=case.number, by=member_acts(member), today=today)


def marked_answers(case: Case, asked: Asked, faults: Asked) -> list[Field]:
    """One field for each answer and paper the last return marked, and no other."""
    marked = marked_fields(case)
    why = {one["field"]: hint_of(one) for one in _reasons(case)}
    fields = [
        Field(
            one.name,
            one.label,
            asked.get(one.name, one.shown),
            hint=why.get(one.name, ""),
            error=faults.get(one.name, ""),
        )
        for one in case.answers
        if "" in marked or one.name in marked
    ]
    for place, paper in enumerate(case.papers):
        if {"", "papers", f"paper:{paper.title}"} & marked:
            name = f"paper_{place}"
            hint = why.get(f"paper:{paper.title}", why.get("papers", ""))
            told = asked.get(name, paper.number)
            fields.append(
                Field(name, f"{paper.title}编号", told, hint=hint, error=faults.get(name, ""))
            )
    return fields


@dataclass(frozen=True)
class MemberKind:
    """The hooks of one business: the form of a mending, what it does, withdrawing, facts."""

    fields: Callable[[Case, Asked, Asked], list[Field]] = marked_answers
    mend: Callable[[Case, Asked, Member, date], Case] = mend_plainly
    withdraw: Callable[[Case, Member, date], Case] = withdraw_plainly
    facts: Callable[[Case], list[Fact]] = lambda _case: []
    # What is fetched elsewhere before the mending is handed in.
    errands: Callable[[Case], list[Errand]] = lambda _case: []
    # Words for marks that are no answer of the case.
    labels: Mapping[str, str] = field(default_factory=dict)


PLAIN = MemberKind()
KINDS: dict[str, MemberKind] = {}


def hooks_of(case: Case) -> MemberKind:
    """What the case's business has hung in."""
    return KINDS.get(case.kind, PLAIN)


def _reasons(case: Case) -> list[dict[str, str]]:
    step = case.steps.filter(kind="returned").order_by("-place").first()
    return step.reasons if step else []


def _mended(one: Answer, asked: Asked) -> Answer:
    told = asked.get(one.name)
    # What still reads the same keeps its value, of which the text is only the face.
    return one if told is None or told == one.shown else replace(one, value=told, shown=told)


def _numbered(place: int, paper: Paper, asked: Asked) -> Paper:
    return replace(paper, number=asked.get(f"paper_{place}", paper.number))
