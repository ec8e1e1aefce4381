"""Whom the demo shows for withdrawals: who they are, and what one can do with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anju.batch.town.persons import joined_as, person
from anju.batch.town.plan import ROOM, TODAY, Hall
from anju.batch.town.stories import CHURN_FROM, Kind, moves_of
from anju.ground.calendar import Month
from anju.ground.identity import check_identity_number
from anju.ground.retirement import retirement_months
from anju.people.models import Member

# A week before the town opens some have asked already, and a day before it the others.
ASKED_ON, ASKED_LATE_ON = date(2026, 11, 9), date(2026, 11, 17)
LEFT_IN, LEFT_LATE_IN = Month(2026, 1), Month(2026, 9)
FIRST, FIRST_OF_THE_CROWD = 30, 50
CHURNING = range(ROOM["big"] + CHURN_FROM, ROOM["middle"])
PLACES_OF_THE_RETIRED = range(11, 95)
LOAN, FUND_LOAN, RENT = "commercial_loan_repayment", "fund_loan_repayment", "rent"
HOME, FEE, LEAVING, RETIRING = (
    *("home_purchase", "property_fee"),
    *("employment_ended", "retirement"),
)


@dataclass(frozen=True)
class Borrower:
    """A member with a story: which person, a word for scripts, a reason, words for people."""

    person: int
    kind: str
    reason: str
    about: str


# Who stands at the large employer, in this order; the words say what one can do with each.
_AT_WORK = (
    ("commercial_loan", LOAN, "商贷已登记、还款正常、收款卡可用：自己走一遍“{title}”"),
    ("fund_loan", FUND_LOAN, "公积金贷款正在还：办“{title}”；看未结清时哪些原因不能办"),
    ("tenant", RENT, "租房、没有自有住房：填地址和月数，办“{title}”"),
    ("property_fee", FEE, "刚交了物业费：办“{title}”"),
    ("buyer", HOME, "买了房，合同和发票在材料夹，“{title}”填到一半：接着办（断点续办）"),
    ("waiting_first", HOME, "“{title}”在等受理：看进度，或撤回；柜员在审核台看材料"),
    ("waiting_second", LOAN, "“{title}”已受理，等第二人复核：主管在审核台同意即付款"),
    ("returned", RENT, "“{title}”被退回：按标明的一栏和一份材料补正后重报"),
    ("paid", LOAN, "“{title}”已到账：看提取记录、账户明细，打印回单并验证"),
    ("bounced", LOAN, "“{title}”被收款银行退回：到柜台绑定第二张卡后换卡重付，或退回账户"),
)


def borrowers_of(hall: Hall) -> list[Borrower]:
    """The cast of a hall, as far as its people are there."""
    cast = [*_at_work(), *_apart(hall)]
    return [one for one in cast if member_of(hall, one.person) is not None]


def crowd_of(hall: Hall) -> list[Borrower]:
    """Who waits at the desk of the hall besides, all alike; nobody signs in as one of them."""
    places = range(FIRST_OF_THE_CROWD, FIRST_OF_THE_CROWD + hall.crowd)
    return [Borrower(joined_as("big", place), "crowd", LOAN, "") for place in places]


def borrower_of(hall: Hall, kind: str) -> Borrower | None:
    """The one of that kind, if the hall has him."""
    return next((one for one in borrowers_of(hall) if one.kind == kind), None)


def member_of(hall: Hall, index: int) -> Member | None:
    """Who a person of the town has become in this center."""
    number = person(hall, index).identity_number
    return Member.objects.filter(identity_index=number).first()


def _at_work() -> Iterator[Borrower]:
    for place, (kind, reason, about) in enumerate(_AT_WORK, start=FIRST):
        yield Borrower(joined_as("big", place), kind, reason, about)


def _apart(hall: Hall) -> Iterator[Borrower]:
    """Who is of age, has left, or stands before a court."""
    about = "已到法定退休年龄：办“{title}”，销户并结清利息"
    for index in _retired(hall):
        yield Borrower(index, "retired", RETIRING, about)
    about = "已离职，账户封存满 6 个月、没有再缴存：办“{title}”"
    for index in _left_in(hall, LEFT_IN):
        yield Borrower(index, "left", LEAVING, about)
    about = "离职不满 6 个月：看“{title}”为什么还不能办、哪天起可以办"
    for index in _left_in(hall, LEFT_LATE_IN):
        yield Borrower(index, "not_yet", LEAVING, about)
    about = "账户被法院冻结：各项提取都不能办，看原因；柜台在“司法冻结”里查"
    yield Borrower(joined_as("arrears", 1), "frozen", RENT, about)


def _retired(hall: Hall) -> Iterator[int]:
    """The first of the middle employer's people who is of age whatever his or her post."""
    for place in PLACES_OF_THE_RETIRED:
        index = joined_as("middle", place)
        who = check_identity_number(person(hall, index).identity_number, today=TODAY)
        if retirement_months(who.born_on, sex=who.sex)[1] <= Month.of(TODAY):
            yield index
            return


def _left_in(hall: Hall, month: Month) -> Iterator[int]:
    """The first of those who left the large employer in a month and went nowhere."""
    for move in moves_of(hall):
        if move.person in CHURNING and (move.month, move.kind) == (month, Kind.SEAL):
            yield move.person
            return
