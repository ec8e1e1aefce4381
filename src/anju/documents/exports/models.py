"""Workbooks that were asked for: by whom, which list, how far, until when they are kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.sealed import SealedField
from anju.people.models import Employer


class Export(models.Model):
    """A list somebody wants as a workbook (导出)."""

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        WRITING = "writing", "正在生成"
        READY = "ready", "可下载"
        FAILED = "failed", "没有生成"

    UNDER_WAY: ClassVar = (State.WAITING, State.WRITING)

    # Whose it is: the kind of door and the key there; of an agent, for which employer he asked.
    holder = models.CharField(max_length=8)
    holder_id = models.BigIntegerField()
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")
    # In which session: what the asker may see is judged by it again when the job asks.
    visit_id = models.BigIntegerField()
    title = models.CharField("名单", max_length=80)
    filename = models.CharField(max_length=80)
    # Where the list is and what was asked of it; words looked for may name a person.
    question = SealedField("查询条件", purpose="export")
    asked_on = models.DateField("营业日")
    asked_at = models.DateTimeField("申请时间", db_default=Now())
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_all = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=300, default="")
    file = models.CharField(max_length=64, default="")
    size_bytes = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField("生成时间", null=True)
    fetched_at = models.DateTimeField("下载时间", null=True)
    expires_at = models.DateTimeField("保留至", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (Q(finished_at__isnull=False, expires_at__isnull=False) & ~Q(file="")),
                name="documents_export_ready_is_whole",
            )
        ]
        indexes = [
            models.Index(
                fields=["holder", "holder_id", "-id"], name="documents_export_by_holder"
            ),
            models.Index(
                fields=["id"],
                condition=Q(state__in=["waiting", "writing"]),
                name="documents_export_under_way",
            ),
        ]

    @property
    def percent(self) -> int:
        """How far it is, of a hundred."""
        return min(100 * self.rows_done // max(self.rows_all, 1), 100)
