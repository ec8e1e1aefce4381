"""What lies elsewhere and is like a material (骗提线索): told to reviewers, decides nothing."""

from dataclasses import dataclass

from anju.centers.sql import rows
from anju.documents.materials.kinds import Kind
from anju.documents.materials.likeness import NEAR
from anju.documents.materials.models import Material
from anju.ground.masks import mask_name
from anju.people.models import Member

MOST = 50


@dataclass(frozen=True)
class LookAlike:
    """One material that is like ours: in what (`same_file`, `same_number`, `near_page`), whose,
    and the cases it serves or has served. `apart` is how many of 64 bits of a page differ.
    """

    what: str
    number: str
    kind: str
    member: int
    holder: str
    own: bool
    cases: tuple[str, ...]
    place: str
    apart: int

    @property
    def sentence(self) -> str:
        """What was found, in words a reviewer can check with his own eyes."""
        whose = "本人" if self.own else f"{self.holder}"
        kind = Kind(self.kind).label
        where = f"{whose}的{kind} {self.number}"
        near = f"第 {self.place} 页与{where}中的一页画面相近（64 位差 {self.apart} 位）"
        found = {
            "same_file": f"同一个文件也在{where}里",
            "same_number": f"编号与{where}相同",
            "near_page": near,
        }[self.what]
        served = f"，用于办件 {'、'.join(self.cases)}" if self.cases else "，还没有用于办件"
        return f"{found}{served}。"


def look_alikes(material: Material) -> list[LookAlike]:
    """Everything like it in other members' materials, and in own ones that serve another case.

    At most 50, surest first; one statement over indexes. The names of others are masked.
    """
    found = rows("documents/look_alikes", material=material.pk, near=NEAR, most=MOST)
    others = {row["member"] for row in found}
    names = dict(Member.objects.filter(pk__in=others).values_list("pk", "name"))
    return [
        LookAlike(
            what=row["what"],
            number=row["number"],
            kind=row["kind"],
            member=row["member"],
            holder=mask_name(names[row["member"]]),
            own=row["own_one"],
            cases=tuple(row["cases"]),
            place=row["place"],
            apart=row["apart"],
        )
        for row in found
    ]
