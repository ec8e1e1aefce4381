"""How a wizard's step looks; before proof the same for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from anju.ground.errors import Refusal
from anju.identity.enrolment.find import proven_mobile
from anju.identity.enrolment.open_knock import NothingUnderWay
from anju.identity.enrolment.words import AlreadyRegistered, NotRegistered
from anju.policy.rules import value
from anju.portals.member.wizard.fields import asked, code_field, password_fields, typed
from anju.portals.member.wizard.phrase import phrase_fields
from anju.portals.member.wizard.shapes import Shape
from anju.portals.member.wizard.walk import Walk
from anju.portals.shared.doors.robots import Robot
from anju.portals.shared.fields import Field, FormError
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.steps import steps_of

SIGN_IN = "member:sign_in"


def step_page(
    walk: Walk,
    *,
    errors: dict[str, str] | None = None,
    refusal: Refusal | None = None,
    sent: bool = False,
) -> HttpResponse:
    """A step with what was typed, what is wrong, and whether a code is on its way."""
    wrong, step, proven = errors or {}, walk.step, walk.proven
    known = typed(walk.request, step) if walk.request.method == "POST" else walk.notes.facts
    questions = value("identity.phrase_questions", on=walk.today)
    context: dict[str, Any] = {
        **_frame(walk.shape, step.title),
        "step": step,
        "steps": steps_of(walk.shape.marks, here=step.mark + 1),
        "refusal": refusal,
        "errors": [FormError(name, sentence) for name, sentence in wrong.items()],
        "fields": asked(walk.shape, step, known, wrong),
        "phrase_fields": (
            phrase_fields(walk.request, questions, wrong.get("answer", ""))
            if step.phrase
            else []
        ),
        "code_field": (
            code_field(walk.shape, wrong.get("code", ""))
            if step.code and proven is None
            else None
        ),
        "code_button": walk.shape.code_button,
        "seconds": walk.notes.seconds_left(walk.now),
        "sent": sent or bool(walk.notes.again_at),
        "passwords": _passwords(walk, wrong) if step.password else [],
        "proven_mobile": proven_mobile(proven) if proven is not None else "",
        "agreement": value("identity.agreement", on=walk.today) if step.consent else None,
        "consent_error": wrong.get("consent", ""),
        "robot": _robot(walk),
    }
    refused = bool(wrong or refusal)
    return page(
        walk.request, "pieces/member/wizard.html", context, status=REFUSED if refused else 200
    )


def refused_page(walk: Walk, refusal: Refusal) -> HttpResponse:
    """What is told after proof to somebody who does not get in, and where to go instead."""
    ways: list[tuple[str, str]] = []
    if isinstance(refusal, AlreadyRegistered):
        ways = [("去登录", reverse(SIGN_IN)), ("忘记密码", reverse("member:forgot"))]
    if isinstance(refusal, NothingUnderWay):
        ways = [("从第一步重新办理", walk.url())]
    if isinstance(refusal, NotRegistered):
        ways = [("去注册", reverse("member:register"))]
    context = {**_frame(walk.shape, walk.shape.title), "refusal": refusal, "ways": ways}
    return page(walk.request, "pieces/member/wizard_refused.html", context, status=REFUSED)


def done_page(request: HttpRequest, shape: Shape) -> HttpResponse:
    """The end of the way, and the way on: signing in."""
    context = {
        **_frame(shape, shape.done),
        "shape": shape,
        "steps": steps_of(shape.marks, here=len(shape.marks) + 1),
        "sign_in_url": reverse(SIGN_IN),
    }
    return page(request, "pieces/member/wizard_done.html", context)


def _frame(shape: Shape, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "wizard_title": shape.title,
        "crumbs": [{"label": "个人登录", "url": reverse(SIGN_IN)}],
    }


def _passwords(walk: Walk, wrong: dict[str, str]) -> list[Field]:
    kind = value("identity.member_password", on=walk.today)
    return password_fields(walk.shape, wrong, kind=kind)


def _robot(walk: Walk) -> Robot | None:
    """Where a city's form names the field it is always there; elsewhere once it is due."""
    if not (walk.step.robot or walk.step.code):
        return None
    robot = walk.bump(walk.notes.told().about).shown()
    return robot if robot is not None and (walk.step.robot or robot.puzzle) else None
