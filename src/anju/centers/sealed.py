"""Database fields that keep personal data sealed, and find it by a blind index."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Combinable

from anju.ground.sealing import Keyring


@cache
def keyring() -> Keyring:
    """The installation's keys, from the settings."""
    ring = settings.ANJU_KEYS
    return Keyring(
        keys={int(number): bytes.fromhex(key) for number, key in ring["seal"].items()},
        index_key=bytes.fromhex(ring["index"]),
        current=max(int(number) for number in ring["seal"]),
        cipher=settings.ANJU_SEAL_CIPHER,
    )


class SealedField(models.Field):  # type: ignore[type-arg]  # typed just below
    """Text that stands sealed in the database and plain in Python; it cannot be searched.

    `purpose` is bound to the seal: columns of one purpose hold the same kind of thing.
    """

    description = "sealed text"

    if TYPE_CHECKING:
        _pyi_private_set_type: str | Combinable
        _pyi_private_get_type: str

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def from_db_value(self, value: bytes | None, *_: object) -> str | None:
        return None if value is None else keyring().unseal(bytes(value), purpose=self.purpose)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = (
            keyring().seal(value, purpose=self.purpose) if isinstance(value, str) else value
        )
        return super().get_db_prep_value(sealed, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked for: no two seals of one text are alike."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed; look it up by its index field.")
        return super().get_lookup(lookup_name)


class IndexField(models.Field):  # type: ignore[type-arg]  # typed just below
    """By what a sealed field is found: filled from the attribute `of` whenever a row is saved.

    It is asked with the plain text: `Member.objects.filter(identity_index=number)`. An empty
    text has no index, so many may be empty beside a unique constraint.
    """

    description = "blind index"

    if TYPE_CHECKING:
        _pyi_private_set_type: bytes | str | Combinable | None
        _pyi_private_get_type: bytes | None
        _pyi_lookup_exact_type: bytes | str | None

    def __init__(self, *args: Any, of: str, purpose: str, **kwargs: Any) -> None:
        self.of, self.purpose = of, purpose
        kwargs.update(null=True, editable=False)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["null"]
        return name, path, args, {**kwargs, "of": self.of, "purpose": self.purpose}

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        index = index_of(getattr(model_instance, self.of), purpose=self.purpose)
        setattr(model_instance, self.attname, index)
        return index

    def from_db_value(self, value: bytes | None, *_: object) -> bytes | None:
        return None if value is None else bytes(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        index = index_of(value, purpose=self.purpose) if isinstance(value, str) else value
        return None if index is None else connection.Database.Binary(index)


class Sealed(models.Model):
    """A row with sealed fields: whoever saves one of them saves its index with it."""

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **how: Any) -> None:
        """Save the row, or the named fields and the indexes they are found by."""
        if update_fields is not None:
            named = set(update_fields)
            indexes = (f for f in self._meta.fields if isinstance(f, IndexField))
            update_fields = named | {field.name for field in indexes if field.of in named}
        super().save(update_fields=update_fields, **how)


def index_of(text: str, *, purpose: str) -> bytes | None:
    """The blind index of a text, or nothing for an empty one."""
    return keyring().index(text, purpose=purpose) if text else None
