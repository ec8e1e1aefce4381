"""A walk to a list that no browser has sent: for the question alone, no page is drawn.

The job that writes a long workbook walks through the same door and the same view as the page
it was asked for on, so that both ask one question, and what the asker may not see any more is
not written either.
"""

from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, QueryDict
from django.urls import resolve

from anju.centers.connection import connection
from anju.documents.exports.asked import Question
from anju.identity.models import Visit
from anju.portals.shared.doors.words import KEY, put_away


class Errand(HttpRequest):
    """A request in memory, made in the name of a visit; the list's view leaves in `found`
    what it found. Only our own code can make one.
    """

    found: Any
    today: date

    def __init__(self, question: Question, *, visit: Visit, today: date) -> None:
        super().__init__()
        self.method = "GET"
        self.path = self.path_info = question.path
        self.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REMOTE_ADDR": ""}
        self.session = SessionBase()  # in memory; whatever a view keeps is forgotten
        asked = QueryDict(question.conditions, mutable=True)
        if question.words:
            asked[KEY] = put_away(self, question.words)
        self.GET = QueryDict(asked.urlencode())
        self.resolver_match = self._match = resolve(question.path)
        # A view that refuses draws its page, which nobody will see.
        self.center = connection.tenant
        self.visit = visit
        self.asked_on = today
        self.found = None

    def run(self) -> None:
        """Call the view; whoever may not come in finds nothing."""
        self._match.func(self, *self._match.args, **self._match.kwargs)
