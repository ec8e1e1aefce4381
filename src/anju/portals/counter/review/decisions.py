"""同意, 不予办理, 退回, 挂起: each takes the case off the screen and brings the next one."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from anju.cases.actors import staff_acts
from anju.cases.digest import ChangedMeanwhile
from anju.cases.effort import keep_effort
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.see_papers import check_papers_seen
from anju.cases.suspend_case import BadDay, resume_case, suspend_case
from anju.ground.errors import Refusal
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.review.kinds import KINDS
from anju.portals.counter.review.screen import changes_of, renewed, screen_of, seconds_of
from anju.portals.counter.review.table import ONE, given, next_case, show_table
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import REFUSED, page

CONFLICT = 409
WORDS_MOST = 100


@staff_only
@require_POST
def review_decision(request: StaffRequest, number: str) -> HttpResponse:
    """同意 takes the case on or approves it, 不予办理 ends it; as it was seen."""
    return _done(request, number, _decide)


@staff_only
@require_POST
def review_return(request: StaffRequest, number: str) -> HttpResponse:
    """退回: codes and places; the applicant reads the code's wording and mends only those."""
    return _done(request, number, _send_back)


@staff_only
@require_POST
def review_suspension(request: StaffRequest, number: str) -> HttpResponse:
    """挂起: laid aside until a day, with a reason."""
    return _done(request, number, _lay_aside)


@staff_only
@require_POST
def review_resumption(request: StaffRequest, number: str) -> HttpResponse:
    """恢复: taken up again by whoever laid it aside."""
    try:
        resume_case(number=number, by=staff_acts(request.staff), today=request.today)
    except (Refusal, Case.DoesNotExist) as refused:
        return show_table(request, refused if isinstance(refused, Refusal) else None)
    return HttpResponseRedirect(reverse("counter:review_case", args=[number]))


def decide_step(
    request: StaffRequest, case: Case, *, approve: bool, opinion: str, seen: str
) -> None:
    """Take a waiting case on, or speak the last word through its business.

    Raises PapersUnseen, alone as in a batch, and what the business raises.
    """
    if approve:
        check_papers_seen(case=case, by=staff_acts(request.staff))
    if approve and case.state == Case.State.WAITING:
        KINDS[case.kind].accept(
            number=case.number,
            opinion=opinion,
            seen=seen,
            by=request.staff,
            today=request.today,
            now=timezone.now(),
        )
        return
    KINDS[case.kind].decide(
        number=case.number,
        approve=approve,
        opinion=opinion,
        seen=seen,
        by=request.staff,
        today=request.today,
        now=timezone.now(),
    )


def _done(
    request: StaffRequest, number: str, deed: Callable[[StaffRequest, Case], None]
) -> HttpResponse:
    held = given(request, number)
    if held is None:
        return HttpResponseRedirect(reverse("counter:review"))
    try:
        with transaction.atomic():
            deed(request, held)
            _keep_effort(request, number)
    except Refusal as refusal:
        return _refused(request, number, refusal)
    return next_case(request)


def _keep_effort(request: StaffRequest, number: str) -> None:
    seconds = seconds_of(request, number)
    if seconds is not None:
        keep_effort(number=number, by=staff_acts(request.staff), seconds=seconds)


def _decide(request: StaffRequest, case: Case) -> None:
    decide_step(
        request,
        case,
        approve=answer(request, "act") == "approve",
        opinion=answer(request, "opinion"),
        seen=answer(request, "seen"),
    )


def _send_back(request: StaffRequest, case: Case) -> None:
    marked = request.POST.getlist("mark")
    KINDS[case.kind].send_back(
        number=case.number,
        reasons=tuple(
            Return(
                answer(request, f"code:{one}"),
                one,
                answer(request, f"words:{one}")[:WORDS_MOST],
            )
            for one in marked
        ),
        opinion=answer(request, "opinion") or "请按标明的地方补正",
        by=request.staff,
        today=request.today,
        now=timezone.now(),
    )


def _lay_aside(request: StaffRequest, case: Case) -> None:
    try:
        until = date.fromisoformat(answer(request, "until"))
    except ValueError as error:
        raise BadDay("请选择挂起到哪一天。") from error
    suspend_case(
        number=case.number,
        why=answer(request, "why"),
        until=until,
        by=staff_acts(request.staff),
        today=request.today,
    )


def _refused(request: StaffRequest, number: str, refusal: Refusal) -> HttpResponse:
    held = given(request, number)
    if held is None:
        return show_table(request, refusal)
    changed = isinstance(refusal, ChangedMeanwhile)
    context = screen_of(
        request,
        renewed(held, request.today),
        refusal=refusal,
        changed_now=changes_of(refusal.detail),
    )
    return page(request, ONE, context, status=CONFLICT if changed else REFUSED)
