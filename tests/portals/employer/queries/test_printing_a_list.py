"""A list is printed whole, with its sums, as far as a browser goes; the rest is a workbook."""

import pytest
from django.test import Client
from tests.people_of_the_town import employer, identity, opening, staff
from tests.portals.conftest import agent_of, as_agent

from anju.people.models import Employer
from anju.portals.shared.lists import paging


@pytest.fixture
def inn(hall: Client) -> Employer:
    """浉河宾馆 with 45 people at 1,440.00 yuan a month."""
    made = employer("浉河宾馆有限公司", seq=2)
    staff(made, *(opening(order, f"职工{identity(order)[-4:]}") for order in range(1, 46)))
    return made


@pytest.fixture
def at_the_inn(hall: Client, inn: Employer) -> Client:
    return as_agent(hall, agent_of(inn, "孙会计", 903))


def test_the_page_leads_to_the_whole_list_and_back(at_the_inn: Client) -> None:
    page = at_the_inn.get("/employer/members?page=2&size=10").content.decode()
    assert 'href="?size=10&amp;as=print"' in page
    printed = at_the_inn.get("/employer/members?size=10&as=print")
    assert (len(printed.context["rows"]), printed.context["shown"].total) == (45, 45)
    shown = printed.content.decode()
    assert "64,800.00" in shown
    assert "本页合计" not in shown
    assert "data-print-now" in shown
    assert 'href="?size=10"' in shown
    # The way back from elsewhere leads to the list one was reading, not to its printing.
    assert at_the_inn.session["asked"]["/employer/members"] == "page=2&size=10"


def test_a_list_of_one_page_is_printed_from_it(at_the_inn: Client) -> None:
    page = at_the_inn.get("/employer/members?size=100").content.decode()
    assert "as=print" not in page
    assert "data-print " in page


def test_beyond_what_is_printed_the_sums_are_still_of_everybody(
    at_the_inn: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PRINTED_MOST", 30)
    printed = at_the_inn.get("/employer/members?as=print")
    assert len(printed.context["rows"]) == 30
    shown = printed.content.decode()
    assert "这里是前" in shown
    assert "43,200.00" in shown
    assert "64,800.00" in shown
