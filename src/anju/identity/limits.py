"""How often somebody may fail to sign in before we ask for patience."""

from datetime import datetime, timedelta

from anju.centers.connection import connection
from anju.ground.errors import Refusal
from anju.identity.models import Attempt

WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
PER_ADDRESS = 60
LONGEST_PAUSE_SECONDS = 15 * 60
NAME_LENGTH = 80


class TryLater(Refusal):
    code = "identity.try_later"


def queue_up(*, name: str) -> None:
    """Let tries at one name go one after another until the transaction ends.

    Without it thirty guesses sent at once would all be looked at before the first is counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || %s, 0))",
            [name[:NAME_LENGTH]],
        )


def check_patience(*, name: str, address: str, now: datetime) -> None:
    """Let a try through, unless too many failed lately.

    After five failures within 15 minutes each further one doubles the pause, from 30 seconds up
    to 15 minutes; a name is never locked for good, or anybody could lock anybody out.
    Raises TryLater with the moment from which the next try counts.
    """
    recent = Attempt.objects.filter(at__gt=now - WINDOW)
    tries = recent.filter(name=name[:NAME_LENGTH]).order_by("-at")
    failed = list(tries.values_list("at", flat=True))
    if len(failed) >= FREE_TRIES:
        pause = min(30 * 2 ** (len(failed) - FREE_TRIES), LONGEST_PAUSE_SECONDS)
        if now < failed[0] + timedelta(seconds=pause):
            raise TryLater(
                f"连续多次没有登录成功，请在 {_wait(failed[0], pause, now)} 后再试。"
            )
    if recent.filter(address=address).count() >= PER_ADDRESS:
        raise TryLater("来自您所在网络的登录失败过多，请 15 分钟后再试。")


def note_failure(*, name: str, address: str, now: datetime) -> None:
    """Count one failed try."""
    Attempt.objects.create(name=name[:NAME_LENGTH], address=address[:45], at=now)


def forget_failures(*, name: str) -> None:
    """A right password wipes the slate of that name."""
    Attempt.objects.filter(name=name[:NAME_LENGTH]).delete()


def _wait(last: datetime, pause: int, now: datetime) -> str:
    seconds = int((last + timedelta(seconds=pause) - now).total_seconds()) + 1
    return f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"
