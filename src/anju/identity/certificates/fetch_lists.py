"""Fetches the lists of revoked certificates, each apart from the others."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from anju.ground.errors import Refusal
from anju.identity.certificates.keep_list import keep_list

log = logging.getLogger("anju.identity.certificates")


class AuthoritySilent(Refusal):
    code = "identity.authority_silent"


class Authority(Protocol):
    """Where lists come from; `anju.gateways` has one over HTTP."""

    def revocation_lists(self) -> Iterable[str]:
        """The names of all lists there are."""

    def fetch(self, name: str) -> bytes:
        """One list as DER. Raises AuthoritySilent."""


def fetch_lists(*, authority: Authority, now: datetime) -> int:
    """Fetch every list and keep it; how many bound certificates were ended by them.

    A list that cannot be had, or is not trusted, leaves the last one standing until that runs
    out; from then on certificates open no more than a look. (Security H6, F29.)
    """
    ended = 0
    for name in authority.revocation_lists():
        try:
            ended += keep_list(encoded=authority.fetch(name), now=now)
        except Refusal as refused:
            log.warning("no list from %s: %s", name, refused.code)
    return ended


@cache
def authorities() -> Authority:
    """The gateway that settings name."""
    found: Authority = import_string(settings.ANJU_CERTIFICATE_AUTHORITY)()
    return found
