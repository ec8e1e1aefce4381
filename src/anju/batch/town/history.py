"""The history of one hall, month after month; broken off, it goes on where it stopped."""

from datetime import date

from anju.batch.town.change import make_changes
from anju.batch.town.clerks import hire_clerks
from anju.batch.town.found import employer_of, found_firms
from anju.batch.town.pay import pay_in_cheque, prepay, remit, settle
from anju.batch.town.plan import Firm, Hall
from anju.batch.town.stories import Move, moves_of
from anju.batch.town.world import World
from anju.centers.clock.day import business_day, move_forward
from anju.contributions.collecting import collection_account
from anju.ground.calendar import Month, is_working_day
from anju.payments.bank import Party
from anju.people.models import Employer

PAID_FROM_DAY = 16
EMPLOYER_HOLDS_FEN = 100_000_000_000


def paid_on(month: Month) -> date:
    """The day on which a month is paid: the first working day after every payday."""
    return next(
        day
        for day in (month.first_day.replace(day=number) for number in range(PAID_FROM_DAY, 29))
        if is_working_day(day)
    )


def live(*, hall: Hall, world: World) -> None:
    """Let every month of the history pass, in the current center.

    Each step looks first whether it has been taken already.
    """
    _open_bank_accounts(hall, world)
    hire_clerks(hall=hall, on=business_day())
    found_firms(hall=hall, today=business_day())
    moves = moves_of(hall)
    for place, month in enumerate(hall.months):
        world.progress(100 * place // len(hall.months), month.chinese)
        if business_day() <= paid_on(month):
            _live_month(hall, world, month, moves)


def prepay_next(*, hall: Hall, world: World, today: date) -> None:
    """Who pays ahead has the next month's two parts lie ready to be remitted."""
    go_to(world, today)
    month = hall.months[-1].next
    for firm in hall.firms:
        if firm.prepays:
            prepay(hall=hall, firm=firm, employer=_there(hall, firm), month=month, today=today)
    settle(bank=world.bank, today=today)


def _live_month(hall: Hall, world: World, month: Month, moves: list[Move]) -> None:
    today = paid_on(month)
    go_to(world, today)
    found_firms(hall=hall, today=today)
    paying = [firm for firm in hall.firms if _pays(hall, firm, month)]
    for firm in paying:
        employer = _there(hall, firm)
        make_changes(hall=hall, firm=firm, employer=employer, moves=moves, today=today)
        pay = prepay if firm.prepays else remit
        pay(hall=hall, firm=firm, employer=employer, month=month, today=today)
        if firm.treasury:
            pay_in_cheque(world=world, hall=hall, employer=employer, month=month, today=today)
    settle(bank=world.bank, today=today)
    for firm in paying:
        if firm.prepays:
            employer = _there(hall, firm)
            remit(hall=hall, firm=firm, employer=employer, month=month, today=today)


def _pays(hall: Hall, firm: Firm, month: Month) -> bool:
    """Whether the firm pays this month and has not done so yet."""
    last = hall.months[-1] - firm.unpaid_months
    if not firm.first_month <= month <= last:
        return False
    paid = _there(hall, firm).paid_through
    return paid is None or paid < month


def _there(hall: Hall, firm: Firm) -> Employer:
    employer = employer_of(hall, firm)
    if employer is None:
        raise LookupError(f"{firm.name} is not registered yet")
    return employer


def go_to(world: World, day: date) -> None:
    """Let the day come, here and at the bank."""
    move_forward(to=day)
    world.teller.set_date(day, account=collection_account(day).account)


def _open_bank_accounts(hall: Hall, world: World) -> None:
    """The collection account is empty at first; employers have plenty."""
    wanted = [(collection_account(business_day()), 0)]
    wanted += [
        (Party(hall.bank_account(firm), firm.name), EMPLOYER_HOLDS_FEN) for firm in hall.firms
    ]
    fresh = [(party, fen) for party, fen in wanted if not world.teller.knows(party.account)]
    world.teller.open_accounts(fresh, bank="演示银行")
