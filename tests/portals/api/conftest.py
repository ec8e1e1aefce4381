"""A payroll program with a key of the mill's, and the door it knocks at."""

import io
from ast import literal_eval
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import TODAY, identity
from tests.portals.conftest import (  # noqa: F401 - the same town
    agent,
    bank_answers,
    hall,
    mill,
)

from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.identity.models import ApiToken
from anju.identity.tokens.make_token import TokenRequest, make_token
from anju.people.models import Appointment

API = "/api/v1"
HEAD = ["姓名", "身份证号码", "缴存基数"]
STAYING = [["王芳", identity(1), "6000.00"], ["李伟", identity(2), "6123.45"]]
JOINING, LOW = ["周燕", identity(50), "7000.00"], ["吴敏", identity(51), "1.00"]
ALL = tuple(ApiToken.Scope.values)


class Program:
    """Calls the API with one key."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.client = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.7")

    def _headers(self, key: str | None) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return shown | ({"Idempotency-Key": key} if key is not None else {})

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(API + path, asked, headers=self._headers(None))

    def post(self, path: str, body: Any, *, key: str | None = "deed-0001") -> Any:
        return self.client.post(
            API + path, body, content_type="application/json", headers=self._headers(key)
        )

    def upload(self, *rows: list[str], key: str | None = "file-0001", **more: str) -> Any:
        file = SimpleUploadedFile("11月工资表.xlsx", workbook(str(rows)))
        return self.client.post(
            API + "/uploads", {"file": file, **more}, headers=self._headers(key)
        )

    def compared(self, *rows: list[str], key: str = "file-0001", **more: str) -> dict[str, Any]:
        answer = self.upload(*rows, key=key, **more)
        assert answer.status_code == 202, answer.content.decode()
        read_waiting_uploads(today=TODAY)
        return self.get(f"/uploads/{answer.json()['id']}").json()


@cache
def workbook(rows: str) -> bytes:
    """A list in an .xlsx; the same bytes for the same rows, as a program sends them again."""
    book = openpyxl.Workbook()
    for row in (HEAD, *literal_eval(rows)):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def key_for(appointment: Appointment, *scopes: str, networks: tuple[str, ...] = ()) -> str:
    """A key made by this agent now."""
    asked = TokenRequest("薪酬系统", scopes or ALL, networks, 90)
    return make_token(appointment=appointment, asked=asked, now=timezone.now())[1]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.ANJU_UPLOADS = tmp_path


@pytest.fixture
def program(hall: Client, agent: Appointment) -> Program:  # noqa: F811
    """The mill's payroll program, which may do everything."""
    return Program(key_for(agent))


@pytest.fixture
def allowed(hall: Client, agent: Appointment) -> Callable[..., Program]:  # noqa: F811
    """A program whose key has these scopes or networks."""
    return lambda *scopes, **more: Program(key_for(agent, *scopes, **more))
