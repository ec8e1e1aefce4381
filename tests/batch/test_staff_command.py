"""The first administrators of a center are named at its installation, each with a slip."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.people_of_the_town import identity

from anju.identity.models import Activation
from anju.people.models import Staff


def name(role: str, login: str, order: int) -> None:
    call_command("staff", "first", "xinyang", role, login, "吴系统", identity(order))


def test_the_first_of_each_administrator_gets_a_slip(xinyang, settings, tmp_path: Path) -> None:
    settings.ANJU_SLIPS = tmp_path
    name("system_admin", "9001", 801)
    name("security_admin", "9002", 802)
    assert Staff.objects.get(login="9001").role == "system_admin"
    assert len(list((tmp_path / "xinyang").iterdir())) == 2
    assert Activation.objects.filter(holder="staff", way="slip").count() == 2


def test_a_second_one_is_granted_at_the_counter(xinyang, settings, tmp_path: Path) -> None:
    settings.ANJU_SLIPS = tmp_path
    name("auditor", "9003", 803)
    with pytest.raises(CommandError):
        name("auditor", "9004", 804)
    with pytest.raises(CommandError):
        name("system_admin", "9005", 803)


def test_in_a_demo_a_code_is_printed_and_nowhere_else(xinyang, settings, capsys) -> None:
    call_command("staff", "code", "xinyang", "1001")
    assert len(capsys.readouterr().out.strip()) == 6
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("staff", "code", "xinyang", "1001")
