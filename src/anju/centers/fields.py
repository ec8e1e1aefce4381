"""Database fields for the things of `ground`."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.expressions import Combinable

from anju.ground.calendar import Month


class MonthField(models.IntegerField):  # type: ignore[type-arg]  # typed just below
    """A month (YYYYMM as a whole number in the database, a `Month` in Python)."""

    description = "a calendar month"

    if TYPE_CHECKING:
        _pyi_private_set_type: Month | Combinable  # type: ignore[assignment]
        _pyi_private_get_type: Month  # type: ignore[assignment]
        _pyi_lookup_exact_type: Month  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_: object) -> Month | None:
        return None if value is None else Month.of_code(value)

    def to_python(self, value: Any) -> Month | None:
        if value is None or isinstance(value, Month):
            return value
        return Month.of_code(int(value))

    def get_prep_value(self, value: Any) -> int | None:
        if isinstance(value, Month):
            return value.code
        return None if value is None else int(value)
