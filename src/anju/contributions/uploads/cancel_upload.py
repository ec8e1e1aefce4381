"""Gives up reading a roster; what was read so far has changed nothing."""

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import RosterUpload
from anju.contributions.uploads.take_turns import UNREAD
from anju.ground.errors import Refusal

State = RosterUpload.State


class TooLateToCancel(Refusal):
    code = "contributions.too_late_to_cancel"


def cancel_upload(*, upload: RosterUpload, by: str) -> None:
    """Cancel an upload that is not compared yet; its reader stops at its next step.

    Raises TooLateToCancel when the comparison stands in the register already.
    """
    open_states = (*UNREAD, State.ASKING)
    with transaction.atomic():
        mine = RosterUpload.objects.filter(pk=upload.pk, state__in=open_states)
        if not mine.update(state=State.CANCELLED):
            raise TooLateToCancel(
                "这份名单已经读完，不能取消。比对结果在变更清册里，不需要的可以作废清册。"
            )
        record(actor=by, deed="cancel_upload", subject=upload.employer.number, upload=upload.pk)
