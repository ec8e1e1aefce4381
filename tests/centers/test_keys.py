"""The keys are looked at before anything runs, and what old keys sealed is sealed anew."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from tests.people_of_the_town import TODAY, employer, identity, opening, staff

from anju.centers.reseal import reseal, sealed_columns
from anju.centers.sealed import keyring
from anju.people.find import member_of, members_with
from anju.people.models import Member
from anju.settings.keys import DEMO_INDEX, DEMO_PEPPER, DEMO_SEAL, keys_of

REAL = {
    "ANJU_SEAL_KEYS": "1:" + "0123456789abcdef" * 2,
    "ANJU_INDEX_KEY": "0123456789abcdef" * 4,
    "ANJU_PEPPER_KEYS": "1:" + "fedcba9876543210" * 4,
}


@pytest.fixture
def ring(settings) -> Iterator[None]:
    """The keyring is made anew from whatever keys the test sets, and again afterwards."""
    keyring.cache_clear()
    yield
    keyring.cache_clear()


def faults() -> list[str]:
    return [each.msg for each in run_checks(tags=["keys"])]


def test_a_demo_runs_with_the_demo_keys(settings) -> None:
    settings.DEMO = True
    assert faults() == []


def test_a_real_center_does_not_start_with_what_stands_in_the_source(settings) -> None:
    settings.DEMO = False
    settings.ANJU_KEYS = keys_of({})
    names = {fault.split(" ")[0] for fault in faults()}
    assert names == {"ANJU_SEAL_KEYS", "ANJU_INDEX_KEY", "ANJU_PEPPER_KEYS", "ANJU_SECRET_KEY"}


def test_a_real_center_starts_with_keys_of_its_own(settings) -> None:
    settings.DEMO, settings.ANJU_KEYS = False, keys_of(REAL)
    settings.SECRET_KEY = "s3cret-" * 8
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("ANJU_SEAL_KEYS", "1:0123"),
        ("ANJU_SEAL_KEYS", "1:" + "zz" * 16),
        ("ANJU_SEAL_KEYS", "300:" + "0123456789abcdef" * 2),
        ("ANJU_SEAL_KEYS", "0123456789abcdef" * 2),
        ("ANJU_INDEX_KEY", "0123456789abcdef" * 2),
        ("ANJU_PEPPER_KEYS", "1:" + "0123456789abcdef" * 2),
    ],
)
def test_what_is_no_key_is_told(settings, name: str, given: str) -> None:
    settings.ANJU_KEYS = keys_of({**REAL, name: given})
    assert [fault.split(" ")[0] for fault in faults()][:1] == [name]


def test_an_unknown_cipher_is_told(settings) -> None:
    settings.ANJU_SEAL_CIPHER = "ROT13"
    assert "ANJU_SEAL_CIPHER" in faults()[0]


@pytest.mark.parametrize("cipher", ["AES-GCM", "SM4-GCM"])
def test_old_rows_are_sealed_anew_in_batches_and_everybody_is_found(
    xinyang, settings, ring: None, cipher: str
) -> None:
    staff(employer(), *(opening(order, f"王{order}") for order in range(1, 8)))
    settings.ANJU_SEAL_CIPHER = cipher
    settings.ANJU_KEYS = {
        "seal": {"1": DEMO_SEAL, "2": "0123456789abcdef" * 2},
        "index": DEMO_INDEX,
        "pepper": {"1": DEMO_PEPPER},
    }
    keyring.cache_clear()
    column = Member._meta.get_field("identity_number")
    first = next(reseal(column, batch=3))
    assert (first, heads("identity_number")) == (3, {keyring().head: 3, b"\1\1": 4})
    assert list(reseal(column, batch=3)) == [3, 4]
    assert heads("identity_number") == {keyring().head: 7}
    assert heads("mobile") == {b"\1\1": 7}
    assert member_of(identity_number=identity(3), today=TODAY).name == "王3"


def test_a_new_index_key_finds_everybody_once_all_rows_are_done(
    xinyang, settings, ring: None
) -> None:
    staff(employer(), opening(1, "王芳"))
    settings.ANJU_KEYS = {**settings.ANJU_KEYS, "index": "0123456789abcdef" * 4}
    keyring.cache_clear()
    assert member_of(identity_number=identity(1), today=TODAY) is None
    for column in sealed_columns():
        list(reseal(column, every=True))
    found = member_of(identity_number=identity(1), today=TODAY)
    assert found is not None
    assert members_with(mobile=found.mobile) == [found]


@pytest.mark.django_db
def test_the_command_tells_how_far_it_is() -> None:
    said = StringIO()
    call_command("reseal", stdout=said)
    assert "✓ people_member.identity_number 0 行" in said.getvalue()


def heads(column: str) -> dict[bytes, int]:
    """With which cipher and key how many rows are sealed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT substring({column} FROM 1 FOR 2), count(*) FROM people_member GROUP BY 1"
        )
        return {bytes(head): count for head, count in cursor.fetchall()}
