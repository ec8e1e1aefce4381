"""Papers as people hand them in, and as attackers do: all made here, none of anybody's."""

import io
import struct
import zlib
from functools import cache

import pikepdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pillow_heif import register_heif_opener

register_heif_opener()
SCRIPT = b"<script>alert('anju')</script>"


def sheet(seed: int = 1, *, wide: int = 1200, high: int = 1600, lines: int = 24) -> Image.Image:
    """A written sheet of paper; another seed is another text in another shape."""
    drawn = Image.new("RGB", (wide, high), (240, 238, 230))
    pen, font = ImageDraw.Draw(drawn), ImageFont.load_default(26)
    for line in range(lines):
        long = 20 + (seed * 7919 + line * line * 31) % 45
        words = "".join(chr(65 + (seed * 13 + line * 7 + i * i) % 26) for i in range(long))
        pen.text((80, 90 + line * 58), words, fill=(30, 30, 34), font=font)
    left, top = (seed * 271) % (wide - 400), (seed * 577) % (high - 400)
    pen.ellipse((left, top, left + 300, top + 300), outline=(180, 30, 30), width=18)
    pen.rectangle((left + 90, top + 90, left + 210, top + 210), fill=(180, 30, 30))
    return drawn


def written(picture: Image.Image, form: str = "JPEG", **how) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def paper(seed: int = 1, form: str = "JPEG", **how) -> bytes:
    """A sheet as a file of a form."""
    return written(sheet(seed), form, **how)


def blurred() -> bytes:
    return written(sheet().filter(ImageFilter.GaussianBlur(9)))


def dark() -> bytes:
    return written(sheet().point(lambda value: value // 6))


def blank() -> bytes:
    return written(Image.new("RGB", (1200, 1600), "white"))


def with_place() -> bytes:
    """A photograph lying on its side, whose notes tell where and with what it was taken."""
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "SecretPhone"
    notes.get_ifd(0x8825)[1] = "N"
    return written(sheet(wide=1600, high=1200), exif=notes)


def polyglot() -> bytes:
    """A picture with a page behind it: every sniffer calls it image/jpeg."""
    return paper() + SCRIPT + b"%PDF-1.7 trailer"


def comment_with_script() -> bytes:
    body = paper()
    said = b"\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT
    return body[:2] + said + body[2:]


def bomb(side: int = 20_000) -> bytes:
    """A PNG of 400 million pixels in less than 60 kB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer, rows = zlib.compressobj(9), []
    for _ in range(side):
        rows.append(packer.compress(bytes(1 + side // 8)))
    body = b"".join(rows) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@cache
def pdf(pages: int = 2) -> bytes:
    """Scanned sheets as PDF."""
    first, *others = [sheet(seed) for seed in range(1, pages + 1)]
    return written(first, "PDF", save_all=True, append_images=others)


def _changed(change, **saved) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        change(opened)
        opened.save(out, **saved)
    return out.getvalue()


def armed_pdf() -> bytes:
    """A PDF that runs, opens, submits and carries a program."""

    def arm(opened: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('anju')")
        root = opened.Root
        root.OpenAction = opened.make_indirect(script)
        root.AA = pikepdf.Dictionary(WC=script)
        root.AcroForm = pikepdf.Dictionary(Fields=[], XFA="evil-form")
        opened.attachments["evil.exe"] = b"MZ-evil-program"
        page = opened.pages[0].obj
        page.AA = pikepdf.Dictionary(O=script)
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 600, 800],
            A=launch,
        )
        page.Annots = opened.make_indirect([link])
        opened.docinfo["/Author"] = "Secret Author"

    return _changed(arm)


def locked_pdf(word: str = "") -> bytes:
    """Encrypted: with a word to open it, or only against changes."""
    how = pikepdf.Encryption(user=word, owner="owner-word")
    return _changed(lambda opened: None, encryption=how)


def long_pdf(pages: int = 51) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as fresh:
        for _ in range(pages):
            fresh.add_blank_page(page_size=(200, 300))
        fresh.save(out)
    return out.getvalue()


def pdf_bomb(levels: int = 12) -> bytes:
    """A few kilobytes that draw a line ten times, ten times, ten times… a billion lines."""
    out = io.BytesIO()
    with pikepdf.new() as fresh:
        fresh.add_blank_page(page_size=(600, 800))
        inner = b"0 0 m 600 800 l S"
        below = None
        for _ in range(levels):
            form = fresh.make_stream(
                inner,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 600, 800],
            )
            if below is not None:
                form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=below))
            below, inner = fresh.make_indirect(form), b"/F Do\n" * 10
        page = fresh.pages[0]
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=below))
        page.obj.Contents = fresh.make_stream(inner)
        fresh.save(out)
    return out.getvalue()
