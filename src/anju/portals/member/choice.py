"""Which of a member's accounts a page is about; a full number never stands in an address."""

from collections.abc import Sequence

from django.http import HttpRequest

from anju.contributions.account_card import AccountCard


def chosen_card(request: HttpRequest, cards: Sequence[AccountCard]) -> AccountCard | None:
    """The card whose key stands in the address if it is one's own, else the first one."""
    asked = request.GET.get("account", "")
    own = (card for card in cards if str(card.account.pk) == asked)
    return next(own, None) or next(iter(cards), None)
