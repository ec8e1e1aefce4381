"""What a center's hall answers to."""

from django.urls import include, path

from anju.portals.public.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("", include("anju.portals.public.urls")),
    path("my/", include("anju.portals.member.urls")),
    path("employer/", include("anju.portals.employer.urls")),
    path("counter/", include("anju.portals.counter.urls")),
]
