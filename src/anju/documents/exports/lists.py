"""The workbooks of one person, for his own page (我的导出)."""

from django.db.models import QuerySet

from anju.documents.exports.asked import Asker
from anju.documents.exports.models import Export


def exports_of(asker: Asker) -> QuerySet[Export]:
    """What this person asked for, newest first; an agent's for this employer alone."""
    own = Export.objects.filter(
        holder=asker.holder, holder_id=asker.holder_id, employer=asker.employer
    )
    return own.order_by("-id")


def ready_for(asker: Asker) -> QuerySet[Export]:
    """What is written and not fetched yet, for whoever has left the page and comes back."""
    return exports_of(asker).filter(state=Export.State.READY, fetched_at=None)
