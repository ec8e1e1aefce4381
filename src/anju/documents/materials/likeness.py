"""Pages that look alike: 64 bits of likeness, and the bands by which they are found fast."""

NEAR = 4
BITS, WIDTH = 64, 13


def bands_of(looks: int) -> list[int]:
    """The hash in five bands of 13 bits, each marked with its place.

    Two hashes that differ in at most four bits agree in at least one of five bands, so an
    index over bands finds every near page and few others.
    """
    bits = looks & ((1 << BITS) - 1)
    mask = (1 << WIDTH) - 1
    return [
        place << WIDTH | (bits >> place * WIDTH) & mask for place in range(-(-BITS // WIDTH))
    ]
