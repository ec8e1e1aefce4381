"""The addresses of the calendar of duties."""

from django.urls import path

from anju.portals.employer.duties import calendar, feed

PATHS = (
    path("calendar", calendar.calendar_page, name="calendar"),
    path("calendar/file.ics", calendar.calendar_file, name="calendar_file"),
    path("calendar/subscription", feed.subscription, name="subscription"),
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
)
