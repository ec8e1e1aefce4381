"""The marked papers of a mending: each may be exchanged, and one more of its kind added."""

from collections.abc import Sequence

from django.urls import reverse

from anju.cases.lists import marked_fields
from anju.cases.models import Case
from anju.documents.materials.models import Material
from anju.policy.reasons import Paper
from anju.portals.member.case_kinds import Asked, Errand
from anju.portals.shared.fields import Field
from anju.withdrawals.look_at_form import FormLook

EVERYTHING, PAPERS = "", "papers"


def paper_fields(case: Case, asked: Asked, look: FormLook, why: Asked) -> list[Field]:
    """A choice from the wallet for each marked paper handed in, and one for another beside."""
    fields = []
    for place, paper in _marked(case, look.rule.papers):
        hint = why.get(f"paper:{paper.title}", why.get(PAPERS, ""))
        own = look.wallet[paper.kind]
        for order, number in enumerate([*_handed_in(case, paper), ""]):
            name = _name(place, order)
            chosen = asked.get(name, number)
            fields.append(_field(name, paper, own, chosen, "" if order else hint, order))
    return fields


def materials_of(case: Case, asked: Asked, papers: Sequence[Paper]) -> list[str]:
    """What is handed in now: for marked papers what was chosen, else what there was."""
    titles = {paper.title for paper in papers}
    marked = dict(_marked(case, papers))
    kept = [one.material for one in case.papers if one.title not in titles]
    for place, paper in enumerate(papers):
        had = _handed_in(case, paper)
        if place in marked:
            had = [asked.get(_name(place, order), "") for order in range(len(had) + 1)]
        kept += had
    return [number for number in dict.fromkeys(kept) if number]


def paper_errands(case: Case, papers: Sequence[Paper]) -> list[Errand]:
    """For each marked paper: other pages in what was handed in, or a new one."""
    found = []
    for _, paper in _marked(case, papers):
        for number in _handed_in(case, paper):
            url = reverse("member:material", args=[number])
            found.append(Errand(number, f"更换 {number} 的照片：{paper.title}", url))
        url = f"{reverse('member:material_new')}?kind={paper.kind}"
        found.append(Errand(paper.kind, f"新建一份：{paper.title}", url))
    return found


def _marked(case: Case, papers: Sequence[Paper]) -> list[tuple[int, Paper]]:
    marked = marked_fields(case)
    return [
        (place, paper)
        for place, paper in enumerate(papers)
        if {EVERYTHING, PAPERS, f"paper:{paper.title}"} & marked
    ]


def _handed_in(case: Case, paper: Paper) -> list[str]:
    return [one.material for one in case.papers if one.title == paper.title]


def _name(place: int, order: int) -> str:
    return f"paper_{place}_{order}" if order else f"paper_{place}"


def _field(
    name: str, paper: Paper, own: Sequence[Material], chosen: str, hint: str, order: int
) -> Field:
    ready = [one for one in own if one.state == Material.State.READY]
    nothing = "不加" if order else "请选择"
    return Field(
        name,
        f"{paper.title}（再加一份）" if order else paper.title,
        value=chosen,
        hint=hint,
        required=paper.needed and not order,
        choices=(("", nothing), *((one.number, f"{one.number} {one.title}") for one in ready)),
    )
