"""One typst compiler per process, with the Chinese fonts found once."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst
from django.conf import settings

TEMPLATES = Path(__file__).parent / "typst"
# The first family found is used. The last is what the npm package @embedpdf/fonts-sc calls
# itself: GB 2312 only, for machines on which nobody may install fonts.
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Noto Sans S Chinese")
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")


class Typesetter:
    """Turns a template beside this file and plain data into PDF."""

    def __init__(self, *, font_paths: Sequence[Path], system_fonts: bool = True) -> None:
        fonts = typst.Fonts(
            include_system_fonts=system_fonts,
            include_embedded_fonts=False,
            font_paths=[str(path) for path in font_paths if path.is_dir()],
        )
        families = set(fonts.families())
        self.sans = [family for family in SANS if family in families][:1]
        self.serif = [family for family in SERIF if family in families][:1] or self.sans
        if not self.sans:
            raise RuntimeError("no Chinese font: install fonts-noto-cjk, or run npm install")
        self._compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts)
        # A compiler serves one caller at a time and says so by an error.
        self._lock = Lock()

    def typeset(
        self,
        template: str,
        data: Mapping[str, object],
        *,
        now: datetime,
        tagged: bool = True,
    ) -> bytes:
        """Set one document, created `now` by its own account; `tagged` for reading aloud.

        The data enters as one JSON string that the template parses: no text of a person is
        ever read as markup, whatever characters are in it.
        """
        job = {**data, "fonts": {"sans": self.sans, "serif": self.serif}}
        with self._lock:
            pdf = self._compiler.compile(
                input=str(TEMPLATES / template),
                format="pdf",
                sys_inputs={"data": json.dumps(job, ensure_ascii=False)},
                timestamp=now.astimezone(UTC),
                pdf_tags=tagged,
            )
        if not isinstance(pdf, bytes):
            raise TypeError("typst gave no single document")
        return pdf


@cache
def typesetter() -> Typesetter:
    """The typesetter of this process; the first call takes about a tenth of a second."""
    return Typesetter(font_paths=settings.ANJU_FONT_PATHS)
