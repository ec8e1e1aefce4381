"""One right code sent twelve times at once: one comes in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pyotp
import pytest
from django.db import connection

from anju.centers.current import inside
from anju.ground.errors import Refusal
from anju.identity.factors.totp import prove_totp
from anju.identity.models import Holder, Totp

NOW = datetime(2026, 11, 18, 2, 0, 5, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WHO = {"holder": Holder.STAFF, "holder_id": 990_001}
HANDS = 12


def elsewhere(deed) -> object:
    """Do something in a transaction of its own, as a request does."""

    def done() -> object:
        try:
            with inside("xinyang"):
                return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


@pytest.fixture
def enrolled(xinyang) -> Iterator[None]:
    """A secret that other connections see; taken away by hand afterwards."""
    elsewhere(lambda: Totp.objects.create(**WHO, secret=SECRET, confirmed_at=NOW))
    yield
    elsewhere(lambda: Totp.objects.filter(**WHO).delete())


def send() -> str:
    try:
        with inside("xinyang"):
            prove_totp(**WHO, typed=pyotp.TOTP(SECRET).at(NOW), now=NOW)
    except Refusal as refusal:
        return refusal.code
    finally:
        connection.close()
    return "in"


def test_of_many_at_once_one_comes_in(enrolled: None) -> None:
    with ThreadPoolExecutor(HANDS) as pool:
        heard = [sent.result() for sent in [pool.submit(send) for _ in range(HANDS)]]
    assert heard.count("in") == 1
    assert heard.count("identity.wrong_factor") == HANDS - 1
