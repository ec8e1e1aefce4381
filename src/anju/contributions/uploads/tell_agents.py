"""Tells an agent who has left the page that his large roster is read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from anju.contributions.models import RosterUpload
from anju.notices.models import Message
from anju.notices.write_message import write_message

State = RosterUpload.State
LARGE_ROWS = 5_000
WATCHED_WITHIN = timedelta(seconds=20)
OUTCOMES = {
    State.COMPARED: "已比对完，请登录单位网上业务大厅核对变更清册。",
    State.ASKING: "有的列系统不认识，请登录单位网上业务大厅指认。",
    State.UNREADABLE: "没能读取，请登录单位网上业务大厅查看原因。",
}


def tell_finished_uploads(*, now: datetime) -> int:
    """Send a text message about each large roster that nobody was watching; answer how many.

    The message names no person and no amount. Each is told of once.
    """
    done = RosterUpload.objects.filter(
        Q(watched_at=None) | Q(watched_at__lt=F("finished_at") - WATCHED_WITHIN),
        state__in=OUTCOMES,
        finished_at__isnull=False,
        told_at=None,
        rows_all__gte=LARGE_ROWS,
        agent__isnull=False,
    )
    told = 0
    with transaction.atomic():
        for upload in done.select_related("agent").select_for_update(of=("self",)):
            words = f"您上传的名单（{upload.rows_all:,} 行）{OUTCOMES[State(upload.state)]}"
            mobile = upload.agent.mobile if upload.agent else ""
            write_message(to=mobile, text=words, kind=Message.Kind.NOTICE, now=now)
            upload.told_at = now
            upload.save(update_fields=["told_at"])
            told += 1
    return told
