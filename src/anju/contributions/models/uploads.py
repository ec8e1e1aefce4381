"""Roster files, how far they are read, and what employers taught about their columns."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.people.models import Agent, Employer


class RosterUpload(models.Model):
    """A roster file an agent handed in (一表通), and how far we have read it."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待读取"
        READING = "reading", "正在读取"
        ASKING = "asking", "待指认列"
        COMPARED = "compared", "已比对"
        UNREADABLE = "unreadable", "无法读取"
        CANCELLED = "cancelled", "已取消"

    class Step(models.TextChoices):
        READ = "read", "读取"
        COMPARE = "compare", "比对"
        JUDGE = "judge", "校验"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="uploads")
    filename = models.CharField("文件名", max_length=200)
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField(default=0, db_default=0)
    # Whether everybody stands in the file; where only changes do, nobody is sealed for missing.
    whole = models.BooleanField("全部职工", default=True, db_default=True)
    # The upload whose failed rows these are, put right (错误行).
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=8, choices=Step, default=Step.READ, db_default="read")
    rows_done = models.PositiveIntegerField(default=0)
    rows_all = models.PositiveIntegerField(default=0)
    sheet = models.CharField("工作表", max_length=100, default="")
    header_row = models.PositiveIntegerField("表头行", default=0, db_default=0)
    # Letters of the columns by field, so that a fault has a cell.
    columns = models.JSONField(default=dict, db_default={})
    doubts = models.JSONField("请核对", default=list)
    # Which register it goes into, and the one kind of change it is for; empty: the whole
    # roster (一表通), from which everything is told by comparison.
    register_kind = models.CharField(max_length=12, db_default="changes", default="changes")
    fills = models.CharField(max_length=10, db_default="", default="")
    refusal = models.CharField(max_length=300, default="")
    uploaded_by = models.CharField(max_length=60)
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now())
    # When its page last asked, and when its agent was told that it is done.
    watched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["size_bytes", "id"],
                condition=Q(state__in=["waiting", "reading"]),
                name="contributions_unread",
            )
        ]


class TaughtColumns(models.Model):
    """What an employer's columns mean under one header, as an agent once said (列的记忆)."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="taught")
    # Which header: a digest of its headings in any order.
    signature = models.CharField(max_length=64)
    # The field by heading; empty where a column is not ours.
    columns = models.JSONField(default=dict)
    taught_by = models.CharField(max_length=60)
    taught_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "signature"], name="contributions_taught_once"
            )
        ]
