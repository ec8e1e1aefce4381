"""Walks through a hall as somebody who clicks on everything that only shows something."""

import re
from collections.abc import Iterator
from html import unescape

from django.http import HttpResponse
from django.test import Client

ADDRESS = re.compile(r'\b(?:href|action|src|hx-get|hx-post|content)="([^"]*)"')
PAGES_MOST = 120


def walk(client: Client, start: str) -> Iterator[tuple[str, HttpResponse]]:
    """Every page that links lead to from the first, with its answer, once each."""
    waiting, seen = [start], {start}
    while waiting and len(seen) < PAGES_MOST:
        asked = waiting.pop(0)
        answer = client.get(asked)
        yield asked, answer
        for address in addresses_of(answer):
            here = address.partition("#")[0]
            if here.startswith("?"):
                here = asked.partition("?")[0] + here
            if here.startswith("/") and here not in seen and "static" not in here:
                seen.add(here)
                waiting.append(here)


def addresses_of(answer: HttpResponse) -> list[str]:
    """Every address that an answer carries: its own way on, and what stands in its page."""
    found = [answer["Location"]] if answer.has_header("Location") else []
    if not answer.streaming and answer["Content-Type"].startswith("text/html"):
        found += [unescape(each) for each in ADDRESS.findall(answer.content.decode())]
    return found
