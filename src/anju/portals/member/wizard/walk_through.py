"""Walks somebody through registration or a forgotten password, in the shape of his city."""

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.codes.use_code import WrongCode
from anju.identity.enrolment.open_knock import nothing_under_way
from anju.identity.enrolment.words import AFTER_PROOF
from anju.identity.models import Knock
from anju.policy.rules import value
from anju.portals.member.wizard.notes import notes_of
from anju.portals.member.wizard.page import done_page, refused_page, step_page
from anju.portals.member.wizard.phrase import BadPhrase
from anju.portals.member.wizard.press import Wrong, ask_for_code, go_on
from anju.portals.member.wizard.shapes import SHAPES, Shape
from anju.portals.member.wizard.walk import DONE, Walk

_KEYS: Final = {
    Knock.Kind.REGISTER: "identity.member_registration",
    Knock.Kind.RESET: "identity.member_reset",
}
# Refusals that belong to one field, so that the summary can lead there.
_AT_FIELD: Final[dict[type[Refusal], str]] = {WrongCode: "code", BadPhrase: "answer"}


def shape_of(kind: Knock.Kind, today: date) -> Shape | None:
    """The city's shape; nothing where one registers at the counter."""
    return SHAPES.get((kind, value(_KEYS[kind], on=today)))


def walk_through(
    request: HttpRequest, kind: Knock.Kind, shape: Shape, slug: str
) -> HttpResponse:
    """One request at one step; a step that one has not come to leads back to the first."""
    today, now = business_day(), timezone.now()
    notes = notes_of(request, kind, now)
    if slug == DONE and notes.finished:
        return done_page(request, shape)
    first = shape.steps[0]
    walk = Walk(request, kind, shape, shape.at(slug) or first, notes, today, now)
    if slug == DONE:
        return HttpResponseRedirect(walk.url())
    if slug and shape.at(slug) is None:
        raise Http404
    if not walk.may_be_here:
        return _back_to_the_first(walk)
    return _press(walk) if request.method == "POST" else step_page(walk)


def _back_to_the_first(walk: Walk) -> HttpResponse:
    if walk.request.method != "POST":
        return HttpResponseRedirect(walk.url())
    return refused_page(walk, nothing_under_way())


def _press(walk: Walk) -> HttpResponse:
    """A refusal is caught here, so that what was counted and written down stays."""
    try:
        if walk.step.code and walk.request.POST.get("press") == "code":
            return _sent(walk)
        return HttpResponseRedirect(go_on(walk))
    except Wrong as wrong:
        return step_page(walk, errors=wrong.errors)
    except AFTER_PROOF as refusal:
        return refused_page(walk, refusal)
    except Refusal as refusal:
        field = _AT_FIELD.get(type(refusal))
        if field is not None:
            return step_page(walk, errors={field: refusal.sentence})
        return step_page(walk, refusal=refusal)


def _sent(walk: Walk) -> HttpResponse:
    notes = ask_for_code(walk)
    after = Walk(walk.request, walk.kind, walk.shape, walk.step, notes, walk.today, walk.now)
    return step_page(after, sent=True)
