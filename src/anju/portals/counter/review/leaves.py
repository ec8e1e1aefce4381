"""The pages of a case's materials, for the screens that show them."""

from django.urls import reverse

from anju.cases.models import Case
from anju.documents.materials.models import Material
from anju.portals.shared.withdrawals.material_pages import Leaf, leaves_of


def leaves_of_case(case: Case) -> list[Leaf]:
    """Every page of every paper of a case that lies in the member's wallet, in their order."""
    kept = materials_in(case)
    leaves = []
    for place, paper in enumerate(case.papers, start=1):
        if paper.material not in kept:
            continue

        def address(file: int, leaf: int, material: str = paper.material) -> str:
            return reverse("counter:review_page", args=[case.number, material, file, leaf])

        leaves += leaves_of(kept[paper.material], address, title=f"{place} {paper.title}")
    return leaves


def materials_in(case: Case) -> dict[str, Material]:
    """What the case names among its own member's materials; another's is not looked for."""
    wanted = [paper.material for paper in case.papers if paper.material]
    found = Material.objects.filter(member=case.member_id, number__in=wanted)
    return {one.number: one for one in found}
