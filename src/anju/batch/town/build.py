"""Builds one hall of the town from its first day to its last."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from anju.batch.town.cards import give_cards
from anju.batch.town.history import live, prepay_next
from anju.batch.town.inbox import let_the_past_rest
from anju.batch.town.pay import noon
from anju.batch.town.payroll import write_payrolls
from anju.batch.town.plan import TODAY, Hall
from anju.batch.town.players import give_passwords
from anju.batch.town.withdraw import play_first, play_last
from anju.batch.town.world import World
from anju.centers.clock.day import business_day, move_forward
from anju.contributions.collecting import collection_account
from anju.payments.fetch_statements import fetch_statements


def is_built() -> bool:
    """Whether the current center has reached the town's last day, which is the last step."""
    return business_day() >= TODAY


def build_hall(*, hall: Hall, world: World, rosters: Path) -> None:
    """Build the hall in the current center, or finish it; a built one is left as it is."""
    if is_built():
        _hear_of_arrivals(hall, world)
        give_cards(hall=hall, world=world)
        world.progress(100, "已建好")
        return
    live(hall=hall, world=world)
    world.progress(96, "提取")
    play_first(hall=hall, world=world)
    prepay_next(hall=hall, world=world, today=TODAY - timedelta(days=1))
    play_last(hall=hall)
    world.progress(98, "密码与名单")
    give_passwords(hall=hall)
    give_cards(hall=hall, world=world)
    write_payrolls(hall=hall, folder=rosters)
    let_the_past_rest(today=TODAY)
    account = collection_account(TODAY).account
    world.teller.set_date(TODAY, account=account)
    fetch_statements(bank=world.bank, account=account, today=TODAY, now=noon(TODAY))
    move_forward(to=TODAY)
    _hear_of_arrivals(hall, world)
    world.progress(100, "完成")


def _hear_of_arrivals(hall: Hall, world: World) -> None:
    """The bank is told where this center wants to hear of money that comes by itself."""
    account = collection_account(TODAY).account
    url = f"{settings.ANJU_CALLBACK_URL}/c/{hall.code}/bank/arrivals"
    world.teller.tell_arrivals(account, url)
