"""Which center this connection stands in, and how a job or a command steps into one."""

from collections.abc import Iterator
from contextlib import contextmanager

from anju.centers.connection import connection
from anju.centers.models import Center


def center_code() -> str:
    """The code of the current center.

    Raises RuntimeError outside any center: a rule or a row always belongs to one.
    """
    code = str(connection.schema_name)
    if code == "public":
        raise RuntimeError("no center is chosen")
    return code


def center_number() -> int:
    """The current center's number in this installation; it is never given to another.

    Raises RuntimeError outside any center.
    """
    center_code()
    return int(connection.tenant.pk)


@contextmanager
def inside(code: str) -> Iterator[Center]:
    """Stand in one center for the length of a block, then step back to where we were.

    Raises Center.DoesNotExist when there is no such center.
    """
    before = connection.tenant
    try:
        connection.set_schema_to_public()
        center = Center.objects.get(schema_name=code)
        connection.set_tenant(center)
        yield center
    finally:
        connection.set_tenant(before)


def active_codes() -> list[str]:
    """Codes of all centers that are open, in the order they were made."""
    connection.set_schema_to_public()
    return list(
        Center.objects.filter(state=Center.State.ACTIVE).values_list("schema_name", flat=True)
    )
