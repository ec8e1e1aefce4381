"""Every page has a name of its own: of two with one name, a link finds only the later."""

from collections import Counter

import pytest
from django.urls import URLPattern, URLResolver, get_resolver


def _doors() -> dict[str, list[str]]:
    """The names of the pages behind each door."""
    found: dict[str, list[str]] = {}
    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver) and not one.namespace:
            waiting += one.url_patterns
        elif isinstance(one, URLResolver):
            pages = [page for page in one.url_patterns if isinstance(page, URLPattern)]
            found[str(one.namespace)] = [page.name or "" for page in pages]
    return found


@pytest.mark.parametrize("door", ["public", "member", "employer", "counter"])
def test_no_two_pages_of_a_door_share_a_name(door: str) -> None:
    names = _doors()[door]
    assert len(names) > 5
    assert [name for name, count in Counter(names).items() if count > 1] == []
