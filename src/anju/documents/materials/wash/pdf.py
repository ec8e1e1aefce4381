"""PDF: its pages alone are carried into a new file, and drawn for whoever looks at them."""

from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Name

from anju.documents.materials.wash.look import look_of
from anju.documents.materials.wash.picture import write_page
from anju.documents.materials.wash.unfit import Unfit

MOST_PAGES = 50
LONGEST = 2000
# What a page needs to be seen. Actions, scripts, forms, links, attachments are not among it.
NEEDED = {
    *(Name.Type, Name.Parent, Name.MediaBox, Name.CropBox, Name.Rotate),
    *(Name.Resources, Name.Contents, Name.Group, Name.UserUnit),
}


def wash_pdf(given: Path, folder: Path) -> list[dict[str, int | bool]]:
    """Write `clean` and a picture of each page; answers how the pages look.

    Raises Unfit for an encrypted or broken file, and for more than 50 pages.
    """
    try:
        _carry_pages(given, folder / "clean")
        return _draw(folder / "clean", folder)
    except (
        *(pikepdf.PdfError, pypdfium2.PdfiumError, OSError, ValueError, TypeError),
        *(RuntimeError, MemoryError, KeyError, AttributeError, RecursionError),
    ) as broken:
        raise Unfit("broken") from broken


def _carry_pages(given: Path, clean: Path) -> None:
    try:
        opened = pikepdf.open(given)
    except pikepdf.PasswordError as locked:
        raise Unfit("encrypted") from locked
    with opened, pikepdf.new() as fresh:
        if opened.is_encrypted:
            raise Unfit("encrypted")
        if not opened.pages:
            raise Unfit("broken")
        if len(opened.pages) > MOST_PAGES:
            raise Unfit("pages", MOST_PAGES)
        fresh.pages.extend(opened.pages)
        for page in fresh.pages:
            for key in set(page.obj.keys()) - {str(name) for name in NEEDED}:
                del page.obj[key]
        fresh.save(clean, deterministic_id=True)


def _draw(clean: Path, folder: Path) -> list[dict[str, int | bool]]:
    looks = []
    with pypdfium2.PdfDocument(clean) as document:
        for place in range(len(document)):
            page = document[place]
            longest = max(page.get_size())
            if longest <= 0:
                raise Unfit("broken")
            drawn = page.render(scale=LONGEST / longest, may_draw_forms=False).to_pil()
            picture = drawn.convert("RGB")
            write_page(picture, folder / f"page-{place + 1}.jpg")
            looks.append(look_of(picture))
            page.close()
    return looks
