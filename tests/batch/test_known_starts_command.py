"""Passwords of an older system that everybody knows are locked by one command."""

from io import StringIO

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from anju.centers.current import inside
from anju.identity.models import Credential


@pytest.mark.rows("N-16")
def test_the_command_locks_them_in_every_center_and_tells_how_many(xinyang) -> None:
    kept = [
        Credential.objects.create(holder="member", holder_id=pk, password=make_password(word))
        for pk, word in ((7, "111111"), (8, "spin-12-bobbins"))
    ]
    said = StringIO()
    call_command("known_starts", stdout=said)
    assert "停用 1 个" in said.getvalue()
    with inside("xinyang"):
        for one in kept:
            one.refresh_from_db()
    assert [bool(one.locked_because) for one in kept] == [True, False]
