"""Words typed into a list's search stay out of addresses: they wait in the session, sealed.

An address may be kept by browsers, printers and logs, and what people look for are names,
identity numbers and accounts. A search is posted; the address it leads to holds a key that
opens the words in this session alone, so that paging, export and the way back go on working.
"""

import secrets
from base64 import b85decode, b85encode
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase

from anju.centers.sealed import keyring

PLACE, FIELD, KEY, PURPOSE = "words", "q", "w", "words"
WORDS_MOST = 40
KEPT_MOST = 20
SEE_OTHER = 303

View = Callable[..., HttpResponseBase]


def words_of(request: HttpRequest) -> str:
    """The words this page is asked for; none where the key is another session's."""
    return words_under(request, request.GET.get(KEY, ""))


def words_under(request: HttpRequest, key: str) -> str:
    """The words this session keeps under a key."""
    kept = request.session.get(PLACE, {}).get(key)
    return keyring().unseal(b85decode(kept), purpose=PURPOSE) if kept else ""


def searchable(view: View) -> View:
    """Lets a list be searched by POST; stands below the door and above the view's methods."""

    @wraps(view)
    def searching(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and FIELD in request.POST:
            return _to_the_list(request)
        return view(request, *args, **kwargs)

    return searching


def _to_the_list(request: HttpRequest) -> HttpResponse:
    asked = QueryDict(mutable=True)
    for name, said in request.POST.items():
        if name not in (FIELD, KEY, "csrfmiddlewaretoken") and said:
            asked[name] = str(said)
    words = request.POST.get(FIELD, "").strip()[:WORDS_MOST]
    if words:
        asked[KEY] = put_away(request, words)
    query = asked.urlencode()
    return HttpResponseRedirect(
        f"{request.path}?{query}" if query else request.path, status=SEE_OTHER
    )


def put_away(request: HttpRequest, words: str) -> str:
    """Keep the words and answer their new key; the oldest go when there are many."""
    key = "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(8))
    kept = list(request.session.get(PLACE, {}).items())[1 - KEPT_MOST :]
    sealed = b85encode(keyring().seal(words, purpose=PURPOSE)).decode()
    request.session[PLACE] = {**dict(kept), key: sealed}
    return key
