"""No line of the log says who somebody is, and no line can be broken in two."""

import io
import json
import logging
import logging.config

import pytest
import structlog
from tests.people_of_the_town import identity

from anju.ground.invented import make_bank_card, make_mobile
from anju.settings.logs import logging_of

NUMBERS = [
    identity(1),
    identity(1)[:6] + identity(1)[8:17],
    make_mobile(1),
    f"{make_mobile(1)[:3]} {make_mobile(1)[3:7]} {make_mobile(1)[7:]}",
    make_bank_card(7),
    "１３８００００００１２",
    "483920",
]


@pytest.fixture
def lines():
    """What is logged while the test runs, line by line."""
    formatter = logging_of()["formatters"]["json"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    made = formatter.pop("()")
    handler.setFormatter(made(**formatter))
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_line_says_a_number_of_somebodys(lines, number: str) -> None:
    log = logging.getLogger("anju.test")
    log.warning("somebody typed %s", number)
    log.warning("somebody typed", extra={"number": number})
    structlog.get_logger("anju.test").warning("typed", number=number, deep={"a": [number]})
    try:
        raise ValueError(f"cannot read {number}")
    except ValueError:
        log.exception("it broke")
    said = lines()
    assert len(said) == 4
    assert number not in json.dumps(said, ensure_ascii=False)
    assert "ValueError" in said[3]["exception"]


def test_a_secret_is_not_said_at_all(lines) -> None:
    structlog.get_logger("anju.test").warning("wrong", password="Tea4Two!", code="12")
    (said,) = lines()
    assert (said["password"], said["code"]) == ("***", "***")


def test_a_line_break_does_not_begin_a_line(lines) -> None:
    logging.getLogger("anju.test").warning("typed %s", 'a\r\n{"event": "forged"}\u2028b')
    assert len(lines()) == 1
    assert lines()[0]["level"] == "warning"
    assert lines()[0]["at"].endswith("Z")
