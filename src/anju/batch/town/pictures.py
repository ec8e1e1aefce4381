"""Little pictures of the papers people of the town hold before a telephone; all invented."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from django.conf import settings
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WIDE, HIGH, MARGIN, LINE = 720, 980, 70, 54
PAPER, INK, RED = (252, 250, 243), (38, 40, 46), (196, 44, 40)
# A star of five points, in pixels from its middle.
STAR = (
    *((0, -40), (9, -13), (38, -12), (15, 5), (24, 32)),
    *((0, 16), (-24, 32), (-15, 5), (-38, -12), (-9, -13)),
)
LAMPS, DIM = 6, 196
# The first that is installed; a collection's third face is the simplified Chinese one.
FONTS = ("**/NotoSansCJK-Regular.ttc", "**/NotoSansHans-Regular.otf", "**/NotoSansSC*.otf")
SIMPLIFIED = 2
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def picture_of(
    *, title: str, lines: Sequence[tuple[str, str]], seed: str, blurred: bool = False
) -> bytes:
    """Draw a paper as a photograph (JPEG); another seed lies and is sealed elsewhere.

    What lies about it differs too: two papers of the town are not to look alike to the
    machine that watches for the same paper handed in twice.
    """
    chance = Random(seed)
    table = _table(chance)
    sheet = Image.new("RGB", (WIDE, HIGH), PAPER)
    _write(ImageDraw.Draw(sheet), title, lines, chance)
    size = (WIDE - chance.randrange(60), HIGH - chance.randrange(120))
    place = (60 + chance.randrange(80), 60 + chance.randrange(120))
    table.paste(sheet.resize(size), place)
    seen = ImageChops.multiply(table, _light(chance, table.size))
    if blurred:
        seen = seen.filter(ImageFilter.GaussianBlur(7))
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=82)
    return out.getvalue()


def _light(chance: Random, size: tuple[int, int]) -> Image.Image:
    """Light that falls unevenly: by it a machine tells two photographs apart."""
    spots = Image.new("L", (LAMPS, LAMPS))
    spots.putdata([DIM + chance.randrange(256 - DIM) for _ in range(LAMPS * LAMPS)])
    return spots.resize(size, Image.Resampling.BICUBIC).convert("RGB")


def _table(chance: Random) -> Image.Image:
    """The table under the paper: boards of wood, darker and lighter."""
    table = Image.new("RGB", (WIDE + 160, HIGH + 160))
    pen, left = ImageDraw.Draw(table), 0
    while left < table.width:
        wide, shade = 60 + chance.randrange(160), 70 + chance.randrange(110)
        pen.rectangle((left, 0, left + wide, table.height), (shade, shade * 4 // 5, shade // 2))
        left += wide
    return table


def _write(
    pen: ImageDraw.ImageDraw, title: str, lines: Sequence[tuple[str, str]], chance: Random
) -> None:
    pen.text((WIDE // 2, MARGIN + 30), title, INK, _font(44), anchor="mm")
    pen.line((MARGIN, MARGIN + 76, WIDE - MARGIN, MARGIN + 76), INK, 2)
    top = MARGIN + 110 + chance.randrange(40)
    for place, (label, text) in enumerate(lines):
        at = top + place * LINE
        pen.text((MARGIN, at), f"{label}：", (110, 112, 118), _font(24))
        pen.text((MARGIN + 210, at), text[:18], INK, _font(24))
        pen.line((MARGIN, at + 42, WIDE - MARGIN, at + 42), (206, 204, 196), 1)
    below = top + len(lines) * LINE
    left = MARGIN + chance.randrange(WIDE - MARGIN * 2 - 190)
    _seal(pen, left, below + 30 + chance.randrange(max(1, HIGH - below - 330)))
    pen.text((MARGIN, HIGH - 60), "演示用图，内容均为虚构", (150, 150, 150), _font(22))


def _seal(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    middle = (left + 95, top + 95)
    pen.ellipse((left, top, left + 190, top + 190), outline=RED, width=7)
    pen.polygon([(middle[0] + across, middle[1] + down) for across, down in STAR], RED)
    pen.text((middle[0], middle[1] + 62), "演示专用", RED, _font(26), anchor="mm")


@cache
def _font(size: int) -> Font:
    for pattern in FONTS:
        for folder in map(Path, settings.ANJU_FONT_PATHS):
            for path in sorted(folder.glob(pattern)):
                face = SIMPLIFIED if path.suffix == ".ttc" else 0
                return ImageFont.truetype(str(path), size, index=face)
    return ImageFont.load_default(size)
