"""Finding a page of the hall by its name, another name it goes by, or their pinyin."""

from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods
from pypinyin import Style, pinyin

from anju.portals.shared.shell.hall import Menu, MenuEntry, MenuGroup
from anju.portals.shared.shell.page import page

WORDS_MOST = 20
SEE_OTHER = 303
READINGS_MOST = 256


@dataclass(frozen=True)
class Found:
    """A page of the menu, the heading it stands under, and the other name it was found by."""

    entry: MenuEntry
    group: str
    by: str = ""
    exact: bool = False


def find_pages(menu: Menu, words: str) -> list[Found]:
    """The pages whose name or alias holds the words, in characters or pinyin; best first."""
    wanted = "".join(words.split()).lower()
    if not wanted:
        return []
    ranked: dict[str, tuple[int, Found]] = {}
    for group, entry in _entries(menu):
        for name in (entry.label, *entry.aliases):
            rank = _rank(name, wanted)
            if rank is None or (entry.url in ranked and ranked[entry.url][0] <= rank):
                continue
            by = "" if name == entry.label else name
            ranked[entry.url] = (rank, Found(entry, group, by, exact=rank == 0))
    return [found for _, found in sorted(ranked.values(), key=lambda pair: pair[0])]


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """找功能: lists while one types; sent as a form, the one page that is meant opens."""
    words = request.POST.get("find", "").strip()[:WORDS_MOST]
    found = find_pages(request.visitor.menu, words)  # type: ignore[attr-defined]
    if "HX-Request" not in request.headers and (len(found) == 1 or (found and found[0].exact)):
        return HttpResponseRedirect(found[0].entry.url, status=SEE_OTHER)
    context = {
        "title": "找功能",
        "words": words,
        "found": found,
        "bare": "HX-Request" in request.headers and "HX-Boosted" not in request.headers,
    }
    return page(request, "pieces/found.html", context)


def _entries(menu: Menu) -> list[tuple[str, MenuEntry]]:
    return [
        (part.label if isinstance(part, MenuGroup) else "", entry)
        for part in menu
        for entry in (part.entries if isinstance(part, MenuGroup) else (part,))
    ]


def _rank(name: str, wanted: str) -> int | None:
    """0 for the name itself, 1 for its beginning, 2 inside it, 3 in pinyin; else None."""
    sounds = _sounds(name)
    if wanted == name.lower() or wanted in sounds:
        return 0
    if name.lower().startswith(wanted):
        return 1
    if wanted in name.lower():
        return 2
    heard = len(wanted) > 1 and any(wanted in sound for sound in sounds)
    return 3 if heard else None


@cache
def _sounds(name: str) -> frozenset[str]:
    """A name in pinyin, in full and by its initials; 重 sounds in two ways, either counts."""
    spoken = pinyin(name, style=Style.NORMAL, heteronym=True)
    readings = list(islice(product(*spoken), READINGS_MOST))
    full = {"".join(reading).lower() for reading in readings}
    initials = {"".join(one[:1] for one in reading).lower() for reading in readings}
    return frozenset(full | initials)
