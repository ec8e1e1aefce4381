"""How the API says no: one shape for every error (RFC 9457), with our code and sentence."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from anju.contributions.lists import NotYours
from anju.contributions.registers.edit_register import RegisterClosed, RegisterMoved
from anju.contributions.registers.submit_register import LinesTurned, MonthMoved
from anju.contributions.uploads.read_upload import FileTooLarge, SameFileAgain
from anju.ground.errors import Refusal
from anju.identity.limits import TryLater
from anju.identity.tokens.do_once import KeyForAnother, KeyInUse, NoKey
from anju.identity.tokens.know_token import TokenMayNot, UnknownToken
from anju.portals.shared.shell.trace import trace_of

REFUSED = 422
STATUSES: dict[type[Refusal], int] = {
    UnknownToken: 401,
    TokenMayNot: 403,
    NotYours: 404,
    NoKey: 400,
    KeyInUse: 409,
    KeyForAnother: 422,
    SameFileAgain: 409,
    FileTooLarge: 413,
    RegisterMoved: 409,
    RegisterClosed: 409,
    LinesTurned: 409,
    MonthMoved: 409,
    TryLater: 429,
}
NOT_READ = "请求里有不认识或不合格的内容，没有办理。请按接口说明改正后再发。"


class BadRequest(Refusal):
    code = "portals.api_bad_request"


class NotThere(Refusal):
    code = "portals.api_not_there"


STATUSES |= {BadRequest: 400, NotThere: 404}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of an expected no; 422 unless there is a better one."""
    return next((STATUSES[one] for one in type(refusal).__mro__ if one in STATUSES), REFUSED)


def problem(
    request: HttpRequest, status: int, code: str, sentence: str, **more: Any
) -> HttpResponse:
    """One error as JSON; `request` is the number to tell the hotline."""
    body = {
        "type": f"urn:anju:{code}",
        "title": sentence,
        "status": status,
        "code": code,
        "request": trace_of(request),
        **more,
    }
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/problem+json; charset=utf-8"
    answer["Cache-Control"] = "private, no-store"
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="anju"'
    if status == 429:
        answer["Retry-After"] = "60"
    return answer


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """An expected no."""
    return problem(request, status_of(refusal), refusal.code, refusal.sentence)


def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No key was shown at all."""
    sentence = "请在 Authorization 里给出 Bearer 令牌。"
    return problem(request, 401, UnknownToken.code, sentence)


def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Fields that are missing, strange or unknown, each with its place."""
    errors = [
        {"field": ".".join(map(str, one["loc"][1:])), "code": one["type"]}
        for one in error.errors
    ]
    return problem(request, 400, BadRequest.code, NOT_READ, errors=errors)


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses, a body that is no JSON above all."""
    return problem(request, error.status_code, BadRequest.code, NOT_READ)
