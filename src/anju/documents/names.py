"""What the file of a receipt is called when it is downloaded."""

from dataclasses import dataclass
from urllib.parse import quote

from anju.documents.models import Receipt


@dataclass(frozen=True)
class ResponseName:
    """A file name for old readers (ASCII) and one for all others (UTF-8)."""

    ascii: str
    utf8: str

    @property
    def disposition(self) -> str:
        """Both names as RFC 6266 wants them in Content-Disposition, as an attachment."""
        return f"attachment; filename=\"{self.ascii}\"; filename*=UTF-8''{quote(self.utf8)}"


def receipt_response_name(receipt: Receipt) -> ResponseName:
    """The names of a receipt's file: its number, and its title before it."""
    return ResponseName(f"{receipt.number}.pdf", f"{receipt.kind_label}-{receipt.number}.pdf")
