"""No address says who somebody is: not in a link, a form, a redirect or a download."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from tests.people_of_the_town import identity
from tests.staff_of_the_town import at_counter
from tests.walking import addresses_of, walk

from anju.people.models import Employer, FundAccount, Member

pytestmark = pytest.mark.django_db
PERSONAL = re.compile(r"(?<!\d)(?:\d{15,19}|\d{17}[xX]|1[3-9]\d{9})(?!\d)")
MIGHT_SAY = ("王芳", "李伟", "wang fang")


def say_nothing(addresses: list[str]) -> bool:
    """Whether none of them holds an identity number, a mobile, a card, an account or a name."""
    accounts = tuple(FundAccount.objects.values_list("number", flat=True))
    plain = [unquote(address) for address in addresses]
    loud = [each for each in plain if PERSONAL.search(each)]
    loud += [each for each in plain for word in (*accounts, *MIGHT_SAY) if word in each]
    assert loud == []
    return bool(addresses)


def test_an_employers_pages_lead_on_without_saying_whom_they_are_about(
    desk: Client, mill: Employer
) -> None:
    for words in (identity(1), "13800000001", "王芳", FundAccount.objects.first().number):
        for page in ("/employer/members", "/employer/register/lines"):
            answer = desk.post(page, {"q": words, "kind": "seal"})
            assert say_nothing(addresses_of(answer))
            assert say_nothing(addresses_of(desk.get(answer["Location"])))
    walked = [
        say_nothing([here, *addresses_of(page)]) for here, page in walk(desk, "/employer/")
    ]
    assert len(walked) > 20


def test_a_members_pages_lead_on_without_saying_who_he_is(
    at_home: Client, wang: Member
) -> None:
    walked = [say_nothing([here, *addresses_of(page)]) for here, page in walk(at_home, "/my/")]
    assert len(walked) > 8


@pytest.mark.parametrize("role", ["clerk", "manager", "finance", "auditor"])
def test_the_counters_pages_lead_on_without_saying_whom_they_are_about(
    hall: Client, mill: Employer, wang: Member, role: str
) -> None:
    window = at_counter("1009", role)
    for words in (wang.identity_number, wang.mobile, mill.number):
        for page in ("/counter/", "/counter/deeds", "/counter/orders"):
            answer = window.post(page, {"q": words})
            assert say_nothing(addresses_of(answer)) or answer.status_code == 403
    walked = [
        say_nothing([here, *addresses_of(page)]) for here, page in walk(window, "/counter/")
    ]
    assert len(walked) > 3


def test_who_is_sent_to_sign_in_takes_no_words_along(hall: Client) -> None:
    for asked in (f"/employer/members?q={identity(1)}", "/my/ledger?q=13800000001"):
        assert say_nothing(addresses_of(hall.get(asked)))
