"""An account a court froze in part, what could be done to it, and which law betrays it."""

from datetime import UTC, date, datetime

from anju.people.models import Freeze, FundAccount, Staff
from anju.people.restraints.ask_freeze import CourtPaper, ask_freeze
from anju.people.restraints.freeze_account import decide_freeze
from faults.crimes import Crime, crime
from people_of_the_town import TODAY, identity

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
FROZEN = "司法冻结与账上冻结额、账户状态相符"


def freeze_some(account: FundAccount) -> Freeze:
    """A court keeps one yuan of this account in place."""
    paper = CourtPaper("信阳市演示区人民法院", "（2026）演执 1 号", date(2027, 11, 18), 100)
    asked = ask_freeze(account=account, paper=paper, by=_clerk(0), today=TODAY, now=NOON)
    return decide_freeze(
        number=asked.number, approve=True, opinion="", by=_clerk(1), today=TODAY, now=NOON
    )


def _clerk(place: int) -> Staff:
    return Staff.objects.create(
        login=f"F{place}",
        name=f"法务{place}",
        identity_number=identity(720 + place),
        role=Staff.Role.CLERK,
        branch="市直管理部",
    )


AGAINST_PEOPLE: tuple[Crime, ...] = (
    crime(
        FROZEN,
        "应冻结 101 分，账上冻结 100 分",
        "UPDATE people_freeze SET amount_fen = amount_fen + 1",
    ),
    crime(
        FROZEN,
        "账上仍冻结 100 分",
        "UPDATE people_freeze SET state = 'ended'",
    ),
    crime(
        FROZEN,
        "冻结在别的账户上",
        "UPDATE people_freeze SET account_id = {wang}",
    ),
    crime(
        FROZEN,
        "没有复核人",
        "UPDATE people_freeze SET decided_by_id = NULL",
    ),
    crime(
        FROZEN,
        "为冻结状态，却没有生效的整户冻结",
        "UPDATE people_fundaccount SET state = '06' WHERE ledger_id = {wang}",
    ),
)
