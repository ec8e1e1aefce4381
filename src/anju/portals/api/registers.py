"""变更清册: read with the same errors as on the web, and submitted."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from anju.contributions.lists import register_of, register_sums
from anju.contributions.models import Line, Register
from anju.contributions.registers.lists import Asked, lines_of
from anju.contributions.registers.open_register import draft_of
from anju.contributions.review.kinds import REGISTER
from anju.contributions.review.lists import waiting_about
from anju.contributions.review.submit_deed import Deed, submit_deed
from anju.contributions.uploads.corrections import latest_of
from anju.contributions.uploads.errors_of import line_errors
from anju.ground.masks import mask_identity
from anju.ground.money import plain_yuan
from anju.identity.tokens.do_once import Answered
from anju.portals.api.door import Scope, appointment_of, employer_of, needs, once, today
from anju.portals.api.pages import page_of
from anju.portals.api.problems import BadRequest, NotThere
from anju.portals.api.shapes import Lines, RegisterState, Submission
from anju.portals.shared.doors.hours import ask_open

router = Router()
SHOWN = ("all", "good", "bad")


@router.get("/draft", response=RegisterState)
@needs(Scope.READ)
def draft(request: HttpRequest) -> dict[str, Any]:
    """The draft everybody of the employer shares."""
    found = draft_of(employer_of(request))
    if found is None:
        raise NotThere("现在没有正在填写的变更清册，请先上传名单。")
    return _state(found)


@router.get("/{number}", response=RegisterState, url_name="register")
@needs(Scope.READ)
def register(request: HttpRequest, number: str) -> dict[str, Any]:
    """One register with its sums."""
    return _state(register_of(employer=employer_of(request), number=number))


@router.get("/{number}/lines", response=Lines)
@needs(Scope.READ, "show", "page", "size")
def lines(request: HttpRequest, number: str) -> dict[str, Any]:
    """Its lines, a page at a time: all, or only the good or the bad ones."""
    found = register_of(employer=employer_of(request), number=number)
    show = request.GET.get("show", "all")
    if show not in SHOWN:
        raise BadRequest("show 只能是 all、good 或 bad。")
    upload = latest_of(found)
    columns = upload.columns if upload else {}
    shown = page_of(request, lines_of(register=found, asked=Asked(show=show)))
    return {**shown.head, "lines": [_line(one, columns) for one in shown.rows]}


@router.post("/{number}/submission", response={200: RegisterState, 202: RegisterState})
@needs(Scope.SUBMIT)
def submission(request: HttpRequest, number: str, asked: Submission) -> Any:
    """提交: the good lines take effect, or none; 202 where a second person must agree."""

    def deed() -> Answered:
        found = register_of(employer=employer_of(request), number=number)
        ask_open("register")
        payload = {
            "register": found.pk,
            "version": asked.version,
            "whole": asked.accept == "all",
        }
        outcome = submit_deed(
            deed=Deed(REGISTER, f"register/{found.pk}", payload),
            maker=appointment_of(request),
            today=today(),
            now=timezone.now(),
        )
        if outcome.waiting is not None:
            return Answered(202, _state(found))
        found.refresh_from_db()
        return Answered(200, _state(found))

    return once(request, (asked.version, asked.accept), deed)


def _state(found: Register) -> dict[str, Any]:
    sums, waiting = register_sums(register=found), waiting_about(register=found)
    return {
        "number": found.number,
        "month": str(found.month),
        "state": found.state,
        "state_label": found.get_state_display(),
        "version": found.version,
        "unchanged": found.unchanged,
        "good": sums.good,
        "bad": sums.bad,
        "before_heads": sums.before_heads,
        "before": plain_yuan(sums.before_fen),
        "after_heads": sums.heads,
        "after": plain_yuan(sums.total_fen),
        "review_number": waiting.number if waiting else None,
    }


def _line(line: Line, columns: dict[str, str]) -> dict[str, Any]:
    return {
        "id": line.pk,
        "row": line.source_row,
        "kind": line.kind,
        "kind_label": line.get_kind_display(),
        "name": line.name,
        "identity_number": mask_identity(line.identity_number),
        "base": None if line.base_fen is None else plain_yuan(line.base_fen),
        "before": plain_yuan(line.before_fen),
        "after": plain_yuan(line.after_fen),
        "errors": line_errors(line, columns),
    }
