"""The employers' menu; what a session may not do carries a lock before one clicks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from anju.identity.employers.rights import Deed, Rights
from anju.policy.rules import value
from anju.portals.shared.shell.hall import Menu, MenuEntry, MenuGroup, menu_of

HOME, PROFILE = "employer:home", "employer:profile"
# Lists stay open to whoever only looks; these pages do something.
DEEDS: Final[Mapping[str, Deed]] = {
    "employer:month": Deed.ACT,
    "employer:hire": Deed.ACT,
    "employer:uploads": Deed.ACT,
    "employer:remittances": Deed.ACT,
    "employer:prepayments": Deed.ACT,
    "employer:own_registration": Deed.ACT,
    "employer:own_ratio": Deed.ACT,
    "employer:back_payments": Deed.ACT,
    "employer:mobile_change": Deed.PROPOSE,
}


def employer_menu(request: HttpRequest, *, rights: Rights, today: date) -> Menu:
    """The menu of the center's profile, with a lock on what this session may not do."""
    menu = menu_of(request, key="hall.menus_employer", home=HOME, today=today, instead=PROFILE)
    shut = {reverse(route): rights.why_not(deed) for route, deed in DEEDS.items()}

    def marked(entry: MenuEntry) -> MenuEntry:
        return replace(entry, locked=shut.get(entry.url, ""))

    return tuple(
        replace(part, entries=tuple(marked(one) for one in part.entries))
        if isinstance(part, MenuGroup)
        else marked(part)
        for part in menu
    )


def title_in_menu(route: str, *, today: date) -> str:
    """What the center's own menu calls a page; empty when it does not name it."""
    groups = value("hall.menus_employer", on=today)
    named = (entry.title for group in groups for entry in group.entries if entry.route == route)
    return str(next(named, ""))
