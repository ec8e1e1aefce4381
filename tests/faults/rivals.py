"""Many who do the same thing at the same moment, each on a connection of his own."""

import itertools
import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from anju.centers.current import inside
from anju.ground.errors import Refusal
from anju.people.accounts.open_accounts import Opening
from anju.people.models import Employer
from people_of_the_town import employer, identity, staff, terms

PATIENCE_SECONDS = 300
_numbers = itertools.count(1000)


def together(center: str, deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all deeds at once; each answers its value or the Refusal it met, in their order.

    Anything but a Refusal fails the test: a deadlock or a crash is nobody's right answer.
    """
    start = threading.Barrier(len(deeds), timeout=PATIENCE_SECONDS)
    answers: list[Any] = [None] * len(deeds)

    def rival(place: int) -> None:
        try:
            with inside(center):
                start.wait()
                answers[place] = deeds[place]()
        except Exception as met:  # noqa: BLE001 - looked at by the test's own thread
            answers[place] = met
        finally:
            connection.close()

    threads = [threading.Thread(target=rival, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, Refusal):
            raise answer
    return answers


def mill(heads: int = 2) -> Employer:
    """A fresh employer with a signed account and this many people, 1,440.00 a month each."""
    number = next(_numbers)
    made = employer(f"第{number}纺织有限公司", seq=number)
    staff(made, *(somebody() for _ in range(heads)))
    return made


def somebody() -> Opening:
    """A person nobody has seen before."""
    number = next(_numbers)
    born_on = date(1975, 1, 1) + timedelta(days=number // 1000)
    return Opening("王芳", identity(number % 1000, born_on=born_on), "", terms())


def form() -> str:
    """The key of a form nobody has submitted before."""
    return f"form {next(_numbers)}"
