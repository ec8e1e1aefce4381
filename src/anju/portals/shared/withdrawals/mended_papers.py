"""The marked papers of a mending: each may be exchanged, and one more of its kind added."""

from collections.abc import Mapping, Sequence

from anju.cases.lists import marked_fields
from anju.cases.models import Case
from anju.documents.materials.models import Material
from anju.policy.reasons import Paper
from anju.portals.shared.fields import Field
from anju.withdrawals.applying.look_at_form import FormLook

EVERYTHING, PAPERS = "", "papers"
Asked = Mapping[str, str]


def paper_fields(case: Case, asked: Asked, look: FormLook, why: Asked) -> list[Field]:
    """A choice from the wallet for each marked paper handed in, and one for another beside."""
    fields = []
    for place, paper in marked_papers(case, look.rule.papers):
        hint = why.get(f"paper:{paper.title}", why.get(PAPERS, ""))
        own = look.wallet[paper.kind]
        for order, number in enumerate([*handed_in(case, paper), ""]):
            name = _name(place, order)
            chosen = asked.get(name, number)
            fields.append(_field(name, paper, own, chosen, "" if order else hint, order))
    return fields


def materials_of(case: Case, asked: Asked, papers: Sequence[Paper]) -> list[str]:
    """What is handed in now: for marked papers what was chosen, else what there was."""
    titles = {paper.title for paper in papers}
    marked = dict(marked_papers(case, papers))
    kept = [one.material for one in case.papers if one.title not in titles]
    for place, paper in enumerate(papers):
        had = handed_in(case, paper)
        if place in marked:
            had = [asked.get(_name(place, order), "") for order in range(len(had) + 1)]
        kept += had
    return [number for number in dict.fromkeys(kept) if number]


def marked_papers(case: Case, papers: Sequence[Paper]) -> list[tuple[int, Paper]]:
    """The papers of a rule that were sent back, each with its place."""
    marked = marked_fields(case)
    return [
        (place, paper)
        for place, paper in enumerate(papers)
        if {EVERYTHING, PAPERS, f"paper:{paper.title}"} & marked
    ]


def handed_in(case: Case, paper: Paper) -> list[str]:
    """The numbers of the materials that stand for one paper."""
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
