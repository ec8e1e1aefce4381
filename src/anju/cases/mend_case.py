"""The applicant mends what was marked and hands the application in again (补正重报)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.digest import keep_version
from anju.cases.intake import Intake, note_intake
from anju.cases.lists import last_return, marked_fields
from anju.cases.models import Answer, Case, Paper, Side, Step
from anju.cases.steps import add_step, hold_case
from anju.ground.errors import Refusal


class NotMarked(Refusal):
    code = "cases.not_marked"


@dataclass(frozen=True)
class Contents:
    """What an application says now; its amount in fen where that follows from what it says."""

    answers: list[Answer]
    papers: list[Paper]
    amount_fen: int | None = None


def mend_case(
    *,
    number: str,
    contents: Contents,
    by: Actor,
    today: date,
    due_on: date | None = None,
    intake: Intake | None = None,
) -> Case:
    """Take the mended answers and papers; the case waits again.

    Without a new deadline it keeps its place in the queue: the days it lay with its applicant
    are added to the old one. A mark `paper:…` opens the papers of one title, `papers` all of
    them, an empty one everything. A clerk who takes it in stands on a side of his own, and
    the forms that confirm it come beside. Raises NotMarked when something else changed than
    what the return marked, CaseMoved, SamePerson, OwnCase.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.RETURNED,))
        marked, answers, papers = marked_fields(case), contents.answers, contents.papers
        before = {one.name: one.value for one in case.answers}
        after = {one.name: one.value for one in answers}
        changed = {name for name in before | after if before.get(name) != after.get(name)}
        if "papers" not in marked:
            forms = intake.forms if intake else frozenset()
            changed |= _changed_papers(
                case.papers, [one for one in papers if one.title not in forms]
            )
        if "" not in marked and changed - marked:
            raise NotMarked(
                "只能修改退回时标明的内容，其余内容没有改动，请重新打开页面后再填。"
            )
        case.answers, case.papers = answers, papers
        if contents.amount_fen is not None:
            case.amount_fen = contents.amount_fen
        if intake is not None:
            note_intake(case, intake, today=today)
        add_step(case, Step.Kind.MENDED, Side.APPLICANT, by, on=today)
        case.state, case.due_on = Case.State.WAITING, due_on or _run_on(case, today)
        case.save()
        keep_version(case)
    return case


def _changed_papers(before: list[Paper], after: list[Paper]) -> set[str]:
    titles = {one.title for one in [*before, *after]}
    return {
        f"paper:{title}"
        for title in titles
        if [one for one in before if one.title == title]
        != [one for one in after if one.title == title]
    }


def _run_on(case: Case, today: date) -> date:
    back = last_return(case)
    return case.due_on + (today - back.happened_on) if back else case.due_on
