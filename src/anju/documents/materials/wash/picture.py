"""Pictures: decoded, turned upright, and written anew, so that nothing but pixels remains."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from anju.documents.materials.wash.look import look_of
from anju.documents.materials.wash.unfit import Unfit

MOST_PIXELS = 40_000_000
LEAST_SIDE = 64
# Small print is still read at this size, and a photograph takes about a megabyte.
LONGEST, QUALITY = 3200, 88


def wash_picture(given: Path, folder: Path, kind: str) -> list[dict[str, int | bool]]:
    """Write `clean` and `page-1.jpg`, the same bytes; answers how the page looks.

    Notes of the camera (place, time, device) and whatever hung behind the picture are gone.
    Raises Unfit for what is no whole picture, too small or too large.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    register_heif_opener(thumbnails=False)
    try:
        upright = _upright(given, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Unfit("pixels", MOST_PIXELS) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as broken:
        raise Unfit("broken") from broken
    if min(upright.size) < LEAST_SIDE:
        raise Unfit("small", LEAST_SIDE)
    write_page(upright, folder / "clean")
    (folder / "page-1.jpg").write_bytes((folder / "clean").read_bytes())
    return [look_of(upright)]


def write_page(picture: Image.Image, path: Path) -> None:
    """Write a picture as a plain JPEG without a word about its making."""
    picture.save(path, "JPEG", quality=QUALITY, optimize=True, exif=b"", icc_profile=None)


def _upright(given: Path, kind: str) -> Image.Image:
    with Image.open(given, formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Unfit("pixels", MOST_PIXELS)
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        seen = turned.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        turned = Image.alpha_composite(paper, seen)
    plain = turned.convert("RGB")
    plain.info.clear()
    plain.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return plain
