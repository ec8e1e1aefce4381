"""The audit trail: rows are added and never changed."""

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """Somebody did something, or looked at somebody (审计记录)."""

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField("操作人", max_length=60)
    deed = models.CharField("操作", max_length=60)
    subject = models.CharField("对象", max_length=80)
    detail = models.JSONField(default=dict)
    # The database transaction ties the event to whatever else was written in it.
    transaction_id = models.BigIntegerField(
        db_default=models.Func(
            models.Func(function="pg_current_xact_id"),
            template="%(expressions)s::text::bigint",
        )
    )
