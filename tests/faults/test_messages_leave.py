"""The worker for messages, a program of its own: what is written is soon on the telephone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connection
from django.utils import timezone

from anju.gateways.simulated import SimulatedBank
from anju.notices.models import Message
from anju.notices.write_message import write_message
from bank_fixtures import bank, bank_process, levers
from bank_process import KEY, BankProcess

__all__ = ["bank", "bank_process", "levers"]
SRC = Path(__file__).resolve().parents[2] / "src"
PHONE = "13800130777"
PATIENCE_SECONDS = 300


@pytest.fixture
def worker(jian: str, bank_process: BankProcess) -> Iterator[None]:
    """`anju worker --queue messages` on the tests' database, as the application."""
    known = connection.settings_dict
    place = {"dbname": known["NAME"], "user": known["USER"], "password": known["PASSWORD"]}
    place |= {"host": known["HOST"], "port": known["PORT"]}
    environment = {
        **os.environ,
        "PYTHONPATH": str(SRC),
        "DJANGO_SETTINGS_MODULE": "anju.settings",
        "ANJU_APP_DATABASE_URL": " ".join(f"{k}='{v}'" for k, v in place.items() if v),
        "ANJU_SMS_URL": bank_process.url,
        "ANJU_BANK_KEY": KEY,
    }
    command = [sys.executable, "-m", "django", "worker", "--queue", "messages"]
    with subprocess.Popen(command, env=environment) as running:
        yield
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=PATIENCE_SECONDS)
    Message.objects.all().delete()


def test_a_message_that_is_written_is_soon_on_the_telephone(
    worker: None,
    levers: SimulatedBank,
) -> None:
    kind = Message.Kind.NOTICE
    write_message(to=PHONE, text="您好。", kind=kind, now=timezone.now())
    ends = monotonic() + PATIENCE_SECONDS
    while not levers.inbox(PHONE) and monotonic() < ends:
        sleep(0.1)
    assert [one["text"] for one in levers.inbox(PHONE)] == ["【吉安公积金】您好。"]
