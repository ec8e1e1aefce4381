"""A center as its visitors see it: name, face, hotline, hours, branches, menus."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from anju.policy.rules import value


@dataclass(frozen=True)
class Hall:
    """What the shells say about the center."""

    name: str
    face: str
    slogan: str
    hotline: str
    business_hours: str
    branches: tuple[str, ...]
    demo: bool


@dataclass(frozen=True)
class MenuEntry:
    """A word of the menu and where it leads; `here` marks the page one is on."""

    label: str
    url: str
    icon: str
    here: bool


def hall_of(*, today: date) -> Hall:
    """The current center's hall on a day."""
    return Hall(
        name=value("hall.name", on=today),
        face=value("hall.face", on=today),
        slogan=value("hall.slogan", on=today),
        hotline=value("hall.hotline", on=today),
        business_hours=value("hall.business_hours", on=today).chinese,
        branches=tuple(branch.name for branch in value("hall.branches", on=today)),
        demo=settings.DEMO,
    )


def menu_of(
    request: HttpRequest, *, key: str, home: str, today: date, instead: str = ""
) -> Sequence[MenuEntry]:
    """The hall's menu for one door, its first page in front; pages of the profile after it.

    `instead` is where a line of the profile leads that names the first page itself.
    """
    wanted = [("首页", home, "home")]
    for group in value(key, on=today):
        for entry in group.entries:
            route = instead if instead and entry.route == home else entry.route
            wanted.append((entry.title, route, entry.icon))
    return entries(request, wanted, home=home)


def entries(
    request: HttpRequest, wanted: Sequence[tuple[str, str, str]], *, home: str
) -> list[MenuEntry]:
    """Menu entries of (label, route, icon), without a second way to the first page."""
    menu: list[MenuEntry] = []
    for label, route, icon in wanted:
        if route == home and menu:
            continue
        url = reverse(route)
        here = request.path == url or (route != home and request.path.startswith(url))
        menu.append(MenuEntry(label, url, icon, here))
    return menu
