"""Pages of a list."""

import pytest
from django.test import RequestFactory

from anju.portals.shared.lists.paging import paging_of


def shown(query, total, size=20):
    return paging_of(RequestFactory().get(f"/?{query}"), total=total, size=size)


def test_an_empty_list_still_has_a_first_page():
    page = shown("", 0)
    assert (page.number, page.last, page.has_previous, page.has_next) == (1, 1, False, False)


def test_the_last_page_may_be_short():
    page = shown("page=2", 21)
    assert (page.number, page.last, page.offset, page.has_next) == (2, 2, 20, False)


@pytest.mark.parametrize("asked", ["0", "-3", "abc", "１", "1.5", "", "%27"])
def test_whatever_is_no_page_number_is_the_first_page(asked):
    assert shown(f"page={asked}", 100).number == 1


@pytest.mark.parametrize("asked", ["6", "999999999999999999999"])
def test_a_page_behind_the_list_is_drawn_back_to_the_last(asked):
    assert shown(f"page={asked}", 100).number == 5


def test_for_paper_the_whole_list_is_one_page_as_far_as_a_browser_prints():
    page = shown("as=print&page=3", 4_999)
    assert (page.number, page.slice, page.last, page.prints) == (1, slice(0, 5_000), 1, True)
    assert shown("as=print", 5_001).has_next
    assert not shown("as=xlsx", 100).prints
