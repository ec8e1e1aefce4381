"""Calendars as RFC 5545 wants them: whole-day events with an alarm, folded and escaped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse

TYPE = "text/calendar; charset=utf-8"
OCTETS_MOST = 75
PRODUCT = "-//anju//calendar//ZH"
# An alarm counts from midnight of the day: three days before, at nine in the morning.
ALARM = "-P2DT15H"


@dataclass(frozen=True)
class Occasion:
    """One whole day of a calendar; `uid` stays the same as long as it is the same occasion."""

    uid: str
    day: date
    title: str
    words: str
    url: str
    alarm: str = ALARM


def calendar(name: str, occasions: Iterable[Occasion], *, now: datetime) -> bytes:
    """The calendar as a file: lines of at most 75 octets that end in CRLF."""
    lines = (line for part in _lines(name, occasions, now) for line in _folded(part))
    return "".join(f"{line}\r\n" for line in lines).encode()


def offered(content: bytes, *, filename: str) -> HttpResponse:
    """A calendar for download."""
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line ends are written with a backslash."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _lines(name: str, occasions: Iterable[Occasion], now: datetime) -> Iterator[str]:
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    for one in occasions:
        yield from _event(one, stamp)
    yield "END:VCALENDAR"


def _event(one: Occasion, stamp: str) -> Iterator[str]:
    title = escaped(one.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{escaped(one.words)}"
    yield f"URL:{one.url}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{title}"
    yield f"TRIGGER:{one.alarm}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[str]:
    """A line cut so that no piece has more than 75 octets and no character is torn."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > OCTETS_MOST:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    yield piece
