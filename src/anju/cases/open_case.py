"""Somebody applies: a case is opened and waits for the counter."""

from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, connection, transaction

from anju.cases.actors import Actor, staff_acts
from anju.cases.digest import keep_version
from anju.cases.findings import Finding
from anju.cases.intake import Intake, note_intake
from anju.cases.models import Answer, Case, Paper, Side, Step
from anju.cases.steps import add_step
from anju.ground.errors import Refusal
from anju.people.models import Employer, Member, Staff


class AlreadyApplied(Refusal):
    code = "cases.already_applied"


@dataclass(frozen=True)
class Application:
    """What is asked for; the desk keeps the answers sealed and shows them as they are.

    `opened_by_staff` is the clerk who took it in for somebody who came in person.
    """

    kind: str
    title: str
    answers: list[Answer]
    papers: list[Paper]
    employer: Employer | None = None
    member: Member | None = None
    branch: str = ""
    findings: list[Finding] = field(default_factory=list)
    amount_fen: int | None = None
    channel: str = ""
    opened_by_staff: Staff | None = None


def open_case(*, application: Application, by: Actor, today: date, due_on: date) -> Case:
    """Open a case with its first step; `due_on` is the day the applicant is told.

    A clerk who took it in stands on a side of his own and can neither accept nor review it.
    Raises AlreadyApplied while another of the kind is open for the employer or the member,
    OwnCase, SamePerson, NobodyKnown.
    """
    with transaction.atomic():
        case = _write(application, today, due_on)
        add_step(case, Step.Kind.OPENED, Side.APPLICANT, by, on=today)
        if application.opened_by_staff is not None:
            clerk = staff_acts(application.opened_by_staff)
            note_intake(case, Intake(clerk), today=today)
        keep_version(case)
    return case


def _write(application: Application, today: date, due_on: date) -> Case:
    case = Case(
        number=_next_number(),
        kind=application.kind,
        title=application.title,
        employer=application.employer,
        member=application.member,
        branch=application.branch,
        amount_fen=application.amount_fen,
        channel=application.channel,
        opened_by_staff=application.opened_by_staff,
        opened_on=today,
        due_on=due_on,
    )
    case.answers, case.papers = application.answers, application.papers
    case.findings = application.findings
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise _already(application, error) from error
    return case


def _already(application: Application, error: IntegrityError) -> Exception:
    end = f"已有一件“{application.title}”正在办理，请等它办结，或先撤回再重新申请。"
    if "cases_one_open_of_a_kind" in str(error):
        return AlreadyApplied(f"贵单位{end}")
    if "cases_one_open_for_a_member" in str(error):
        return AlreadyApplied(f"您{end}")
    return error


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_case_number')")
        return f"BJ{cursor.fetchone()[0]:012d}"
