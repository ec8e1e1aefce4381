"""What a file is, by its first bytes alone: name and label prove nothing."""

from anju.ground.errors import Refusal

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}
# What people hand in by mistake, and how they get to what is taken.
_MISTAKEN: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"PK\x03\x04",), "Word、Excel 文档或压缩包，请打开后另存为 PDF"),
    ((b"\xd0\xcf\x11\xe0",), "旧版 Word 或 Excel 文档，请打开后另存为 PDF"),
    ((b"GIF8",), "GIF 图片，请另存为 JPEG 或直接拍照"),
    ((b"BM",), "BMP 图片，请另存为 JPEG 或直接拍照"),
    ((b"II*\x00", b"MM\x00*"), "TIFF 图片，请另存为 JPEG 或 PDF"),
    ((b"RIFF",), "WebP 图片或视频，请另存为 JPEG 或直接拍照"),
    ((b"<", b"\xef\xbb\xbf<", b" <", b"\n<"), "网页或 SVG 文件，请截图或另存为 PDF"),
)


class NotTaken(Refusal):
    code = "documents.file_not_taken"


def kind_of_file(content: bytes) -> str:
    """JPEG, PNG, HEIF or PDF. Raises NotTaken for everything else, and says what it is."""
    head = content[:64]
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "HEIF"
    if head.startswith(b"%PDF-"):
        return "PDF"
    found = next((words for starts, words in _MISTAKEN if head.startswith(starts)), "")
    what = f"这是{found}。" if found else "认不出这个文件的格式。"
    raise NotTaken(f"{what}请上传 JPEG、PNG、HEIC 图片或 PDF 文件。")
