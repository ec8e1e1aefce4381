"""A member begins a material (创建材料), and says anew what it says while nobody holds it."""

from collections.abc import Mapping

from django.db import connection, transaction

from anju.documents.materials.changing import open_for_change
from anju.documents.materials.kinds import Kind, rule_of
from anju.documents.materials.models import Material
from anju.documents.materials.said import end_in, number_in, read_said
from anju.ground.errors import Refusal
from anju.people.models import Member

TITLE_MOST = 60
MOST_OPEN = 100


class NoSuchKind(Refusal):
    code = "documents.no_such_kind"


class TooManyMaterials(Refusal):
    code = "documents.too_many_materials"


def make_material(
    *, member: Member, kind: str, typed: Mapping[str, str], channel: str, title: str = ""
) -> Material:
    """Begin a material of a kind with its fields as typed; files come after.

    Amounts are typed in yuan and kept in whole fen. Raises NoSuchKind, BadFields (every fault
    at once), TooManyMaterials with 100 unused ones.
    """
    if kind not in Kind.values:
        raise NoSuchKind("请先选择材料类型。")
    if member.materials.filter(state__in=Material.OPEN).count() >= MOST_OPEN:
        raise TooManyMaterials(
            f"材料夹里还没有使用的材料已有 {MOST_OPEN} 份，请先删除不再需要的。"
        )
    material = Material(
        member=member, kind=kind, created_in=channel, number=_next_number(), title=title
    )
    _say(material, typed, title)
    material.save()
    return material


@transaction.atomic
def rewrite_material(
    *, material: Material, typed: Mapping[str, str], title: str = ""
) -> Material:
    """Say anew what a material says. Raises BadFields, MaterialInUse while one holds it."""
    own = open_for_change(material)
    _say(own, typed, title)
    own.save()
    return own


def _say(material: Material, typed: Mapping[str, str], title: str) -> None:
    rule = rule_of(material.kind)
    values = read_said(rule, typed)
    material.values = values
    material.document_number = number_in(rule, values)
    material.expires_on = end_in(rule, values)
    plain = " ".join(c for c in title.split() if c.isprintable())
    material.title = plain[:TITLE_MOST] or material.kind_label


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('documents_material_number')")
        return f"CL{cursor.fetchone()[0]:012d}"
