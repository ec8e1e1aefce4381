"""A person on record without any account, an heir for instance, and every page of the hall."""

from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from tests.people_of_the_town import opening, staff
from tests.portals.member.conftest import enter
from tests.withdrawals.inheriting import register_son

from anju.people.models import Employer, Member
from anju.portals.member.urls import app_name

ANSWERS = {200, 302, 404, 405}


@pytest.fixture
def son(hall: Client) -> Member:
    return register_son()


def test_no_page_falls_over_him(hall: Client, son: Member) -> None:
    room = enter(hall, son)
    names = {str(one) for one in get_resolver().namespace_dict[app_name][1].reverse_dict}
    told = {}
    for name in sorted(names - {"sign_out"}):
        try:
            address = reverse(f"{app_name}:{name}")
        except NoReverseMatch:
            continue
        told[name] = room.get(address).status_code
    assert len(told) > 50
    assert {name: status for name, status in told.items() if status not in ANSWERS} == {}
    assert told["home"] == 200


def test_an_employer_may_hire_him_later(son: Member, mill: Employer) -> None:
    staff(mill, opening(61, "王小明"))
    assert Member.objects.filter(name="王小明").count() == 2
    assert son.born_on == date(1995, 6, 1)
