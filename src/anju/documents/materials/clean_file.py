"""A stranger's file becomes one of ours: washed in a program apart, which may fall alone."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import anju
from anju.documents.materials.sniff import kind_of_file
from anju.ground.errors import Refusal

MOST_BYTES = 10 * 1024 * 1024
# A bomb keeps one of our few workers busy for no longer than any request may take.
SECONDS = 15
SOURCE = Path(anju.__path__[0]).parent
_UNFIT = {
    "encrypted": "这个 PDF 设了密码，无法查看。请去掉密码后再上传，或者把每一页拍照上传。",
    "pages": "这个 PDF 超过 {most} 页。请只保留需要的页，或者分成几个文件上传。",
    "pixels": "这张图片超过 {megapixels} 万像素。请用手机直接拍照，或缩小后再上传。",
    "small": "这张图片太小（不足 {most} 像素），看不清内容。请重新拍摄，让证件占满画面。",
    "broken": "这个文件打不开，可能没有下载完整或已损坏。请重新拍照，或重新导出后再上传。",
}


class Empty(Refusal):
    code = "documents.file_empty"


class TooLarge(Refusal):
    code = "documents.file_too_large"


class UnfitFile(Refusal):
    code = "documents.file_unfit"


@dataclass(frozen=True)
class Page:
    """A page as a picture (JPEG), and how it looks; `looks` is a signed 64-bit number."""

    picture: bytes
    width: int
    height: int
    looks: int
    flat: bool
    sharpness: int
    light: int
    contrast: int


@dataclass(frozen=True)
class Clean:
    """A file as it may be kept: `type` is jpeg or pdf."""

    type: str
    content: bytes
    pages: tuple[Page, ...]


def clean_file(content: bytes) -> Clean:
    """Wash a file of JPEG, PNG, HEIC or PDF; nothing of the original but what is seen remains.

    Raises Empty, TooLarge (over 10 MB), NotTaken (another kind), UnfitFile (locked, broken,
    too many pages or pixels, too small), each with what to do.
    """
    if not content:
        raise Empty("这个文件是空的，没有上传。请重新选择。")
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过 10 MB。请用手机直接拍照，或把 PDF 分成几个文件上传。")
    kind = kind_of_file(content)
    with TemporaryDirectory(prefix="anju-wash-") as place:
        folder = Path(place)
        (folder / "given").write_bytes(content)
        told = _wash(kind, folder)
        if "unfit" in told:
            most = told["most"]
            words = _UNFIT[told["unfit"]].format(most=most, megapixels=most // 10_000)
            raise UnfitFile(words, why=told["unfit"])
        pages = tuple(
            Page(**{**look, "looks": _signed(look["looks"])}, picture=_page(folder, place))
            for place, look in enumerate(told["pages"], start=1)
        )
        cleaned = (folder / "clean").read_bytes()
    if len(cleaned) > MOST_BYTES:
        raise TooLarge("文件整理后超过 10 MB。请分成几个文件上传，或把每一页拍照上传。")
    return Clean("pdf" if kind == "PDF" else "jpeg", cleaned, pages)


def _wash(kind: str, folder: Path) -> dict:  # type: ignore[type-arg]
    """Run the program apart: without our keys in its environment, and not for ever."""
    try:
        subprocess.run(
            [sys.executable, "-m", "anju.documents.materials.wash", kind],
            cwd=folder,
            env={"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fallen:
        raise UnfitFile(_UNFIT["broken"], why="fallen") from fallen
    told: dict = json.loads((folder / "told.json").read_text(encoding="ascii"))  # type: ignore[type-arg]
    return told


def _page(folder: Path, place: int) -> bytes:
    return (folder / f"page-{place}.jpg").read_bytes()


def _signed(bits: int) -> int:
    return bits - (1 << 64) if bits >> 63 else bits
