"""Somebody applies: a case is opened and waits for the counter."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, connection, transaction

from anju.cases.actors import Actor
from anju.cases.models import Answer, Case, Paper, Side, Step
from anju.cases.steps import add_step
from anju.ground.errors import Refusal
from anju.people.models import Employer, Member


class AlreadyApplied(Refusal):
    code = "cases.already_applied"


@dataclass(frozen=True)
class Application:
    """What is asked for; the desk keeps the answers sealed and shows them as they are."""

    kind: str
    title: str
    answers: list[Answer]
    papers: list[Paper]
    employer: Employer | None = None
    member: Member | None = None
    branch: str = ""


def open_case(*, application: Application, by: Actor, today: date, due_on: date) -> Case:
    """Open a case with its first step; `due_on` is the day the applicant is told.

    Raises AlreadyApplied while another of the kind is open for the employer.
    """
    try:
        with transaction.atomic():
            case = Case(
                number=_next_number(),
                kind=application.kind,
                title=application.title,
                employer=application.employer,
                member=application.member,
                branch=application.branch,
                opened_on=today,
                due_on=due_on,
            )
            case.answers, case.papers = application.answers, application.papers
            case.save()
            add_step(case, Step.Kind.OPENED, Side.APPLICANT, by, on=today)
    except IntegrityError as error:
        if "cases_one_open_of_a_kind" not in str(error):
            raise
        raise AlreadyApplied(
            f"贵单位已有一件“{application.title}”正在办理，请等它办结，或先撤回再重新申请。"
        ) from error
    return case


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_case_number')")
        return f"BJ{cursor.fetchone()[0]:012d}"
