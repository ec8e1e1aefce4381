"""The pages of the public door."""

from django.urls import path

from anju.portals.public.front import front
from anju.portals.public.verify import verify
from anju.portals.shared.reading import reading_mode
from anju.portals.shared.still_here import still_here

app_name = "public"
urlpatterns = [
    path("", front, name="front"),
    path("verify", verify, name="verify"),
    path("reading-mode", reading_mode, name="reading_mode"),
    path("still-here", still_here, name="still_here"),
]
