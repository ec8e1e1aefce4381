"""Materials of members: what they say, their files and pages, and what they were used for."""

from __future__ import annotations

import json
from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.documents.materials.kinds import Kind, Rule, rule_of
from anju.people.models import Member


class Material(Sealed):
    """Something a member shows (材料), made once in any channel and used by any business."""

    class State(models.TextChoices):
        DRAFT = "draft", "待完善"
        READY = "ready", "可使用"
        USED = "used", "已使用"
        ENDED = "ended", "已作废"

    OPEN: ClassVar = (State.DRAFT, State.READY)

    number = models.CharField("材料号", max_length=24, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="materials")
    kind = models.CharField("材料类型", max_length=24, choices=Kind)
    title = models.CharField("名称", max_length=60)
    said = SealedField("登记内容", purpose="material", default="{}")
    # The paper's own number (合同编号, 发票号码), in plain form: by it others are found.
    document_number = SealedField("证明编号", purpose="document_number", default="")
    document_index = IndexField(of="document_number", purpose="document_number")
    expires_on = models.DateField("有效期至", null=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.DRAFT)
    created_in = models.CharField("创建渠道", max_length=40)
    created_at = models.DateTimeField("创建时间", db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["member", "state"], name="documents_material_of"),
            models.Index(
                fields=["document_index"],
                condition=Q(document_index__isnull=False),
                name="documents_material_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def kind_label(self) -> str:
        """What people call its kind."""
        return str(Kind(self.kind).label)

    @property
    def rule(self) -> Rule:
        """What its kind asks."""
        return rule_of(self.kind)

    @property
    def values(self) -> dict[str, str]:
        """What it says, by field: days in ISO form, amounts as whole fen, all as text."""
        return dict(json.loads(self.said))

    @values.setter
    def values(self, values: dict[str, str]) -> None:
        self.said = json.dumps(values, ensure_ascii=False, sort_keys=True)

    def expired(self, on: date) -> bool:
        """Whether it proves nothing any more on a day; its last day still counts."""
        return self.expires_on is not None and self.expires_on < on


class MaterialFile(models.Model):
    """One file of a material, as cleaned and kept: what was handed in is not kept."""

    class Type(models.TextChoices):
        JPEG = "jpeg", "图片"
        PDF = "pdf", "PDF"

    material = models.ForeignKey(Material, models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField("第几个")
    # Where it lies in the store, and what was handed in: both are compared with others.
    sha256 = models.CharField(max_length=64)
    given_sha256 = models.CharField(max_length=64)
    type = models.CharField("格式", max_length=4, choices=Type)
    bytes = models.PositiveIntegerField("字节数")
    name = models.CharField("文件名", max_length=80)
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "place"], name="documents_file_has_its_place"
            ),
            models.UniqueConstraint(
                fields=["material", "sha256"], name="documents_file_once_in_a_material"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="documents_file_content"),
            models.Index(fields=["given_sha256"], name="documents_file_given"),
        ]


class MaterialPage(models.Model):
    """A page of a file as people see it: always a picture, even where the file is a PDF."""

    file = models.ForeignKey(MaterialFile, models.CASCADE, related_name="pages")
    place = models.PositiveSmallIntegerField("第几页")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")
    # How it looks in 64 bits, and the five bands by which pages that look alike are found;
    # a page with nothing on it has no bands and is like no other.
    looks = models.BigIntegerField("画面指纹")
    bands = ArrayField(models.IntegerField(), default=list)
    sharpness = models.PositiveIntegerField("清晰度")
    light = models.PositiveSmallIntegerField("平均亮度")
    contrast = models.PositiveSmallIntegerField("明暗差")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "place"], name="documents_page_has_its_place"
            )
        ]
        indexes = [
            GinIndex(fields=["bands"], name="documents_page_bands"),
            models.Index(fields=["sha256"], name="documents_page_content"),
        ]


class MaterialUse(models.Model):
    """That a business holds a material, or has used it up (材料使用); while one holds it,
    nothing in it changes.
    """

    class State(models.TextChoices):
        HELD = "held", "办理中"
        USED = "used", "已办结"
        FREED = "freed", "已退还"

    material = models.ForeignKey(Material, models.PROTECT, related_name="uses")
    # The case it serves, by its number: what a case is, this room does not know.
    by = models.CharField("办件编号", max_length=40)
    sole = models.BooleanField("只能用一次")
    state = models.CharField("状态", max_length=8, choices=State, default=State.HELD)
    held_at = models.DateTimeField("提交时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "by"], name="documents_use_once"),
            models.UniqueConstraint(
                fields=["material"],
                condition=Q(sole=True, state__in=["held", "used"]),
                name="documents_sole_material_serves_one",
            ),
            models.CheckConstraint(
                condition=Q(state="held", ended_at=None)
                | (~Q(state="held") & Q(ended_at__isnull=False)),
                name="documents_ended_use_has_its_time",
            ),
        ]
