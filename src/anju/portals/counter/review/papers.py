"""The materials of a case, page by page, for the officer who holds it; his look is noted."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.cases.actors import staff_acts
from anju.cases.models import Case, SecondLook
from anju.cases.see_papers import note_paper
from anju.identity.counter.open_person import show_case_papers
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.review.leaves import materials_in
from anju.portals.counter.review.table import given
from anju.portals.shared.withdrawals.material_pages import page_response


@staff_only
@require_safe
def review_page(
    request: StaffRequest, number: str, material: str, file: int, leaf: int
) -> HttpResponse:
    """One page as a picture, while the case lies before this officer."""
    case = given(request, number) or _second_look(request, number)
    found = materials_in(case).get(material) if case else None
    if case is None or found is None:
        raise Http404
    if case.member_id is not None:
        show_case_papers(
            by=request.staff, member_id=case.member_id, case=number, now=timezone.now()
        )
    small = "small" in request.GET
    response = page_response(found, file=file, page=leaf, small=small)
    if not small:
        note_paper(case=case, material=material, by=staff_acts(request.staff))
    return response


def _second_look(request: StaffRequest, number: str) -> Case | None:
    mine = SecondLook.objects.filter(
        given_to=request.staff, result=SecondLook.Result.WAITING, case__number=number
    )
    look = mine.select_related("case").first()
    return look.case if look else None
