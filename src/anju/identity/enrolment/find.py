"""Finds the knock of a session, as far as it has come."""

from datetime import datetime

from django.db.models import QuerySet

from anju.ground.masks import mask_mobile
from anju.identity.models import Holder, Knock
from anju.people.models import Member


def alive(*, session: str, kind: Knock.Kind, now: datetime) -> QuerySet[Knock]:
    """The knocks of a session that are neither finished nor over."""
    return Knock.objects.filter(
        session=session, kind=kind, holder=Holder.MEMBER, done_at=None, expires_at__gt=now
    ).exclude(session="")


def live_knock(*, session: str, kind: Knock.Kind, now: datetime) -> Knock | None:
    """The knock that is under way in this session, or nothing."""
    return alive(session=session, kind=kind, now=now).order_by("-id").first()


def proven_mobile(knock: Knock) -> str:
    """The mobile on file as a mask, for the one who has just used it; nothing before that.

    (Z-05, Z-14: 187****9858; security W20.)
    """
    if knock.proven_at is None or knock.holder_id is None:
        return ""
    return mask_mobile(Member.objects.get(pk=knock.holder_id).mobile)
