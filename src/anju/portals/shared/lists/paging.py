"""Pages of a list: 共 n 条 第 1/n 页; and the whole of it, for paper."""

from dataclasses import dataclass

from django.http import HttpRequest

ROWS = 20
SIZES = (10, 20, 50, 100)
MOST_PAGES = 1_000_000
# What a browser prints in a few seconds.
PRINTED_MOST = 5_000


@dataclass(frozen=True)
class Paging:
    """Which rows of how many are on the page; numbers start at one and never leave the list."""

    number: int
    size: int
    total: int
    # How many rows a page may have, where the visitor may choose.
    sizes: tuple[int, ...] = ()
    # Whether it is for paper: everything on one page, as far as a browser prints.
    prints: bool = False

    @property
    def last(self) -> int:
        """The last page's number; an empty list still has one page."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows lie before this page."""
        return (self.number - 1) * self.size

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last

    @property
    def slice(self) -> slice:
        """What to cut out of the whole list."""
        return slice(self.offset, self.offset + self.size)


def asked_page(request: HttpRequest) -> int:
    """The page number in the address; whatever is not a number is the first page."""
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() else 1


def size_of(request: HttpRequest, *, usual: int = ROWS) -> int:
    """How many rows the visitor wants on a page; what is not on offer is the usual number."""
    asked = request.GET.get("size", "")
    return int(asked) if asked in {str(size) for size in SIZES} else usual


def paging_of(
    request: HttpRequest, *, total: int, size: int = ROWS, sizes: tuple[int, ...] = ()
) -> Paging:
    """The page asked for, drawn back to the last one where the list is shorter.

    For `as=print` it is the whole list.
    """
    if request.GET.get("as") == "print":
        return Paging(number=1, size=PRINTED_MOST, total=total, prints=True)
    last = max(1, -(-total // size))
    number = min(asked_page(request), last)
    return Paging(number=number, size=size, total=total, sizes=sizes)
