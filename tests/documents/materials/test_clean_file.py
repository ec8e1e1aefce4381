"""A stranger's file comes in as pixels and pages, or with a sentence that says what to do."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageFile
from tests.documents.materials import papers
from tests.documents.materials.papers import SCRIPT, paper

from anju.documents.materials.clean_file import (
    Empty,
    TooLarge,
    UnfitFile,
    clean_file,
)
from anju.documents.materials.sniff import NotTaken
from anju.documents.materials.wash.picture import wash_picture
from anju.documents.materials.wash.unfit import Unfit
from savings import wash_anew


@pytest.fixture(autouse=True)
def _washed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Washing is the matter here."""
    wash_anew(monkeypatch)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_a_picture_of_each_form_becomes_one_plain_jpeg(form: str) -> None:
    clean = clean_file(paper(form=form))
    (page,) = clean.pages
    assert clean.type == "jpeg"
    assert clean.content == page.picture
    assert opened(clean.content).format == "JPEG"
    assert (page.width, page.height) == (1200, 1600)


def test_the_same_file_twice_is_the_same_content() -> None:
    assert clean_file(paper()).content == clean_file(paper()).content
    assert clean_file(papers.pdf()).content == clean_file(papers.pdf()).content


def test_a_photograph_is_turned_upright_and_forgets_place_and_camera() -> None:
    clean = clean_file(papers.with_place())
    picture = opened(clean.content)
    assert picture.size == (1200, 1600)
    assert dict(picture.getexif()) == {}
    assert b"SecretPhone" not in clean.content


@pytest.mark.parametrize("make", [papers.polyglot, papers.comment_with_script])
def test_what_hung_on_a_picture_is_gone(make) -> None:
    assert SCRIPT in make()
    clean = clean_file(make())
    assert b"script" not in clean.content
    assert b"%PDF" not in clean.content


def test_what_can_be_seen_through_stands_on_white() -> None:
    glass = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    picture = opened(clean_file(papers.written(glass, "PNG")).content)
    assert min(picture.getpixel((200, 200))) >= 250


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG"),
        (b"<!DOCTYPE html><script>1</script>", "网页"),
        (b"\xef\xbb\xbf<html></html>", "网页"),
        (b"PK\x03\x04rest-of-a-docx", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        (b"GIF89a<script>", "GIF"),
        (b"MZ\x90\x00", "认不出"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "认不出"),
        (b"\n%PDF-1.7", "认不出"),
        (b"\x00\x00\x00\x1cftypmp42", "认不出"),
    ],
)
def test_every_other_kind_is_refused_with_a_way_on(content: bytes, words: str) -> None:
    with pytest.raises(NotTaken, match=words) as refused:
        clean_file(content)
    assert "JPEG、PNG、HEIC" in refused.value.sentence


def test_a_page_that_calls_itself_pdf_is_broken() -> None:
    with pytest.raises(UnfitFile, match="打不开"):
        clean_file(b"%PDF-1.7\n<html>" + SCRIPT)


def test_only_the_pages_of_a_pdf_come_in() -> None:
    armed = papers.armed_pdf()
    clean = clean_file(armed)
    assert len(clean.pages) == 2
    with pikepdf.open(io.BytesIO(clean.content)) as kept:
        assert {str(key) for key in kept.Root} <= {"/Type", "/Pages"}
        assert "/Annots" not in kept.pages[0].obj
        assert "/AA" not in kept.pages[0].obj
        everything = b"".join(
            obj.read_raw_bytes() if isinstance(obj, pikepdf.Stream) else repr(obj).encode()
            for obj in kept.objects
        )
    for word in (b"JavaScript", b"Launch", b"calc.exe", b"evil", b"XFA", b"Secret Author"):
        assert word not in everything + clean.content


def test_a_pdf_is_drawn_for_whoever_looks_at_it() -> None:
    first, second = clean_file(papers.pdf()).pages
    assert opened(first.picture).format == "JPEG"
    assert max(first.width, first.height) == 2000
    assert first.looks != second.looks


@pytest.mark.parametrize("word", ["", "open-sesame"])
def test_a_locked_pdf_is_refused(word: str) -> None:
    with pytest.raises(UnfitFile, match="设了密码"):
        clean_file(papers.locked_pdf(word))


def test_fifty_pages_are_the_most() -> None:
    assert len(clean_file(papers.long_pdf(50)).pages) == 50
    with pytest.raises(UnfitFile, match="超过 50 页"):
        clean_file(papers.long_pdf(51))


def test_a_bomb_of_pixels_is_refused_before_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = papers.bomb()
    assert len(small) < 60_000
    with pytest.raises(UnfitFile, match="超过 4000 万像素"):
        clean_file(small)
    unpacked: list[object] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", unpacked.append)
    # The program apart sets this for itself; here it is put back.
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    given = tmp_path / "given"
    given.write_bytes(small)
    with pytest.raises(Unfit):
        wash_picture(given, tmp_path, "PNG")
    assert unpacked == []


def test_a_pdf_that_would_be_drawn_for_ever_falls_in_its_own_room(monkeypatch) -> None:
    monkeypatch.setattr("anju.documents.materials.clean_file.SECONDS", 3)
    bomb = papers.pdf_bomb()
    assert len(bomb) < 10_000
    with pytest.raises(UnfitFile, match="打不开") as refused:
        clean_file(bomb)
    assert refused.value.detail["why"] == "fallen"


@pytest.mark.parametrize(
    "content",
    [
        paper()[:4000],
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        paper(form="HEIF")[:300],
        papers.pdf()[:900],
    ],
)
def test_half_a_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnfitFile, match="打不开"):
        clean_file(content)


def test_nothing_too_large_and_nothing_too_small() -> None:
    with pytest.raises(Empty):
        clean_file(b"")
    with pytest.raises(TooLarge, match="超过 10 MB"):
        clean_file(b"\xff\xd8\xff" + bytes(10 * 1024 * 1024))
    with pytest.raises(UnfitFile, match="太小"):
        clean_file(papers.written(Image.new("RGB", (40, 40), "red")))


def test_the_washing_knows_none_of_our_keys(monkeypatch, tmp_path) -> None:
    seen = {}

    def run(command, **how):
        seen.update(how["env"])
        raise RuntimeError("stop here")

    monkeypatch.setenv("ANJU_SEAL_KEYS", "1:secret")
    monkeypatch.setattr("anju.documents.materials.clean_file.subprocess.run", run)
    with pytest.raises(RuntimeError, match="stop here"):
        clean_file(paper())
    assert set(seen) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}


def test_the_largest_photograph_still_has_room() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6
    large = papers.written(Image.new("RGB", (7300, 5470), "grey"), "JPEG", exif=notes)
    (page,) = clean_file(large).pages
    assert (page.width, page.height) == (2398, 3200)
