"""What a center's hall answers to."""

from django.urls import include, path

from anju.portals.api.urls import api
from anju.portals.public.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("", include("anju.portals.public.urls")),
    path("my/", include("anju.portals.member.urls")),
    path("employer/", include("anju.portals.employer.urls")),
    path("api/v1/", api.urls),
    path("bank/", include("anju.portals.bank.urls")),
    path("counter/", include("anju.portals.counter.urls")),
]

handler400 = "anju.portals.shared.shell.errors.bad_request"
handler403 = "anju.portals.shared.shell.errors.forbidden"
handler404 = "anju.portals.shared.shell.errors.not_found"
handler500 = "anju.portals.shared.shell.errors.server_error"
