"""What could be done to materials, and which law betrays it; with a material to do it to."""

from datetime import UTC, datetime

from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.documents.materials.store import keep
from anju.people.models import Member
from faults.crimes import Crime, crime

LAW = "材料的状态与文件、使用记录相符"
NOW = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)

AGAINST_DOCUMENTS: tuple[Crime, ...] = (
    crime(
        LAW,
        "没有文件",
        "DELETE FROM documents_materialpage",
        "DELETE FROM documents_materialfile",
    ),
    crime(LAW, "没有页面", "DELETE FROM documents_materialpage"),
    crime(LAW, "超过限额", "UPDATE documents_materialfile SET bytes = 62914561"),
    crime(LAW, "状态与使用记录不符", "UPDATE documents_material SET state = 'used'"),
    crime(
        LAW,
        "状态与使用记录不符",
        "UPDATE documents_materialuse SET state = 'used', ended_at = now()",
    ),
    crime(
        LAW,
        "却用于 2 个办件",
        "DROP INDEX documents_sole_material_serves_one",
        "INSERT INTO documents_materialuse (material_id, by, sole, state, held_at)"
        " SELECT id, 'TQ2', true, 'held', now() FROM documents_material",
    ),
)


def show_a_contract() -> Material:
    """王芳's contract, held by a case; its bytes are no picture, but they lie in the store."""
    made = make_material(
        member=Member.objects.get(name="王芳"),
        kind="purchase_contract",
        typed={
            "number": "信房 318",
            "address": "演示路 18 号",
            "signed_on": "2026-09-03",
            "price_fen": "865000",
        },
        channel="柜台",
    )
    (digest,) = keep(b"a washed paper")
    file = made.files.create(
        place=1,
        sha256=digest,
        given_sha256="b" * 64,
        type="jpeg",
        bytes=1,
        name="合同.jpg",
        uploaded_at=NOW,
    )
    file.pages.create(
        place=1,
        sha256=digest,
        width=1200,
        height=1600,
        looks=1,
        sharpness=900,
        light=200,
        contrast=40,
    )
    made.uses.create(by="TQ1", sole=True, held_at=NOW)
    made.state = Material.State.READY
    made.save(update_fields=["state"])
    return made
