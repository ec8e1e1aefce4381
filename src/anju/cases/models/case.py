"""Cases and their versions."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.cases.findings import Finding, findings_from_json, findings_to_json
from anju.centers.sealed import SealedField
from anju.people.models import Employer, Member, Staff


@dataclass(frozen=True)
class Answer:
    """One thing an application says: the kept value, and how people read it."""

    name: str
    label: str
    value: str
    shown: str


@dataclass(frozen=True)
class Paper:
    """A paper that proves it: its title and number, and the material that was handed in.

    `digest` is the digest of the material's content; rows from before have neither.
    """

    title: str
    number: str
    material: str = ""
    digest: str = ""


class Case(models.Model):
    """An application from its opening to its end (办件); what it asks for is the business's."""

    class State(models.TextChoices):
        WAITING = "waiting", "待受理"
        REVIEWING = "reviewing", "待复核"
        RETURNED = "returned", "退回补正"
        APPROVED = "approved", "已办结"
        REFUSED = "refused", "不予办理"
        WITHDRAWN = "withdrawn", "已撤回"

    class Channel(models.TextChoices):
        HALL = "hall", "网上服务大厅"
        APP = "app", "手机APP"
        WECHAT = "wechat", "微信"
        COUNTER = "counter", "柜面"

    OPEN: ClassVar = (State.WAITING, State.REVIEWING, State.RETURNED)

    number = models.CharField("办件编号", max_length=24, unique=True)
    kind = models.CharField("业务", max_length=24)
    title = models.CharField("业务名称", max_length=60)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="cases")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="cases")
    branch = models.CharField("管理部", max_length=40)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    said = SealedField("申请内容", purpose="case")
    shown_papers = models.JSONField("证明材料", default=list)
    # What the rules said, kept with the case; nothing for a business without rules.
    found = SealedField("规则结果", purpose="case", null=True)
    amount_fen = models.BigIntegerField("申请金额", null=True)
    # Of all that is said above; empty for cases from before it was kept.
    digest = models.CharField("内容指纹", max_length=64, default="", db_default="")
    channel = models.CharField(
        "渠道", max_length=8, choices=Channel, default="", db_default="", blank=True
    )
    opened_by_staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="收件人"
    )
    opened_on = models.DateField("申请日期")
    due_on = models.DateField("预计办结日")
    closed_on = models.DateField("办结日期", null=True)
    # Every rule is met: nothing in it needs eyes.
    all_met = models.BooleanField("规则全部符合", default=False, db_default=False)
    urgent = models.BooleanField("加急", default=False, db_default=False)
    # Put aside until a day; the clock stands still meanwhile.
    suspended_until = models.DateField("挂起至", null=True)
    # Work is given out, not chosen; what was not done on its day is given out again.
    given_to = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | Q(member__isnull=False),
                name="cases_somebody_applies",
            ),
            models.UniqueConstraint(
                fields=["employer", "kind"],
                condition=Q(state__in=["waiting", "reviewing", "returned"]),
                name="cases_one_open_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(state__in=["waiting", "reviewing", "returned"]),
                name="cases_one_open_for_a_member",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0),
                name="cases_amount_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, state__in=["waiting", "reviewing", "returned"])
                | Q(closed_on__isnull=False, state__in=["approved", "refused", "withdrawn"]),
                name="cases_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(suspended_until=None) | Q(state__in=["waiting", "reviewing"]),
                name="cases_only_what_waits_is_suspended",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="cases_queue")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def answers(self) -> list[Answer]:
        """What the application says, in its order."""
        return [Answer(**one) for one in json.loads(self.said)]

    @answers.setter
    def answers(self, answers: list[Answer]) -> None:
        self.said = json.dumps([asdict(one) for one in answers], ensure_ascii=False)

    @property
    def values(self) -> dict[str, str]:
        """The kept values by their names."""
        return {one.name: one.value for one in self.answers}

    @property
    def papers(self) -> list[Paper]:
        """The papers that prove it."""
        return [Paper(**one) for one in self.shown_papers]

    @papers.setter
    def papers(self, papers: list[Paper]) -> None:
        self.shown_papers = [asdict(one) for one in papers]

    @property
    def findings(self) -> list[Finding]:
        """What the rules said when they were last asked, in their order."""
        return findings_from_json(self.found) if self.found else []

    @findings.setter
    def findings(self, findings: list[Finding]) -> None:
        self.found = findings_to_json(findings) if findings else None

    @property
    def open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in self.OPEN

    @property
    def waits_for(self) -> str:
        """Who must act now; nobody for a closed one."""
        if self.suspended_until is not None:
            return f"中心（挂起至 {self.suspended_until}）"
        return {
            self.State.WAITING: "中心柜员受理",
            self.State.REVIEWING: "中心主管复核",
            self.State.RETURNED: "申请人补正",
        }.get(self.State(self.state), "—")


class Version(models.Model):
    """What a case said at a time (办件版本), by its digest, so that changes can be told."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64)
    content = SealedField("内容", purpose="case")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "digest"], name="cases_a_version_once")
        ]
