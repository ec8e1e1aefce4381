"""A center as its visitors see it: name, face, hotline, hours, branches, menus."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    browser_advice: str
    year: int
    hotline: str
    business_hours: str
    branches: tuple[str, ...]
    demo: bool


@dataclass(frozen=True)
class MenuEntry:
    """A word of the menu and where it leads; `here` marks the page one is on.

    `locked` says why it is not open to this visitor, and is empty when it is. `aliases` are
    other names under which people look for it, `under` is a heading within its group.
    """

    label: str
    url: str
    icon: str
    here: bool
    locked: str = ""
    aliases: tuple[str, ...] = ()
    under: str = ""


def hall_of(*, today: date) -> Hall:
    """The current center's hall on a day."""
    return Hall(
        name=value("hall.name", on=today),
        face=value("hall.face", on=today),
        slogan=value("hall.slogan", on=today),
        browser_advice=value("hall.browser_advice", on=today),
        year=today.year,
        hotline=value("hall.hotline", on=today),
        business_hours=value("hall.business_hours", on=today).chinese,
        branches=tuple(branch.name for branch in value("hall.branches", on=today)),
        demo=settings.DEMO,
    )


@dataclass(frozen=True)
class MenuGroup:
    """A heading of the menu with its lines behind it."""

    label: str
    entries: tuple[MenuEntry, ...]
    # What the heading is called on a phone, where that is another word.
    phone: str = ""

    @property
    def here(self) -> bool:
        """Whether one is on a page of this group."""
        return any(entry.here for entry in self.entries)


Menu = tuple[MenuEntry | MenuGroup, ...]


def menu_of(
    request: HttpRequest, *, key: str, home: str, today: date, instead: str = ""
) -> Menu:
    """The hall's menu for one door: its first page, then the profile's groups in their order.

    `instead` is where a line of the profile leads that names the first page itself.
    """
    first = _entry(request, "首页", home, "home", home)
    menu: list[MenuEntry | MenuGroup] = [first]
    for group in value(key, on=today):
        entries = tuple(
            _entry(
                request,
                entry.title,
                instead if instead and entry.route == home else entry.route,
                entry.icon,
                home,
            )
            for entry in group.entries
        )
        # The first page is marked once, in front, even where the profile names it again.
        named = zip(entries, group.entries, strict=True)
        entries = tuple(
            replace(one, aliases=known.aliases, under=known.under) for one, known in named
        )
        marked = (replace(one, here=one.here and one.url != first.url) for one in entries)
        menu.append(MenuGroup(group.title, tuple(marked), group.phone))
    return _nearest(menu)


def _nearest(menu: list[MenuEntry | MenuGroup]) -> Menu:
    """Where pages lie under one another, only the nearest is the page one is on."""
    groups = [part for part in menu if isinstance(part, MenuGroup)]
    urls = [one.url for group in groups for one in group.entries if one.here]
    nearest = max(urls, key=len, default="")
    return tuple(
        replace(
            part,
            entries=tuple(
                replace(one, here=one.here and one.url == nearest) for one in part.entries
            ),
        )
        if isinstance(part, MenuGroup)
        else part
        for part in menu
    )


def corner_of(request: HttpRequest, *, key: str, today: date) -> tuple[MenuEntry, ...]:
    """What the profile puts into the upper right corner."""
    return tuple(
        _entry(request, one.title, one.route, one.icon, one.route)
        for one in value(key, on=today)
    )


def flat_menu(
    request: HttpRequest, wanted: Sequence[tuple[str, str, str]], *, home: str
) -> Menu:
    """A menu without groups, of (label, route, icon)."""
    return tuple(_entry(request, label, route, icon, home) for label, route, icon in wanted)


def _entry(request: HttpRequest, label: str, route: str, icon: str, home: str) -> MenuEntry:
    url = reverse(route)
    here = request.path == url or (route != home and request.path.startswith(url))
    return MenuEntry(label, url, icon, here)
