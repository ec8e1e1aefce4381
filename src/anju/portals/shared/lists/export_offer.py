"""What stands on a long list's page: the question it shows, signed for its own visitor."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from anju.documents.exports.asked import Question, Wanted
from anju.ground.errors import Refusal
from anju.portals.shared.doors.words import KEY, words_under

SALT = "anju.exports"
# Which page of the list and in which form is no part of the question.
FORM = ("page", "size", "as")


class NoQuestion(Refusal):
    code = "portals.no_question"


@dataclass(frozen=True)
class Offer:
    """A list that may be asked for as a workbook."""

    question: Question
    wanted: Wanted


def offer(request: HttpRequest, wanted: Wanted) -> str:
    """The page's question in a form only we can have written, good in this session alone."""
    asked = request.GET.copy()
    for name in FORM:
        asked.pop(name, None)
    said = [request.path_info, asked.urlencode(), wanted.title, wanted.filename, wanted.rows]
    return signing.dumps([_visit_of(request), *said], salt=SALT, compress=True)


def taken(request: HttpRequest, offered: str) -> Offer:
    """The list an offer is for; the words looked for come out of the visitor's session.

    Raises NoQuestion when it was not written here, or in another session.
    """
    try:
        visit, path, conditions, *wanted = signing.loads(offered, salt=SALT)
    except signing.BadSignature as bad:
        raise NoQuestion("没有读懂要导出哪份名单，请回到名单再点一次“导出Excel”。") from bad
    if visit != _visit_of(request):
        raise NoQuestion("登录已经换过，请回到名单再点一次“导出Excel”。")
    asked = QueryDict(conditions, mutable=True)
    words = words_under(request, str(asked.pop(KEY, [""])[0]))
    return Offer(Question(path, asked.urlencode(), words), Wanted(*wanted))


def _visit_of(request: HttpRequest) -> Any:
    return request.visit.pk  # type: ignore[attr-defined]
