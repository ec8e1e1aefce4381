"""What is fetched elsewhere for the marked papers of a mending: other pages, or a new one."""

from collections.abc import Sequence

from django.urls import reverse

from anju.cases.models import Case
from anju.policy.reasons import Paper
from anju.portals.member.case_kinds import Errand
from anju.portals.shared.withdrawals.mended_papers import handed_in, marked_papers


def paper_errands(case: Case, papers: Sequence[Paper]) -> list[Errand]:
    """For each marked paper: other pages in what was handed in, or a new one."""
    found = []
    for _, paper in marked_papers(case, papers):
        for number in handed_in(case, paper):
            url = reverse("member:material", args=[number])
            found.append(Errand(number, f"更换 {number} 的照片：{paper.title}", url))
        url = f"{reverse('member:material_new')}?kind={paper.kind}"
        found.append(Errand(paper.kind, f"新建一份：{paper.title}", url))
    return found
