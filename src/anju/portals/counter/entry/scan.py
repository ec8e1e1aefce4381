"""The secret of one-time codes as a person takes it into an app: a QR code, or typed."""

from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe

from anju.centers.clock.day import business_day
from anju.identity.factors.totp import totp_address
from anju.people.models import Staff
from anju.policy.rules import value


@dataclass(frozen=True)
class Scan:
    """What the enrolment page shows: a picture, and the same in groups of four letters."""

    picture: SafeString
    text: str


def scan_of(secret: str, staff: Staff) -> Scan:
    """The QR code as SVG, drawn by us from our own text."""
    center = str(value("hall.short_name", on=business_day()))
    address = totp_address(secret=secret, account=staff.login, center=center)
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(scale=5, border=2, title="动态口令二维码")
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return Scan(mark_safe(svg), groups)
