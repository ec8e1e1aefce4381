"""An officer opens the papers before he approves: unopened, nobody has checked them."""

from anju.cases.actors import Actor
from anju.cases.models import Case, PaperLook
from anju.ground.errors import Refusal


class PapersUnseen(Refusal):
    code = "cases.papers_unseen"


def note_paper(*, case: Case, material: str, by: Actor) -> None:
    """Keep that a paper of the case was opened as it is now; once is enough."""
    for paper in case.papers:
        if paper.material == material:
            PaperLook.objects.get_or_create(
                case=case, person=by.person, material=material, digest=paper.digest
            )


def check_papers_seen(*, case: Case, by: Actor) -> None:
    """Let nobody approve papers unopened (security E3); a paper without a file is exempt.

    A paper that was exchanged must be opened again. Raises PapersUnseen.
    """
    looks = PaperLook.objects.filter(case=case, person=by.person)
    seen = set(looks.values_list("material", "digest"))
    unseen = [
        paper.title
        for paper in case.papers
        if paper.material and (paper.material, paper.digest) not in seen
    ]
    if unseen:
        raise PapersUnseen(f"还有材料没有打开看过：{'、'.join(unseen)}。请看过后再同意。")
