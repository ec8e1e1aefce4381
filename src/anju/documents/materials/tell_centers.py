"""What a case holds is told to the other centers as digests, and asked of them (C3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from anju.centers.sightings import (
    Elsewhere,
    Token,
    What,
    note_sightings,
    page_token,
    reference_of,
    seen_elsewhere,
    token_of,
    wipe_sightings,
)
from anju.documents.materials.models import Material, MaterialPage, MaterialUse
from anju.policy.items import CHINA

# Shorter numbers coincide between cities by nature: every developer has a contract 2026-001.
NUMBER_LEAST = 8
BATCH = 200


@dataclass(frozen=True)
class Sight:
    """One use of the like in another center, in words; nothing of the person is known."""

    found: Elsewhere

    @property
    def sentence(self) -> str:
        """What, where, since when, and by which reference that center can be asked."""
        what = {
            What.FILE: "同一个文件",
            What.NUMBER: "编号相同的同类材料",
            What.PAGE: "画面相近的一页",
        }[self.found.what]
        return (
            f"{what} {self.found.seen_on} 在另一个中心出现过：{self.found.center}，"
            f"参考号 {self.found.reference}。"
        )


def tell_centers(material: Material, *, on: date) -> None:
    """From now other centers see that one has used this; told again it is told once."""
    note_sightings(reference=reference_of(material.number), tokens=tokens_of(material), on=on)


def untell_centers(material: Material) -> None:
    """No case holds it any more: it was never used."""
    wipe_sightings(reference=reference_of(material.number))


def used_elsewhere(material: Material) -> list[Sight]:
    """Where other centers of the installation have used the like; the surest first."""
    return [Sight(one) for one in seen_elsewhere(tokens_of(material))]


def tokens_of(material: Material) -> list[Token]:
    """By what it is recognised: its files as given and as kept, its number, its pages."""
    files = material.files.order_by("place").values_list("sha256", "given_sha256")
    tokens = [token_of(What.FILE, digest) for pair in files for digest in dict.fromkeys(pair)]
    if len(material.document_number) >= NUMBER_LEAST:
        tokens.append(token_of(What.NUMBER, f"{material.kind}|{material.document_number}"))
    # A page with nothing on it has no bands and is like no other.
    pages = MaterialPage.objects.filter(file__material=material).exclude(bands=[])
    looks = dict.fromkeys(pages.order_by("pk").values_list("looks", flat=True))
    return tokens + [page_token(one) for one in looks]


def tell_everything() -> Iterator[int]:
    """Write the current center's sightings anew, for a new index key or an older database.

    Answers now and then how many materials it has done. The first day is the use's own.
    """
    done = 0
    held = MaterialUse.objects.exclude(state=MaterialUse.State.FREED)
    numbers = held.order_by("material", "held_at").distinct("material")
    with transaction.atomic():
        wipe_sightings()
        for use in numbers.select_related("material").iterator(chunk_size=BATCH):
            tell_centers(use.material, on=use.held_at.astimezone(CHINA).date())
            done += 1
            if done % BATCH == 0:
                yield done
    yield done
