"""Proves that materials stand where they should, and that every file is still what it was."""

from collections.abc import Iterator

from anju.documents.materials.models import MaterialFile, MaterialPage
from anju.documents.materials.store import FileGone, fetch
from anju.ledger.proofs import Finding, Proof

DOCUMENTS = (Proof("材料的状态与文件、使用记录相符", "documents/proof_materials", "份"),)
# Judged by reading the files, not by a statement.
FILES = Proof("材料的文件都在，内容未变", "documents/files", "个")


def prove_files() -> Finding:
    """Open every file and page of the current center and compare it with its digest."""
    checked, broken, first = 0, 0, ""
    for digest, place in _kept():
        checked += 1
        try:
            fetch(digest)
        except FileGone as gone:
            broken += 1
            first = first or f"材料 {place} 的文件 {gone}"
    return Finding(FILES, checked, broken, first)


def _kept() -> Iterator[tuple[str, str]]:
    """Every digest once, with the material it belongs to."""
    seen = set()
    for found in (
        MaterialFile.objects.order_by("id").values_list("sha256", "material__number"),
        MaterialPage.objects.order_by("id").values_list("sha256", "file__material__number"),
    ):
        for digest, place in found.iterator():
            if digest not in seen:
                seen.add(digest)
                yield digest, place
