"""绑定数字证书: a signed-in agent ties his own certificate to himself, or unties one."""

from hashlib import sha256

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anju.ground.errors import Refusal
from anju.identity.certificates.bind_certificate import bind_certificate
from anju.identity.certificates.challenge import BIND
from anju.identity.certificates.end_bindings import bound_to, end_own_binding
from anju.portals.employer.certificates.challenge import challenge_page, prove
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.shown_certificate import secure_binding_url, shown
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.shell.page import REFUSED, page


@agents_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def binding(request: AgentRequest) -> HttpResponse:
    """The certificates bound to oneself here, and the one this connection shows."""
    refusal: Refusal | None = None
    encoded, chain = shown(request)
    if request.method == "POST" and encoded:
        try:
            return _bind(request, encoded, chain)
        except Refusal as refused:
            refusal = refused
    bound = bound_to(
        agent_id=request.agent.pk, employer_id=request.employer.pk, now=timezone.now()
    )
    context = {
        "title": "绑定数字证书",
        "crumbs": crumbs("employer:home"),
        "bound": bound,
        "already": any(bytes(one.fingerprint) == sha256(encoded).digest() for one in bound),
        "shown": bool(encoded),
        "secure": request.is_secure(),
        "secure_url": secure_binding_url(request),
        "signed_url": reverse("employer:certificate_binding_signed"),
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/certificate_binding.html", context, status=status)


@agents_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def binding_signed(request: AgentRequest) -> HttpResponse:
    """The same by a signed text, where the browser has no certificate."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _bind(request, prove(request, purpose=BIND), ())
        except Refusal as refused:
            refusal = refused
    return challenge_page(
        request,
        purpose=BIND,
        title="签名绑定",
        submit="绑定",
        back=reverse("employer:certificate_binding"),
        refusal=refusal,
    )


@agents_only
@require_POST
def end(request: AgentRequest, pk: int) -> HttpResponse:
    """解除绑定 at once; sessions on that certificate end."""
    end_own_binding(pk, agent_id=request.agent.pk, because="本人解除", now=timezone.now())
    return HttpResponseRedirect(reverse("employer:certificate_binding"))


def _bind(request: AgentRequest, encoded: bytes, chain: tuple[bytes, ...]) -> HttpResponse:
    bind_certificate(
        encoded=encoded,
        chain=chain,
        appointment=request.appointment,
        by=f"agent/{request.agent.pk}",
        now=timezone.now(),
    )
    return HttpResponseRedirect(reverse("employer:certificate_binding"))
