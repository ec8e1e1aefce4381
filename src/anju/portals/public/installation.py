"""What answers outside any center: health, preferences, and the list of centers."""

from django.urls import path

from anju.portals.public.front import centers
from anju.portals.public.health import healthz
from anju.portals.shared.shell import errors
from anju.portals.shared.shell.reading import reading_mode

app_name = "installation"
urlpatterns = [
    path("", centers, name="centers"),
    path("healthz", healthz),
    path("reading-mode", reading_mode, name="reading_mode"),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
