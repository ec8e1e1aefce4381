"""退缴复核: what is beyond an employer's limit is decided at the counter, by another person."""

import pytest
from django.test import Client
from tests.paying_back import JULY, fresh, held, remit
from tests.people_of_the_town import TODAY
from tests.staff_of_the_town import at_counter

from anju.contributions.models import Refund
from anju.contributions.refunds.preview import Asked
from anju.contributions.refunds.submit_refund import submit_refund
from anju.people.models import Employer


@pytest.fixture
def waiting(hall: Client, mill: Employer, monkeypatch: pytest.MonkeyPatch) -> Refund:
    """July, 291,000 fen, asked back where the center lets employers do nothing alone."""
    remit(mill, JULY)
    monkeypatch.setattr("anju.contributions.refunds.submit_refund.value", lambda key, *, on: 0)
    return submit_refund(
        asked=Asked(kind=Refund.Kind.REFUND, deed=fresh(mill).remittances.get()),
        reason="重复缴存",
        to_bank=False,
        expected_fen=291_000,
        intent="a" * 32,
        today=TODAY,
        by="赵会计",
    )


@pytest.mark.parametrize(
    ("step", "state", "left"), [("approve", "posted", 0), ("refuse", "refused", 144_000)]
)
def test_the_second_person_lets_it_pass_or_sends_it_back(
    mill: Employer, waiting: Refund, step: str, state: str, left: int
) -> None:
    window = at_counter("1009", "manager")
    assert waiting.number in window.get("/counter/refunds").content.decode()
    form = {"number": waiting.number, "step": step}
    assert window.post("/counter/refunds/decision", form).status_code == 422
    answer = window.post("/counter/refunds/decision", {**form, "opinion": "材料齐全"})
    assert answer.status_code == 200
    waiting.refresh_from_db()
    assert (waiting.state, held(mill, "王芳")) == (state, left)
    again = window.post("/counter/refunds/decision", {**form, "opinion": "再来"})
    assert again.status_code == 422


def test_who_keeps_no_books_has_no_say(hall: Client, waiting: Refund) -> None:
    assert at_counter("1008", "clerk").get("/counter/refunds").status_code == 403
