"""Words that would be a script stay words before the officer (security F3)."""

from dataclasses import replace

from django.test import Client
from tests.people_of_the_town import TODAY
from tests.withdrawals.conftest import RENT, ask

from anju.cases.models import Case
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
PAGES = ("", "/assignment", "/{case}")


def test_a_name_and_an_address_that_are_scripts_are_read_and_not_run(
    wang: Member, card: MemberCard, manager_window: Client
) -> None:
    Member.objects.filter(pk=wang.pk).update(name=HOSTILE[:50])
    MemberCard.objects.update(holder=HOSTILE[:50])
    wang.refresh_from_db()
    made = ask(wang, replace(RENT, told={**RENT.told, "address": HOSTILE}))
    Case.objects.update(given_to=Staff.objects.get(login="0802"), given_on=TODAY)
    pages = [f"/counter/review{one.format(case=made.case.number)}" for one in PAGES]
    shown = [manager_window.get(one).content.decode() for one in pages]
    assert "&lt;script&gt;alert(1)" in shown[-1]
    for page in shown:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
