"""The ways beside signing in: to register, or to set a forgotten password anew."""

from datetime import date
from typing import Final

from django.urls import reverse

from anju.identity.models import Knock
from anju.portals.member.wizard.walk_through import shape_of

_AT_THE_COUNTER: Final = "如何开通网上业务"


def beside_sign_in(today: date) -> tuple[tuple[str, str], ...]:
    """What stands below the sign-in box, the last at the lower right (X-02, X-05, Z-02)."""
    ways = []
    reset, registration = (
        shape_of(Knock.Kind.RESET, today),
        shape_of(Knock.Kind.REGISTER, today),
    )
    if reset is not None:
        ways.append((reset.link, reverse("member:forgot")))
    label = registration.link if registration is not None else _AT_THE_COUNTER
    return (*ways, (label, reverse("member:register")))
