"""Fetches the lists of revoked certificates, each apart from the others."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Protocol

from anju.centers.each import run_each
from anju.ground.errors import Refusal
from anju.identity.certificates.keep_list import keep_list


class AuthoritySilent(Refusal):
    code = "identity.authority_silent"


class Authority(Protocol):
    """Where lists come from; `anju.gateways` has one over HTTP."""

    def revocation_lists(self) -> Iterable[str]:
        """The names of all lists there are."""

    def fetch(self, name: str) -> bytes:
        """One list as DER. Raises AuthoritySilent."""


def fetch_lists(*, authority: Authority, now: datetime) -> None:
    """Fetch every list and keep it.

    A list that cannot be had, or is not trusted, leaves the last one standing until it runs
    out; after that certificates open no more than a look. Raises an ExceptionGroup of what went
    wrong, after the last list. (Security H6, F29.)
    """
    run_each(partial(_fetch, authority, name, now) for name in authority.revocation_lists())


def _fetch(authority: Authority, name: str, now: datetime) -> None:
    keep_list(encoded=authority.fetch(name), now=now)
