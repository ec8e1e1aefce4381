"""The pages of the public door."""

from django.urls import path

from anju.portals.public.agreement import agreement
from anju.portals.public.correction import correction, correction_answered
from anju.portals.public.disavow import disavow, disavowed
from anju.portals.public.front import front
from anju.portals.public.verify import verify
from anju.portals.shared.doors.still_here import still_here
from anju.portals.shared.shell.reading import reading_mode

app_name = "public"
urlpatterns = [
    path("", front, name="front"),
    path("agreement", agreement, name="agreement"),
    path("verify", verify, name="verify"),
    path("not-me/done", disavowed, name="disavowed"),
    path("not-me/<str:token>", disavow, name="disavow"),
    path("correction", correction, name="correction"),
    path("correction/answered", correction_answered, name="correction_answered"),
    path("reading-mode", reading_mode, name="reading_mode"),
    path("still-here", still_here, name="still_here"),
]
