"""账户安全: one's password, mobile, payment password, devices, lock, and who looked."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.identity.passwords.pin import has_pin
from anju.people.corrections.proposals import waiting_for_member
from anju.people.restraints.holds import open_holds
from anju.people.restraints.withdrawal_lock import is_locked
from anju.policy.rules import value
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import framed
from anju.portals.shared.shell.page import page


@members_only
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """Every door of this room, each with its state; what holds one's money stands on top."""
    now = timezone.now()
    context = framed(
        request,
        "账户安全",
        crumbs=[],
        holds=open_holds(request.member, now),
        waiting=waiting_for_member(member=request.member, now=now).count(),
        locked=is_locked(request.member, now),
        pin=has_pin(request.member.pk),
        pin_asked=value("identity.payment_password", on=request.today) == "asked",
    )
    return page(request, "pieces/member/security/overview.html", context)
