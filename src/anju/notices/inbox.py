"""A member's inbox: what he has not tidied away, read or unread."""

from datetime import datetime

from django.db.models import QuerySet

from anju.ground.errors import Refusal
from anju.notices.models import Notice


class NoSuchNotice(Refusal):
    code = "notices.no_such_notice"


def notices_of(*, recipient: int, show: str = "all") -> QuerySet[Notice]:
    """A member's messages, newest first: "all" of them, only "unread", or only "read"."""
    found = Notice.objects.filter(recipient=recipient, hidden_at=None).order_by("-id")
    if show == "unread":
        return found.filter(read_at=None)
    return found.exclude(read_at=None) if show == "read" else found


def notice_of(*, recipient: int, pk: int) -> Notice:
    """One of the member's own messages; raises NoSuchNotice for another's or none."""
    found = notices_of(recipient=recipient).filter(pk=pk).first()
    if found is None:
        raise NoSuchNotice("您的消息里没有这一条，可能已被删除。")
    return found


def mark_read(*, recipient: int, pk: int, now: datetime) -> Notice:
    """标为已阅: the message moves to what has been read (Z-19); raises NoSuchNotice."""
    found = notice_of(recipient=recipient, pk=pk)
    if found.read_at is None:
        found.read_at = now
        found.save(update_fields=["read_at"])
    return found


def hide_notice(*, recipient: int, pk: int, now: datetime) -> None:
    """删除: the message leaves the list and stays on file (Z-18, security W27).

    Whoever has stolen a session cannot erase what would have warned its owner: the trail and
    this row keep it. Raises NoSuchNotice.
    """
    found = notice_of(recipient=recipient, pk=pk)
    found.hidden_at = now
    found.save(update_fields=["hidden_at"])
