"""Looks whether a session still lives, on every request."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anju.identity.models import Certificate, Holder, Visit
from anju.identity.visits.end_visit import end_visit

TOUCH_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Lives:
    """How long a session lives: without a sign of life, and altogether."""

    idle: timedelta
    longest: timedelta


PUBLIC = Lives(idle=timedelta(minutes=15), longest=timedelta(hours=12))
STAFF = Lives(idle=timedelta(minutes=10), longest=timedelta(hours=8))


def lives_of(holder: str) -> Lives:
    """How long sessions of this kind of holder live. (Security 2.1 item 45.)"""
    return STAFF if holder == Holder.STAFF else PUBLIC


def look_at_visit(pk: int, *, now: datetime, touch: bool = True) -> Visit | None:
    """The session if it lives, else nothing; one that has run out is ended here.

    A sign of life is written at most once a minute; `touch=False` only looks.
    """
    visit = Visit.objects.filter(pk=pk).first()
    if visit is None or visit.ended_at is not None:
        return None
    over = _over(visit, now)
    if over is not None:
        end_visit(pk, because=over, now=now)
        return None
    if touch and now - visit.seen_at >= TOUCH_AFTER:
        Visit.objects.filter(pk=pk, ended_at=None).update(seen_at=now)
        visit.seen_at = now
    return visit


def seconds_left(visit: Visit, *, now: datetime) -> int:
    """Seconds until the session ends if nothing is heard from it."""
    lives = lives_of(visit.holder)
    ends = min(visit.seen_at + lives.idle, visit.began_at + lives.longest)
    return max(0, int((ends - now).total_seconds()))


def _over(visit: Visit, now: datetime) -> Visit.Because | None:
    lives = lives_of(visit.holder)
    if now >= visit.began_at + lives.longest:
        return Visit.Because.TOO_OLD
    if now >= visit.seen_at + lives.idle:
        return Visit.Because.IDLE
    if visit.certificate_id is not None and not _certificate_stands(visit.certificate_id, now):
        return Visit.Because.CERTIFICATE_ENDED
    return None


def _certificate_stands(pk: int, now: datetime) -> bool:
    standing = Certificate.objects.filter(pk=pk, ended_at=None, valid_until__gt=now)
    return standing.exists()
