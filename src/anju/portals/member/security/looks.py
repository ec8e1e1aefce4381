"""谁看过我: which of the center's staff looked at one's data, when and why."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anju.audit.looks import looks_at
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import framed
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import page


@members_only
@require_safe
def looks(request: MemberRequest) -> HttpResponse:
    """Every look, the last first; the clerk's name stands behind its mask."""
    found = looks_at(request.member.pk)
    shown = paging_of(request, total=found.count())
    context = framed(request, "谁看过我", looks=found[shown.slice], shown=shown)
    return page(request, "pieces/member/security/looks.html", context)
