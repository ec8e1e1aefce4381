"""Whoever may not sign in costs the same work, whatever the reason."""

import re
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anju.identity.claims import Claim
from anju.identity.limit_table import SIGN_IN_NAME
from anju.identity.limits import TryLater
from anju.identity.models import Credential, Enrolment, Holder, Tally
from anju.identity.passwords.set_password import set_password
from anju.identity.sign_in import NotSignedIn, ask_sign_in_code, sign_in_member
from anju.people.models import FundAccount, Member
from people_of_the_town import employer, identity, opening, staff

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
WAYS = ("identity", "account", "mobile")
RIGHT = "weave-9-yards"
CASES = ("wrong_password", "unknown", "not_enrolled", "no_password", "locked", "junk")


@pytest.fixture
def people(xinyang) -> dict[str, str]:
    """What each case types for a name."""
    at = employer()
    staff(at, *[opening(order, name) for order, name in enumerate(CASES, start=1)])
    for case in CASES:
        member = Member.objects.get(name=case)
        if case != "not_enrolled":
            Enrolment.objects.create(
                holder=Holder.MEMBER,
                holder_id=member.pk,
                way=Enrolment.Way.COUNTER,
                agreement="1",
                at=NOW,
                by="test",
            )
        if case != "no_password":
            set_password(holder=Holder.MEMBER, holder_id=member.pk, password=RIGHT, now=NOW)
        if case == "locked":
            mine = Credential.objects.filter(holder=Holder.MEMBER, holder_id=member.pk)
            mine.update(locked_because="test")
    names = {case: Member.objects.get(name=case).identity_number for case in CASES}
    return {**names, "unknown": identity(777), "junk": "' OR 1=1 --"}


def statements(deed) -> list[str]:
    """What a deed asks of the database, without its values."""
    Tally.objects.all().delete()
    with CaptureQueriesContext(connection) as log:
        deed()
    plain = (re.sub(r'"s\d+_x\d+"|\'[^\']*\'|\d+', "", query["sql"]) for query in log)
    return [sql[:60] for sql in plain if "search_path" not in sql]


@pytest.mark.parametrize("coded", [False, True])
@pytest.mark.parametrize("start", [False, True])
def test_every_refusal_asks_the_same_of_the_database(
    people: dict[str, str], coded: bool, start: bool
) -> None:
    def refused(case: str) -> list[str]:
        right = RIGHT if case in ("not_enrolled", "locked") else "wrong-word-7"
        claim = Claim(
            name=people[case], password="ABCDEFGHJKMN" if start else right, mobile="1", code="1"
        )

        def deed() -> None:
            with pytest.raises(NotSignedIn):
                sign_in_member(
                    claim=claim,
                    ways=WAYS,
                    coded=coded,
                    session="s",
                    address="10.0.0.1",
                    now=NOW,
                )

        return statements(deed)

    asked = {case: refused(case) for case in people}
    for case in people:
        assert asked[case] == asked["wrong_password"], case


def test_every_request_for_a_code_asks_the_same_of_the_database(
    people: dict[str, str],
) -> None:
    mobile = Member.objects.get(name="wrong_password").mobile

    def ask(name: str, session: str) -> None:
        ask_sign_in_code(
            claim=Claim(name=name, mobile=mobile),
            ways=WAYS,
            session=session,
            address="10.0.0.1",
            now=NOW,
        )

    ask(identity(778), "warm")  # the job that sends is woken once
    asked = {case: statements(partial(ask, name, case)) for case, name in people.items()}
    for case in people:
        assert asked[case] == asked["wrong_password"], case


def try_in(name: str, password: str = "wrong-word-7", address: str = "10.0.0.1") -> None:
    sign_in_member(
        claim=Claim(name=name, password=password),
        ways=WAYS,
        coded=False,
        session="s",
        address=address,
        now=NOW,
    )


def wear_out(name: str, tries: int) -> None:
    for order in range(tries):
        with pytest.raises(NotSignedIn):
            try_in(name, f"wrong-word-{order}", f"10.0.{order}.1")


def test_a_worn_out_name_does_not_tell_which_other_name_is_the_same_persons(
    people: dict[str, str],
) -> None:
    account = FundAccount.objects.get(member__name="wrong_password").number
    wear_out(people["wrong_password"], SIGN_IN_NAME.most)
    with pytest.raises(TryLater):
        try_in(people["wrong_password"])
    with pytest.raises(NotSignedIn):
        try_in(account)


def test_several_names_give_a_guesser_no_tries_without_end(people: dict[str, str]) -> None:
    member = Member.objects.get(name="wrong_password")
    member.mobile_proven_at = NOW
    member.save()
    account = FundAccount.objects.get(member=member).number
    wear_out(people["wrong_password"], SIGN_IN_NAME.most)
    wear_out(account, SIGN_IN_NAME.most - 1)
    try_in(account, RIGHT)
    wear_out(account, SIGN_IN_NAME.most)
    wear_out(member.mobile, SIGN_IN_NAME.most)
    Tally.objects.filter(scope=SIGN_IN_NAME.scope).delete()
    with pytest.raises(NotSignedIn):
        try_in(member.mobile, RIGHT)
    Tally.objects.all().delete()
    try_in(member.mobile, RIGHT)
