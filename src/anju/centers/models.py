"""Centers (住房公积金管理中心), their hostnames, what they tell each other; all in `public`."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Center(TenantMixin):  # type: ignore[misc]  # django-tenants carries no types
    """One housing fund center (住房公积金管理中心); its schema carries its code as its name."""

    class State(models.TextChoices):
        CREATING = "creating", "建设中"
        ACTIVE = "active", "运行中"

    name = models.CharField("名称", max_length=100)
    state = models.CharField(max_length=8, choices=State, default=State.CREATING)
    created_at = models.DateTimeField(auto_now_add=True)

    # A schema is made by `create_center`, step by step, so that a broken start can be resumed.
    auto_create_schema = False

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The short name by which profiles, hostnames and the schema know the center."""
        return str(self.schema_name)


class Hostname(DomainMixin):  # type: ignore[misc]
    """A hostname that leads to a center, such as `ningbo.localhost`."""

    class Meta:
        ordering = ["id"]


class Sighting(models.Model):
    """That one center has used something, told to all others as keyed digests alone (见过)."""

    class What(models.TextChoices):
        FILE = "file", "同一个文件"
        NUMBER = "number", "同一个编号"
        PAGE = "page", "画面相近的一页"

    # Its code: rows are guarded by it in the database, where a schema is all that is known.
    center = models.CharField(max_length=63)
    # What the center itself finds its own paper by; it says nothing to others.
    reference = models.CharField(max_length=14)
    what = models.CharField(max_length=6, choices=What)
    digests = ArrayField(models.BigIntegerField())
    seen_on = models.DateField()

    class Meta:
        indexes = [
            GinIndex(fields=["digests"], name="centers_sighting_digests"),
            models.Index(fields=["center", "reference"], name="centers_sighting_of"),
        ]
