"""The styles of an .xlsx with a red twin for every format that a bad row uses."""

import re

RED_FILL = (
    b'<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/>'
    b'<bgColor indexed="64"/></patternFill></fill>'
)
_RED = b'fgColor rgb="FFFFC7CE"'
_FILL_USED = re.compile(rb'\bfillId="([0-9]+)"')
_FILLS = re.compile(rb"<fills\b[^>]*>(.*?)</fills>", re.DOTALL)
_FILL = re.compile(rb"<fill\b[^>]*/>|<fill\b[^>]*>.*?</fill>", re.DOTALL)
_FORMATS = re.compile(rb"<cellXfs\b[^>]*>(.*?)</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<xf\b[^>]*/>|<xf\b[^>]*[^/]>.*?</xf>", re.DOTALL)
_FILL_ID = re.compile(rb'\s(?:fillId|applyFill)="[^"]*"')


class RedStyles:
    """Asked for the red or the plain twin of a format; `xml()` gives the styles with them."""

    def __init__(self, styles: bytes) -> None:
        """Raises ValueError for styles without fills or formats."""
        fills, formats = _FILLS.search(styles), _FORMATS.search(styles)
        if fills is None or formats is None:
            raise ValueError("styles without fills or formats")
        self._styles = styles
        self._fills: list[bytes] = _FILL.findall(fills[1])
        self._formats: list[bytes] = _FORMAT.findall(formats[1])
        if RED_FILL not in self._fills:
            self._fills.append(RED_FILL)
        self._red_fill = self._fills.index(RED_FILL)
        self._reds = {place for place, fill in enumerate(self._fills) if _RED in fill}
        self._twins: dict[tuple[int, int], int] = {}

    def red(self, number: int) -> int:
        """The format like this one, but red."""
        return number if self._is_red(number) else self._twin(number, self._red_fill)

    def plain(self, number: int) -> int:
        """The format itself, unless it is red: then the same without a fill."""
        return self._twin(number, 0) if self._is_red(number) else number

    def text(self) -> int:
        """A format under which whatever is typed stays a text."""
        text = b'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
        if text not in self._formats:
            self._formats.append(text)
        return self._formats.index(text)

    def xml(self) -> bytes:
        """The whole part, with all twins that were asked for."""
        styles = _FILLS.sub(lambda _: _element(b"fills", self._fills), self._styles, count=1)
        return _FORMATS.sub(lambda _: _element(b"cellXfs", self._formats), styles, count=1)

    def _is_red(self, number: int) -> bool:
        used = _FILL_USED.search(self._format(number).partition(b">")[0])
        return used is not None and int(used[1]) in self._reds

    def _format(self, number: int) -> bytes:
        return self._formats[number if number < len(self._formats) else 0]

    def _twin(self, number: int, fill: int) -> int:
        if (number, fill) not in self._twins:
            plain = _FILL_ID.sub(b"", self._format(number), count=2)
            apply = b' fillId="%d" applyFill="%d"' % (fill, 1 if fill else 0)
            self._formats.append(plain.replace(b"<xf", b"<xf" + apply, 1))
            self._twins[number, fill] = len(self._formats) - 1
        return self._twins[number, fill]


def _element(name: bytes, children: list[bytes]) -> bytes:
    count = b' count="%d"' % len(children)
    return b"<" + name + count + b">" + b"".join(children) + b"</" + name + b">"
