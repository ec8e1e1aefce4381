"""No statement runs in another center than the chosen one, whatever the database does."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import InternalError

from centers.spite import CANCEL_MYSELF, reads, stock, strict


class Whim:
    """Cancels the next path once it is told to."""

    spiteful = False

    def __call__(self) -> bool:
        now, self.spiteful = self.spiteful, False
        return now


@pytest.fixture
def whim() -> Whim:
    return Whim()


@pytest.fixture
def ours(db: None, whim: Whim) -> Iterator[Any]:
    wrapper = strict(whim)
    yield wrapper
    wrapper.close()


@pytest.fixture
def theirs(db: None, whim: Whim) -> Iterator[Any]:
    wrapper = stock(whim)
    yield wrapper
    wrapper.close()


def test_a_cancelled_path_raises_and_the_next_try_reads_the_right_center(
    ours: Any, whim: Whim
) -> None:
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    ours.set_schema("zaozhuang")
    whim.spiteful = True
    with pytest.raises(OperationalError):
        reads(ours)
    assert reads(ours) == "zaozhuang"


def test_the_stock_backend_answers_from_the_center_before(theirs: Any, whim: Whim) -> None:
    """The negative control: why we have a backend of our own."""
    theirs.set_schema("xinyang")
    assert reads(theirs) == "xinyang"
    theirs.set_schema("zaozhuang")
    whim.spiteful = True
    assert reads(theirs) == "xinyang"


def test_a_path_cancelled_inside_a_transaction_lets_nothing_run_in_it(
    ours: Any, whim: Whim
) -> None:
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    ours.set_autocommit(False)
    ours.set_schema("zaozhuang")
    whim.spiteful = True
    with pytest.raises(OperationalError):
        reads(ours)
    with pytest.raises(InternalError, match="current transaction is aborted"):
        reads(ours)
    ours.rollback()
    assert reads(ours) == "zaozhuang"


def test_a_rollback_that_takes_the_path_back_is_noticed(ours: Any) -> None:
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    ours.set_autocommit(False)
    ours.set_schema("zaozhuang")
    assert reads(ours) == "zaozhuang"
    ours.rollback()
    assert reads(ours) == "zaozhuang"


def test_a_savepoint_that_takes_the_path_back_is_noticed(ours: Any) -> None:
    ours.set_autocommit(False)
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    savepoint = ours.savepoint()
    ours.set_schema("zaozhuang")
    assert reads(ours) == "zaozhuang"
    ours.savepoint_rollback(savepoint)
    assert reads(ours) == "zaozhuang"


def test_after_an_aborted_statement_the_center_of_the_next_request_is_right(ours: Any) -> None:
    ours.set_schema("xinyang")
    ours.set_autocommit(False)
    with pytest.raises(OperationalError), ours.cursor() as cursor:
        cursor.execute(CANCEL_MYSELF)
    ours.set_schema("zaozhuang")
    ours.rollback()
    assert reads(ours) == "zaozhuang"


def test_a_new_connection_after_a_lost_one_reads_the_right_center(ours: Any) -> None:
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    with pytest.raises(OperationalError), ours.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
    ours.close_if_unusable_or_obsolete()
    assert reads(ours) == "xinyang"


def test_the_path_is_sent_once_while_the_center_stays_the_same(ours: Any) -> None:
    for _ in range(5):
        ours.set_schema("xinyang")
        assert reads(ours) == "xinyang"
    assert ours.paths_sent == 1
    ours.set_schema("zaozhuang")
    assert (reads(ours), ours.paths_sent) == ("zaozhuang", 2)


def test_a_named_cursor_reads_the_chosen_center(ours: Any) -> None:
    ours.set_autocommit(False)
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    ours.set_schema("zaozhuang")
    with ours.chunked_cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        assert cursor.fetchone() == ("zaozhuang",)


def test_a_missing_center_is_an_error_and_not_a_leak(ours: Any) -> None:
    ours.set_schema("xinyang")
    assert reads(ours) == "xinyang"
    ours.set_schema("nowhere")
    with pytest.raises(Exception, match="does not exist"):
        reads(ours)
