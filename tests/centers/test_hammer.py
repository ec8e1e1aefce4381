"""Many requests over two centers while statements are cancelled: nobody sees another's rows."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from anju.centers.directory import directory
from anju.centers.middleware import CenterMiddleware
from centers.spite import Whim, reads, stock, strict

CENTERS = ("xinyang", "zaozhuang")
THREADS = 6
ROUNDS = 400
ONE_IN = 8


@pytest.fixture(autouse=True)
def known_centers(db: None) -> None:
    directory()


class Hammer:
    """Threads that ask one center after another, and one that cancels whatever runs."""

    def __init__(self, connect: Callable[[Whim], Any]) -> None:
        self.connect = connect
        self.told: Counter[str] = Counter()
        self.crashes: list[Exception] = []
        self.backends: list[int] = []
        self.over = threading.Event()
        self.start = threading.Barrier(THREADS + 1, timeout=60)

    def strike(self) -> Counter[str]:
        """Ask ROUNDS times on every thread; counts right, wrong and refused answers."""
        askers = [threading.Thread(target=self._ask, args=(n,)) for n in range(THREADS)]
        canceller = threading.Thread(target=self._cancel)
        for thread in (*askers, canceller):
            thread.start()
        for thread in askers:
            thread.join()
        self.over.set()
        canceller.join()
        assert self.crashes == []
        return self.told

    def _ask(self, number: int) -> None:
        dice = random.Random(number)
        told: Counter[str] = Counter()
        begun = False
        connections["default"] = self.connect(lambda: begun and dice.randrange(ONE_IN) == 0)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.backends.append(cursor.fetchone()[0])
            self.start.wait()
            begun = True
            for _ in range(ROUNDS):
                told[_one_request(dice)] += 1
        except Exception as crash:  # noqa: BLE001 - shown by the main thread
            self.crashes.append(crash)
        finally:
            connection.close()
        self.told += told

    def _cancel(self) -> None:
        """Cancel at random moments too; one application role may cancel its own statements."""
        dice = random.Random(99)
        self.start.wait()
        with connection.cursor() as cursor:
            while not self.over.is_set():
                cursor.execute("SELECT pg_cancel_backend(%s)", [dice.choice(self.backends)])
                self.over.wait(1 / 500)
        connection.close()


def _one_request(dice: random.Random) -> str:
    code = dice.choice(CENTERS)
    whole = transaction.atomic if dice.randrange(2) else nullcontext

    def view(request: HttpRequest) -> HttpResponse:
        with whole():
            return HttpResponse(reads(connection))

    request = RequestFactory().get("/", headers={"Host": f"{code}.localhost"})
    try:
        answer = CenterMiddleware(view)(request).content.decode()
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()
        return "refused"
    return "right" if answer == code else "wrong"


@pytest.fixture
def calm() -> Iterator[None]:
    """Leave the connection of the test itself as it was found."""
    before = connection.tenant
    yield
    connection.set_tenant(before)


def test_no_answer_of_one_center_ever_shows_in_another(calm: None) -> None:
    told = Hammer(strict).strike()
    assert told["wrong"] == 0
    assert told["right"] > 0
    assert told["refused"] > 0
    assert told.total() == THREADS * ROUNDS


def test_the_same_hammer_breaks_the_stock_backend(calm: None) -> None:
    """Without this the test above would prove nothing."""
    assert Hammer(stock).strike()["wrong"] > 0
