"""The sandbox's own key at a real server: every address of docs/api.md is walked as it says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone
from tests.browser.conftest import Door
from tests.contributions.review.conftest import four_eyes
from tests.people_of_the_town import TODAY
from tests.portals.api.conftest import JOINING, LOW, workbook
from tests.portals.conftest import agent_of

from anju.batch.town.plan import halls
from anju.batch.town.sandbox import STAFF, add_sandbox, sandbox_key, sandbox_of
from anju.contributions.models import Remittance, Submission
from anju.contributions.remittances.due import next_month
from anju.contributions.remittances.remit import submit_remittance
from anju.contributions.review.decide_submission import approve_submission
from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.payments.sign_account import sign_account
from anju.people.models import Appointment, Employer

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"


class Walk:
    """A program that speaks HTTP and notes which addresses it was at."""

    def __init__(self, port: int) -> None:
        self.walked: set[str] = set()
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}/api/v1",
            headers={"Host": "xinyang.localhost", "Authorization": f"Bearer {sandbox_key()}"},
            timeout=60,
        )

    def get(self, address: str, key: object = "", **asked: str) -> httpx.Response:
        self.walked.add(f"GET {address}")
        return self.client.get(_at(address, key), params=asked)

    def post(self, address: str, key: object = "", **more: Any) -> httpx.Response:
        self.walked.add(f"POST {address}")
        return self.client.post(_at(address, key), **more)


def _at(address: str, key: object) -> str:
    return re.sub(r"\{\w+\}", str(key), address)


def addresses() -> set[str]:
    """What the table of the page names, each with its method."""
    found = set()
    for row in re.findall(r"^\| (`(?:GET|POST) .*?) \|", PAGE.read_text("utf-8"), re.MULTILINE):
        method, first, *more = re.findall(r"GET|POST|/[\w/{}]+|…/\w+", row)
        found.add(f"{method} {first}")
        found |= {f"{method} {_in_full(first, one)}" for one in more}
    return found


def _in_full(first: str, short: str) -> str:
    return short if short.startswith("/") else f"{first}/{short[2:]}"


@pytest.fixture
def sandbox(hall) -> Employer:
    town = next(one for one in halls() if one.code == "xinyang")
    add_sandbox(hall=town)
    made = sandbox_of(town)
    assert made is not None
    return made


@pytest.fixture
def walk(sandbox: Employer, hall, settings, tmp_path: Path) -> Iterator[tuple[Walk, Door]]:
    settings.ANJU_UPLOADS = tmp_path
    door = Door()
    yield Walk(door.port), door
    door.close()


def test_the_month_of_the_page_is_walked_and_every_address_it_names(
    walk: tuple[Walk, Door], sandbox: Employer, bank_answers
) -> None:
    program, door = walk
    given = {
        "files": {"file": ("payroll.xlsx", workbook(str([JOINING, LOW])))},
        "data": {"scope": "changes"},
        "headers": {"Idempotency-Key": "2026-11-payroll-1"},
    }
    taken = program.post("/uploads", **given)
    assert (taken.status_code, taken.json()["state"]) == (202, "waiting")
    assert program.post("/uploads", **given).json() == taken.json()
    upload = taken.json()["id"]
    with door.lock:
        read_waiting_uploads(today=TODAY)
    read = program.get("/uploads/{id}", upload).json()
    assert (read["state"], read["percent"]) == ("compared", 100)
    marked = program.get("/uploads/{id}/workbook", upload)
    assert marked.content.startswith(b"PK")

    draft = program.get("/registers/draft").json()
    number = read["register_number"]
    assert (draft["number"], draft["good"], draft["bad"]) == (number, 1, 1)
    (bad,) = program.get("/registers/{number}/lines", number, show="bad").json()["lines"]
    assert bad["errors"][0]["cell"] == "C3"
    submitted = program.post(
        "/registers/{number}/submission",
        number,
        json={"version": draft["version"], "accept": "good"},
        headers={"Idempotency-Key": "2026-11-submit-1"},
    )
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")
    assert program.get("/registers/{number}", number).json() == submitted.json()

    owed = program.get("/dues", until="2026-11").json()
    assert [one["heads"] for one in owed["months"]] == [len(STAFF) + 1]
    with door.lock:
        _paid(sandbox, owed["total"])
        bank_answers()
    (one,) = program.get("/remittances", page="1", size="20").json()["remittances"]
    assert (one["state"], one["total"]) == ("posted", owed["total"])
    assert program.get("/remittances/{number}", one["number"]).json() == one
    receipt = program.get("/receipts").json()["receipts"][0]
    assert program.get("/receipts/{number}/pdf", receipt["number"]).content.startswith(b"%PDF")
    assert program.walked == addresses()


def test_with_reviewing_switched_on_a_202_is_asked_after_until_the_second_person_agrees(
    walk: tuple[Walk, Door], sandbox: Employer
) -> None:
    program, door = walk
    with door.lock:
        four_eyes(sandbox)
        reviewer = agent_of(sandbox, "郑主任", 905, Appointment.Role.REVIEWER)
    taken = program.post(
        "/uploads",
        files={"file": ("payroll.xlsx", workbook(str([JOINING])))},
        data={"scope": "changes"},
        headers={"Idempotency-Key": "2026-11-payroll-2"},
    )
    with door.lock:
        read_waiting_uploads(today=TODAY)
    number = program.get("/uploads/{id}", taken.json()["id"]).json()["register_number"]
    asked = {
        "json": {"version": program.get("/registers/draft").json()["version"], "accept": "all"},
        "headers": {"Idempotency-Key": "2026-11-submit-2"},
    }
    answer = program.post("/registers/{number}/submission", number, **asked)
    assert (answer.status_code, answer.json()["state"]) == (202, "draft")
    waits = program.get("/registers/{number}", number).json()
    assert waits["review_number"] == answer.json()["review_number"] != ""
    with door.lock:
        assert sandbox.accounts.count() == len(STAFF)
        waiting = Submission.objects.get(number=waits["review_number"])
        approve_submission(
            submission=waiting, reviewer=reviewer, today=TODAY, now=timezone.now()
        )
    done = program.get("/registers/{number}", number).json()
    assert (done["state"], done["review_number"]) == ("submitted", None)
    assert (
        program.post("/registers/{number}/submission", number, **asked).json() == answer.json()
    )
    with door.lock:
        assert sandbox.accounts.count() == len(STAFF) + 1


def test_a_wrong_key_and_a_strange_field_are_told_as_the_page_says(
    walk: tuple[Walk, Door],
) -> None:
    program, _door = walk
    refused = program.get("/dues", untill="2026-11")
    assert refused.status_code == 400
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert set(refused.json()) >= {"type", "title", "status", "code", "request"}
    program.client.headers["Authorization"] = "Bearer anju_nobody"
    assert program.get("/dues").status_code == 401


def _paid(sandbox: Employer, total: str) -> None:
    """Money stays with persons: the counter signs the account, an agent remits."""
    sign_account(
        employer=sandbox,
        bank="建设银行",
        account="41150200499999999",
        holder=sandbox.name,
        today=TODAY,
        by="孙柜员",
    )
    submit_remittance(
        employer=sandbox,
        until=next_month(sandbox),
        method=Remittance.Method.REALTIME,
        expected_fen=int(total.replace(".", "")),
        intent="a" * 32,
        today=TODAY,
        by="沙箱经办",
    )
