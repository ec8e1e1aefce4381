"""What could be done to cases and to ratios, and which law betrays it."""

from faults.crimes import Crime, crime

RATIOS = "单位比例等于最后一次调整，逐户相符"
STEPS = "办件状态与环节相符，由不同的人办理"

AGAINST_CASES: tuple[Crime, ...] = (
    crime(
        STEPS,
        "状态 reviewing，最后环节 opened",
        "UPDATE cases_case SET state = 'reviewing' WHERE employer_id IS NOT NULL",
    ),
    crime(
        STEPS,
        "办结只经 2 人",
        "UPDATE cases_case SET state = 'approved', closed_on = opened_on"
        " WHERE employer_id IS NOT NULL",
        "INSERT INTO cases_hand (case_id, person, side)"
        " SELECT id, 'x', 'second' FROM cases_case WHERE employer_id IS NOT NULL",
        "INSERT INTO cases_step (case_id, place, kind, side, person, actor, opinion, reasons,"
        " happened_on) SELECT id, 2, 'approved', 'second', 'x', '?', '', '[]', opened_on"
        " FROM cases_case WHERE employer_id IS NOT NULL",
    ),
    crime(RATIOS, "现在的比例", "UPDATE people_employer SET employer_rate = 0.05"),
    crime(
        RATIOS,
        "逐户合计",
        "UPDATE people_ratiochange SET monthly_fen = monthly_fen + 1",
    ),
)
