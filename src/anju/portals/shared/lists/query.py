"""A query page, once for all: conditions, 查询, table with sums, pages, export, print."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from anju.centers.listing import Listing
from anju.documents.exports.asked import Wanted
from anju.documents.exports.fetch_export import note_export
from anju.ground.errors import Refusal
from anju.identity.models import Visit
from anju.portals.shared.doors.errand import Errand
from anju.portals.shared.lists.columns import Cell, Column, Figures
from anju.portals.shared.lists.conditions import Condition
from anju.portals.shared.lists.export_offer import offer
from anju.portals.shared.lists.paging import SIZES, Paging, paging_of, size_of
from anju.portals.shared.lists.sheet import Cell as SheetCell
from anju.portals.shared.lists.sheet import Column as SheetColumn
from anju.portals.shared.lists.sheet import offered, workbook
from anju.portals.shared.shell.page import page

PIECE = "pieces/query.html"
KEPT = "asked"
# A workbook of so many rows is half a second of a process that serves nobody else meanwhile;
# a longer one is written by a job.
AT_ONCE_MOST = 5_000
Rows = Iterator[Any]


@dataclass(frozen=True)
class Query:
    """What is asked for and how the answer is shown; `file` names the workbook in ASCII.

    A list whose workbook is more than its table writes it itself, from the rows, in `book`.
    """

    title: str
    lead: str
    file: str
    columns: Sequence[Column]
    found: Listing
    conditions: Sequence[Condition] = ()
    refusal: Refusal | None = None
    empty: str = "没有符合条件的记录。"
    hint: str = "可以放宽日期，或把条件改为“全部”再查询。"
    icon: str = "list-details"
    note: str = ""
    facts: Sequence[tuple[str, str]] = ()
    piece: str = PIECE
    book: Callable[[Rows], bytes] | None = None

    @property
    def by_post(self) -> bool:
        """Whether words are asked for, which must not stand in an address."""
        return any(one.type == "words" for one in self.conditions)

    @property
    def in_workbook(self) -> list[Column]:
        """The columns a workbook has: what only leads on stays on the page."""
        return [column for column in self.columns if column.label]

    @property
    def has_sums(self) -> bool:
        """Whether something is added up."""
        return any(column.sums for column in self.columns)


def answer(
    request: HttpRequest, query: Query, *, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page of a query; its workbook for `as=xlsx`, the whole of it for `as=print`.

    A workbook that is too long to wait for is asked for from the page alone. An errand takes
    the query with it.
    """
    if isinstance(request, Errand):
        request.found = query
        return HttpResponse()
    wanted, long = request.GET.get("as"), query.found.total > AT_ONCE_MOST
    if wanted == "xlsx":
        back = HttpResponseRedirect(_address(request, ""))
        return back if long else _workbook(request, query)
    shown = paging_of(request, total=query.found.total, size=size_of(request), sizes=SIZES)
    rows = query.found.part(shown.slice) if query.found.total else ()
    if not shown.prints:
        _keep(request)
    context = {
        "title": query.title,
        "wide": True,
        "query": query,
        "refusal": query.refusal,
        "shown": shown,
        "rows": [[column.cell(row) for column in query.columns] for row in rows],
        "feet": _feet(query, rows, shown),
        **_export(request, query, long),
        **(more or {}),
    }
    return page(request, query.piece, context)


def back_to(request: HttpRequest, route: str) -> str:
    """The address of a list as it was last asked for, with its conditions and its page."""
    path = reverse(route)
    asked = request.session.get(KEPT, {}).get(path, "")
    return f"{path}?{asked}" if asked else path


def _keep(request: HttpRequest) -> None:
    kept, asked = dict(request.session.get(KEPT, {})), request.GET.urlencode()
    if kept.get(request.path, "") != asked:
        kept[request.path] = asked
        request.session[KEPT] = dict(list(kept.items())[-30:])


def _address(request: HttpRequest, form: str) -> str:
    """The same question answered in another form, from its first row on."""
    wanted = request.GET.copy()
    for name in ("page", "as"):
        wanted.pop(name, None)
    if form:
        wanted["as"] = form
    return f"{request.path}?{wanted.urlencode()}" if wanted else request.path


def _export(request: HttpRequest, query: Query, long: bool) -> dict[str, str]:
    """How the page offers the workbook: by an address, or as a question for the job."""
    if not long:
        return {"export_url": _address(request, "xlsx")}
    door = request.resolver_match.namespace if request.resolver_match else ""
    wanted = Wanted(query.title, query.file, query.found.total)
    return {
        "exports_url": reverse(f"{door}:exports"),
        "export_question": offer(request, wanted),
    }


def _feet(query: Query, rows: Sequence[Any], shown: Paging) -> list[list[Cell]]:
    """本页合计 and 总合计; on a single page the two would say the same."""
    if not query.has_sums or not rows:
        return []
    whole = _foot(query, "总合计", query.found.sums)
    if shown.last == 1:
        return [whole]
    parts = {
        column.sums: column.part_sum(rows)
        for column in query.columns
        if isinstance(column, Figures) and column.sums
    }
    return [_foot(query, "本页合计", parts), whole]


def _foot(query: Query, title: str, sums: Mapping[str, int]) -> list[Cell]:
    return [
        Cell(
            text=_summed(column, sums) or ("" if place else title),
            label=column.label if column.sums else "",
            classes="r" if column.right else "",
        )
        for place, column in enumerate(query.columns)
    ]


def _summed(column: Column, sums: Mapping[str, int]) -> str:
    if isinstance(column, Figures) and column.sums:
        return column.written(sums[column.sums])
    return ""


def _workbook(request: HttpRequest, query: Query) -> HttpResponse:
    book, title = workbook_of(query), query.title
    visit: Visit = request.visit  # type: ignore[attr-defined]
    by = f"{visit.holder}/{visit.holder_id}"
    note_export(by=by, title=title, rows=query.found.total)
    return offered(book, filename=f"{query.file}.xlsx", title=title)


def workbook_of(query: Query, through: Callable[[Rows], Rows] = iter) -> bytes:
    """The whole list with its sums; `through` sees every row as it passes.

    The sums are of the rows that stand above them, whatever is booked meanwhile.
    """
    rows = through(query.found.whole())
    if query.book is not None:
        return query.book(rows)
    heads = [SheetColumn(column.label, column.width) for column in query.in_workbook]
    return workbook(query.title, heads, _lines(query, rows))


def _lines(query: Query, rows: Rows) -> Iterator[list[SheetCell]]:
    columns = query.in_workbook
    summed = [one for one in columns if isinstance(one, Figures) and one.sums]
    sums, empty = {column.of: 0 for column in summed}, True
    for row in rows:
        empty = False
        for column in summed:
            sums[column.of] += column.number(row) or 0
        yield [column.in_workbook(row) for column in columns]
    if summed and not empty:
        yield [
            column.in_workbook(sums) if column in summed else ("" if place else "总合计")
            for place, column in enumerate(columns)
        ]
