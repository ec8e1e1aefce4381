"""柜面补正: what a return has marked is mended at the desk, printed, confirmed, handed in."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.cases.actors import staff_acts
from anju.cases.intake import check_may_take_in
from anju.cases.lists import last_return
from anju.cases.models import Case
from anju.ground.errors import Refusal
from anju.portals.counter.forms import CARD, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.withdrawals.frame import FILE, PIECES, crumbs, faults_in, member_in
from anju.portals.counter.withdrawals.intake_fields import confirmation_of, pay_to
from anju.portals.counter.withdrawals.under_way import asked_for, case_sent_back
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import FormError, answer, answers
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.withdrawals.mended_papers import marked_papers
from anju.portals.shared.withdrawals.mending_fields import look_at, mending_fields, mending_of
from anju.withdrawals.counter.mend_at_counter import mend_at_counter, mending_form_number
from anju.withdrawals.dossier.file import answers_of, papers_of
from anju.withdrawals.dossier.mendable import LABELS
from anju.withdrawals.mending.judge_mending import Mended, Mending, judge_mending
from anju.withdrawals.models import Withdrawal

INTAKE = "counter:intake"


@with_person("member")
@fresh
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_mending(request: PersonRequest, number: str) -> HttpResponse:
    """改标明的内容, 打印补正申请表; 本人确认; 重新提交."""
    own = asked_for(request, number)
    case = case_sent_back(own)
    if case is None:
        return HttpResponseRedirect(reverse(INTAKE))
    if request.method != "POST" or answer(request, "step") == "edit":
        return _form(request, own, case, _why_not_he(request, case))
    mending = mending_of(case, answers(request), look_at(own))
    # What is judged is changed by it; the page shows the withdrawal as it still is.
    judged = asked_for(request, number)
    try:
        mended = judge_mending(
            withdrawal=judged, mending=mending, today=request.today, now=timezone.now()
        )
    except Refusal as refusal:
        return _form(request, own, case, refusal)
    if answer(request, "step") != "submit":
        return _check(request, judged, case, mending, mended)
    try:
        made = mend_at_counter(
            member=member_in(request),
            number=number,
            mending=mending,
            confirmed=confirmation_of(request),
            clerk=request.staff,
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _check(request, judged, case, mending, mended, refusal=refusal)
    return _done(request, own, made)


def _why_not_he(request: PersonRequest, case: Case) -> Refusal | None:
    """Why this clerk may not take it in: told before anything is scanned and typed."""
    try:
        check_may_take_in(case, staff_acts(request.staff))
    except Refusal as refusal:
        return refusal
    return None


def _form(
    request: PersonRequest, own: Withdrawal, case: Case, refusal: Refusal | None = None
) -> HttpResponse:
    faults, look = faults_in(refusal, "fields"), look_at(own)
    context = {
        **_frame(request, f"补正：{own.reason_title}", own),
        "own": own,
        "case": case,
        "why": _why(case),
        "fields": mending_fields(own, case, answers(request), faults),
        "papers": [paper for _, paper in marked_papers(case, look.rule.papers)],
        "errors": [FormError(name, words) for name, words in faults.items()],
        "refusal": None if faults else refusal,
    }
    status = REFUSED if refusal and answer(request, "step") else 200
    return page(request, f"{PIECES}/mending.html", context, status=status)


def _check(
    request: PersonRequest,
    judged: Withdrawal,
    case: Case,
    mending: Mending,
    mended: Mended,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    asked = answers(request)
    fields = mending_fields(judged, case, asked, {})
    context = {
        **_frame(request, f"{judged.reason_title}补正申请表", judged),
        "own": judged,
        "case": case,
        "member": judged.member,
        "heir": judged.payee,
        "said": answers_of(judged, mended.outlook),
        "papers": papers_of(judged, mended.outlook.rule),
        "mended": mended,
        "form_number": mending_form_number(withdrawal=judged, mending=mending),
        # The bank card has one answer only; the tick at the identity card bears the same name.
        "hidden": [(f.name, asked.get(f.name, "")) for f in fields if f.name != CARD[0]],
        "clerk": request.staff,
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, f"{PIECES}/mending_check.html", context, status=status)


def _done(request: PersonRequest, own: Withdrawal, made: Case) -> HttpResponse:
    done = Done(
        title="已补正并重新提交",
        sentence="排队的位置不变，由另外两位人员受理和复核；您补正的这件不会分派给您。",
        facts=(
            ("业务流水号", own.number),
            ("办件编号", made.number),
            ("提取原因", own.reason_title),
            ("预计办结", f"{made.due_on}"),
        ),
        again=("返回提取受理", INTAKE),
    )
    frame = _frame(request, f"补正：{own.reason_title}", own)
    deed = Deed(str(frame["title"]), "", done=done, more={"crumbs": frame["crumbs"]})
    return show(request, deed, back=INTAKE)


def _why(case: Case) -> list[dict[str, str]]:
    """What was marked, by the words of the form, and why."""
    step = last_return(case)
    labels = {one.name: one.label for one in case.answers} | LABELS
    labels |= {"": "整件申请", "papers": "证明材料"}
    return [
        {**one, "where": labels.get(one["field"], one["field"].removeprefix("paper:"))}
        for one in (step.reasons if step else [])
    ]


def _frame(request: PersonRequest, title: str, own: Withdrawal) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": crumbs(("查个人", FILE), ("提取受理", INTAKE)),
        "back_url": reverse(INTAKE),
        "person": banner(request.person),
        "pay_to": pay_to(own.receiver),
        "heirs": own.payee is not None,
        "wide": True,
    }
