"""Every look of the staff at a person: written with its reason before anything is shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from anju.audit.models import Look
from anju.centers.connection import connection
from anju.ground.errors import Refusal

WORDS_LEAST = 4
WORDS_MOST = 200
HOUR = timedelta(hours=1)
MOST_AN_HOUR = 60


class WhyLook(Refusal):
    code = "audit.why_look"


class TooManyLooks(Refusal):
    code = "audit.too_many_looks"


@dataclass(frozen=True)
class Looker:
    """Who looks: the account as the trail knows it, and the person as the member reads him."""

    actor: str
    name: str
    branch: str


@dataclass(frozen=True)
class Why:
    """Why somebody looks: a reason of the list, in words of his own, for a case or none."""

    reason: str
    words: str
    case: str = ""


def look(
    *,
    by: Looker,
    holder: Look.Holder,
    holder_id: int,
    why: Why,
    shown: Look.Shown = Look.Shown.MASKED,
    now: datetime,
) -> Look:
    """Write down one look; only then may something be shown.

    A look without a case counts towards 60 an hour, a search in vain too. Raises WhyLook
    without a reason of the list and four characters of words, TooManyLooks. (Security D1, P7.)
    """
    words = why.words.strip()
    if why.reason not in Look.Reason.values:
        raise WhyLook("请先从列表中选择查看事由。")
    if len(words) < WORDS_LEAST:
        raise WhyLook(
            f"请写明这次查看的具体原因，至少 {WORDS_LEAST} 个字；本人能看到这条说明。"
        )
    _wait_for_others(by)
    if not why.case and looks_without_case(actor=by.actor, now=now) >= MOST_AN_HOUR:
        raise TooManyLooks(
            f"一小时内没有办件号的查看已有 {MOST_AN_HOUR} 次，"
            "请填写办件号，或稍后再查；主管和审计管理员会看到这条记录。"
        )
    return Look.objects.create(
        at=now,
        actor=by.actor,
        actor_name=by.name,
        branch=by.branch,
        holder=holder,
        holder_id=holder_id,
        reason=why.reason,
        words=words[:WORDS_MOST],
        case=why.case.strip()[:40],
        shown=shown,
    )


def looks_at(member_id: int) -> QuerySet[Look]:
    """Who has looked at a member, the last first (谁看过我)."""
    return Look.objects.filter(holder=Look.Holder.MEMBER, holder_id=member_id).order_by("-id")


def looks_without_case(*, actor: str, now: datetime) -> int:
    """How often somebody looked within the hour without naming a case."""
    return Look.objects.filter(actor=actor, at__gt=now - HOUR, case="").count()


def _wait_for_others(by: Looker) -> None:
    """One look of a clerk after another, or many at once would all be under the limit."""
    lock = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' l ' || %s, 0))"
    with connection.cursor() as cursor:
        cursor.execute(lock, [by.actor])
