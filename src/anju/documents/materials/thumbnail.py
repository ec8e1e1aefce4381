"""A small picture of a page, for lists."""

import io

from PIL import Image

LONGEST, QUALITY = 360, 75


def thumbnail_of(page: bytes) -> bytes:
    """A kept page (JPEG) at most 360 pixels long; only of what we have written ourselves."""
    with Image.open(io.BytesIO(page), formats=["JPEG"]) as opened:
        opened.draft("RGB", (LONGEST, LONGEST))
        small = opened.convert("RGB")
    small.thumbnail((LONGEST, LONGEST), Image.Resampling.BOX)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
