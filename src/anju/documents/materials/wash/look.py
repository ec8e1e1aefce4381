"""How a picture looks, in whole numbers: like which others, how sharp, how light."""

from PIL import Image, ImageFilter, ImageStat

WIDE, HIGH = 9, 8
# Sharpness is judged at one size, so that it means the same for every camera.
JUDGED_AT = 1000
# A page whose 72 fields differ by less has nothing on it that could be like another.
FLAT = 12
FIELDS = 8
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def look_of(picture: Image.Image) -> dict[str, int | bool]:
    """Size, 64-bit difference hash, sharpness, mean brightness and its spread (0 to 255)."""
    gray = picture.convert("L")
    gray.thumbnail((JUDGED_AT, JUDGED_AT), Image.Resampling.LANCZOS)
    small = gray.resize((WIDE, HIGH), Image.Resampling.BOX)
    shades = small.tobytes()
    return {
        "width": picture.width,
        "height": picture.height,
        "looks": difference_hash(small),
        "flat": max(shades) - min(shades) < FLAT,
        "sharpness": sharpness_of(gray),
        "light": int(ImageStat.Stat(gray).mean[0]),
        "contrast": int(ImageStat.Stat(gray).stddev[0]),
    }


def sharpness_of(gray: Image.Image) -> int:
    """Variance of the Laplacian where most is written: the third best of 64 fields.

    Over the whole page three sharp lines would look like a page out of focus.
    """
    edges = gray.filter(_EDGES).crop((1, 1, gray.width - 1, gray.height - 1))
    across, down = (side // FIELDS for side in edges.size)
    fields = [
        edges.crop((left, top, left + across, top + down))
        for left in range(0, across * (FIELDS - 1) + 1, across)
        for top in range(0, down * (FIELDS - 1) + 1, down)
    ]
    return sorted(int(ImageStat.Stat(field).var[0]) for field in fields)[-3]


def difference_hash(small: Image.Image) -> int:
    """A bit for each pair of neighbours: whether it grows lighter to the right (dHash)."""
    seen, bits = small.tobytes(), 0
    for row in range(HIGH):
        for column in range(WIDE - 1):
            at = row * WIDE + column
            bits = bits << 1 | (seen[at] < seen[at + 1])
    return bits
