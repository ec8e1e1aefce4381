"""Short references (汇款附言码) for a bank's remark, with a check place against slips."""

import re
import unicodedata

# The alphabet of the unified social credit code: no I, O, S, V, Z, which are misread.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BASE = len(ALPHABET)
LETTER = "H"
LENGTH = 10
_CENTER_PLACES, _NUMBER_PLACES = 2, 6
# Dashes of every length, the minus sign and both middle dots among them.
_NOISE = re.compile(r"[\s\-_.·\u2010-\u2015\u2212\u30fb]+")


def make_reference(*, center: int, number: int) -> str:
    """The reference of the number-th payment of a center: ten places, the last a check.

    One wrong place or two neighbours swapped make it no reference any more.
    Raises ValueError when a number does not fit.
    """
    body = LETTER + _places(center, _CENTER_PLACES) + _places(number, _NUMBER_PLACES)
    return body + _check(body)


def is_reference(text: str) -> bool:
    """Whether these ten places are a reference, by their letter and their check place."""
    return (
        len(text) == LENGTH
        and text[0] == LETTER
        and all(place in ALPHABET for place in text)
        and _check(text[:-1]) == text[-1]
    )


def references_in(text: str) -> list[str]:
    """Every reference in a remark, each once, in their order.

    Full-width letters, small letters, and blanks or dashes in between are forgiven.
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).upper())
    windows = (plain[at : at + LENGTH] for at in range(len(plain) - LENGTH + 1))
    return list(dict.fromkeys(window for window in windows if is_reference(window)))


def _places(number: int, count: int) -> str:
    if not 0 <= number < BASE**count:
        raise ValueError(f"{number} does not fit into {count} places")
    text = ""
    for _ in range(count):
        number, place = divmod(number, BASE)
        text = ALPHABET[place] + text
    return text


def _check(body: str) -> str:
    # Weights are powers of three as in GB 32100; 31 is a prime, so no single slip cancels out.
    total = sum(ALPHABET.index(place) * 3**at for at, place in enumerate(body))
    return ALPHABET[-total % BASE]
