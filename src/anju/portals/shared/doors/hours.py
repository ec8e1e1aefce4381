"""Asks policy whether an item is served at the door one stands at, before anything moves."""

from django.utils import timezone

from anju.ground.errors import Refusal
from anju.policy.rules import item_open


class ClosedNow(Refusal):
    """The item is not served here now; the sentence says why and when it will be."""

    code = "portals.closed_now"


def ask_open(item: str, *, channel: str = "hall") -> None:
    """Let somebody go on if the item is open on this channel now; raises ClosedNow if not."""
    state = item_open(item, channel=channel, at=timezone.now())
    if not state.open:
        raise ClosedNow(state.sentence)
