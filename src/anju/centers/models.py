"""Centers (住房公积金管理中心) and the hostnames they answer to; both live in `public`."""

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
