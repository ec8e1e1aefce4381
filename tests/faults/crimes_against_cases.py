"""What could be done to cases and to ratios, and which law betrays it."""

from datetime import timedelta

from anju.cases.actors import member_acts
from anju.cases.approve_automatically import approve_automatically
from anju.cases.open_case import Application, open_case
from anju.cases.sample import draw_samples
from anju.people.models import Member
from faults.crimes import Crime, crime
from people_of_the_town import TODAY

RATIOS = "单位比例等于最后一次调整，逐户相符"
SAMPLES = "抽检样本与种子相符，由未经手的人复查"
STEPS = "办件状态与环节相符，由不同的人办理"

AGAINST_CASES: tuple[Crime, ...] = (
    crime(
        STEPS,
        "状态 reviewing，最后环节 opened",
        "UPDATE cases_case SET state = 'reviewing' WHERE employer_id IS NOT NULL",
    ),
    crime(
        STEPS,
        "环节不合次序：opened → approved",
        "UPDATE cases_case SET state = 'approved', closed_on = opened_on"
        " WHERE employer_id IS NOT NULL",
        "INSERT INTO cases_hand (case_id, person, side)"
        " SELECT id, 'x', 'second' FROM cases_case WHERE employer_id IS NOT NULL",
        "INSERT INTO cases_step (case_id, place, kind, side, person, actor, opinion, reasons,"
        " happened_on) SELECT id, 2, 'approved', 'second', 'x', '?', '', '[]', opened_on"
        " FROM cases_case WHERE employer_id IS NOT NULL",
    ),
    # Whether the seed has drawn it or not, with a share of one it should have been.
    crime(
        SAMPLES,
        "应抽检而没有",
        "DELETE FROM cases_secondlook",
        "UPDATE cases_draw SET share = 1",
    ),
    crime(RATIOS, "现在的比例", "UPDATE people_employer SET employer_rate = 0.05"),
    crime(
        RATIOS,
        "逐户合计",
        "UPDATE people_ratiochange SET monthly_fen = monthly_fen + 1",
    ),
)


def approve_one_by_rule(member: Member) -> None:
    """A clean case of yesterday, approved by no officer; today its day is drawn."""
    yesterday = TODAY - timedelta(days=1)
    case = open_case(
        application=Application("clean", "示例", [], [], member=member),
        by=member_acts(member),
        today=yesterday,
        due_on=yesterday,
    )
    approve_automatically(number=case.number, opinion="各项条件均满足", today=yesterday)
    draw_samples(today=TODAY)
