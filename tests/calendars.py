"""Reads a calendar as strictly as RFC 5545 writes it."""

import re
from dataclasses import dataclass, field

LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:]+)*):(.*)", re.DOTALL)
UNESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass
class Component:
    """BEGIN to END: its properties by name, and what lies inside."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    inside: list["Component"] = field(default_factory=list)


def text(value: str) -> str:
    """A text value without its escapes; a bare comma or semicolon is an error."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
    return UNESCAPED.sub(lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)


def parse(content: bytes) -> Component:
    """The calendar; lines end in CRLF, none has more than 75 octets, components are closed."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")[:-1]
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    open_ones = [Component("")]
    for line in unfolded:
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            made = Component(value)
            open_ones[-1].inside.append(made)
            open_ones.append(made)
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            assert name + parameters not in open_ones[-1].properties, line
            open_ones[-1].properties[name + parameters] = value
    assert len(open_ones) == 1
    (calendar,) = open_ones[0].inside
    assert calendar.name == "VCALENDAR"
    return calendar
