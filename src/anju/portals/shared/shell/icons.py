"""Outline icons of @tabler/icons, read from node_modules once and written into the page."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9-]+")
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_GHOST = re.compile(r'<path stroke="none"[^>]*/>')


@cache
def icon_svg(name: str, size: str = "") -> SafeString:
    """The icon as inline SVG without style or title: it decorates, the word beside it speaks.

    size is "", "sm" or "lg". Raises FileNotFoundError for an icon the package does not have.
    """
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    file = Path(settings.NODE_MODULES) / "@tabler/icons/icons/outline" / f"{name}.svg"
    found = _INSIDE.search(file.read_text(encoding="utf-8"))
    strokes = _GHOST.sub("", found[1] if found else "")
    classes = f"icon icon-{size}" if size else "icon"
    return mark_safe(  # from an installed package, not from people
        f'<svg class="{classes}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        f' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f"{' '.join(strokes.split())}</svg>"
    )
