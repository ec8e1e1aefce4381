"""Pages of materials on their way out: as pictures nobody can run, and listed for a viewer."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpResponse

from anju.documents.materials.lists import file_of, page_of
from anju.documents.materials.models import Material, MaterialFile, MaterialPage
from anju.documents.materials.quality import doubts_of
from anju.documents.materials.store import fetch
from anju.documents.materials.thumbnail import thumbnail_of

TYPES = {"jpeg": "image/jpeg", "pdf": "application/pdf"}
ENDINGS = {"jpeg": "jpg", "pdf": "pdf"}


@dataclass(frozen=True)
class Leaf:
    """A page in a viewer: what it is called, where its pictures are, what is hard to read."""

    label: str
    # The first page of its material, reached by the number of the paper.
    first: bool
    file: str
    url: str
    small_url: str
    width: int
    height: int
    doubts: tuple[str, ...]


def leaves_of(
    material: Material, url_of: Callable[[int, int], str], *, title: str = ""
) -> list[Leaf]:
    """Every page of a material in order, for `parts/viewer.html`; `url_of` answers the address
    of a page by the places of file and page, and the small one hangs `?small=1` behind. A
    `title` stands before each label where several materials lie side by side.
    """
    leaves: list[Leaf] = []
    for file in material.files.prefetch_related("pages").order_by("place"):
        pages = sorted(file.pages.all(), key=lambda page: page.place)
        for page in pages:
            more = f" · 第 {page.place} 页" if len(pages) > 1 else ""
            url = url_of(file.place, page.place)
            leaves.append(
                Leaf(
                    label=f"{title} · 第 {file.place} 个{more}"
                    if title
                    else f"第 {file.place} 个{more}",
                    first=not leaves,
                    file=file.name,
                    url=url,
                    small_url=f"{url}?small=1",
                    width=page.width,
                    height=page.height,
                    doubts=tuple(doubts_of(page)),
                )
            )
    return leaves


def page_response(material: Material, *, file: int, page: int, small: bool) -> HttpResponse:
    """One page as a picture. Raises Http404 where there is none."""
    try:
        found = page_of(material=material, file=file, page=page)
    except MaterialPage.DoesNotExist as nothing:
        raise Http404 from nothing
    picture = fetch(found.sha256)
    name = f"{material.number}-{file}-{page}.jpg"
    return _locked(thumbnail_of(picture) if small else picture, "image/jpeg", name)


def file_response(material: Material, *, file: int) -> HttpResponse:
    """One file as it is kept, for download. Raises Http404 where there is none."""
    try:
        found = file_of(material=material, file=file)
    except MaterialFile.DoesNotExist as nothing:
        raise Http404 from nothing
    name = f"{material.number}-{file}.{ENDINGS[found.type]}"
    return _locked(fetch(found.sha256), TYPES[found.type], name)


def _locked(content: bytes, kind: str, name: str) -> HttpResponse:
    """Never shown as a page of ours, never guessed at, never kept on the way (security G1)."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = (
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
