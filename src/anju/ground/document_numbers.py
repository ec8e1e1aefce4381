"""The number of a contract, an invoice, a permit, in the one form by which it is compared."""

from anju.ground.names import normalise


def plain_number(text: str) -> str:
    """Capital letters and digits, whatever the dress: full width, spaces, dashes, case."""
    return "".join(c for c in normalise(text).upper() if c.isalnum())


def plain_or_as_it_is(text: str) -> str:
    """The plain form; what has neither letter nor digit stands for itself, without spaces."""
    return plain_number(text) or text.replace(" ", "")
