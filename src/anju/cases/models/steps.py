"""Who has a hand in a case, and its steps, which are never edited."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.cases.models.case import Case


class Side(models.TextChoices):
    """On which side of a case somebody stands; a natural person has one side of each case."""

    APPLICANT = "applicant", "申请人"
    INTAKE = "intake", "收件"
    FIRST = "first", "受理"
    SECOND = "second", "复核"
    SYSTEM = "system", "系统"


class Hand(models.Model):
    """That a natural person stands on one side of a case, whatever account he uses."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hands")
    # The blind index of his identity number.
    person = models.BinaryField()
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], name="cases_one_side_for_a_person"
            ),
            models.UniqueConstraint(
                fields=["case", "person", "side"], name="cases_a_hand_and_its_side"
            ),
        ]


class Step(models.Model):
    """One thing somebody did to a case (办理环节); written once and never edited."""

    class Kind(models.TextChoices):
        OPENED = "opened", "提出申请"
        TAKEN_IN = "taken_in", "柜面收件"
        ACCEPTED = "accepted", "受理"
        RETURNED = "returned", "退回补正"
        MENDED = "mended", "补正重报"
        APPROVED = "approved", "复核通过"
        AUTOMATIC = "automatic", "自动办结"
        REFUSED = "refused", "不予办理"
        WITHDRAWN = "withdrawn", "撤回申请"
        SUSPENDED = "suspended", "挂起"
        RESUMED = "resumed", "恢复办理"

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField("第几步")
    kind = models.CharField("环节", max_length=10, choices=Kind)
    side = models.CharField(max_length=10, choices=Side)
    person = models.BinaryField()
    actor = models.CharField("经办", max_length=60)
    opinion = models.CharField("意见", max_length=200, default="")
    # For a return: a code, the field to mend ("" for the whole), and a sentence each.
    reasons = models.JSONField("退回原因", default=list)
    # The digest of what he saw when he decided.
    seen = models.CharField("所见指纹", max_length=64, default="", db_default="")
    happened_on = models.DateField("办理日期")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="cases_steps_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["opened", "mended", "withdrawn"], side="applicant")
                | Q(kind="taken_in", side="intake")
                | Q(kind="accepted", side="first")
                | Q(kind="automatic", side="system")
                | Q(kind="approved", side="second")
                | Q(kind__in=["returned", "refused", "suspended"], side__in=["first", "second"])
                | Q(kind="resumed", side__in=["first", "second", "system"]),
                name="cases_a_step_from_its_side",
            ),
        ]


class Effort(models.Model):
    """How long an officer had a case before his eyes until a step (办理用时)."""

    step = models.OneToOneField(Step, models.PROTECT, primary_key=True, related_name="effort")
    seconds = models.PositiveIntegerField("秒")


class PaperLook(models.Model):
    """That an officer has opened a paper of a case as it was then (材料查看)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="paper_looks")
    person = models.BinaryField()
    material = models.CharField("材料号", max_length=24)
    digest = models.CharField("内容指纹", max_length=64, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "material", "digest"], name="cases_a_paper_look_once"
            )
        ]
