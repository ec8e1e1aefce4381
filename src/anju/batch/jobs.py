"""The jobs: each steps into its center, reads the rows that wait, and calls one verb."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app

from anju.cases.expected import measure_pace
from anju.cases.sample import draw_samples
from anju.cases.suspend_case import resume_due_cases
from anju.centers.clock.day import business_day
from anju.centers.current import active_codes, inside
from anju.centers.each import run_each
from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_account
from anju.contributions.reliefs.turn_reliefs import turn_reliefs
from anju.contributions.tell_members import tell_members
from anju.contributions.transfers.settle_transfers import settle_transfers
from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.contributions.uploads.tell_agents import tell_finished_uploads
from anju.documents.exports.sweep_exports import sweep_exports
from anju.documents.exports.write_exports import write_exports
from anju.documents.exports.writer import writer
from anju.documents.materials.sweep_files import sweep_files
from anju.identity.certificates.fetch_lists import authorities, fetch_lists
from anju.identity.certificates.prune import prune_challenges
from anju.identity.enrolment.prune_knocks import prune_knocks
from anju.identity.guessing import watch
from anju.identity.prune import prune as prune_door
from anju.identity.visits.sweep_visits import sweep_visits
from anju.notices.gateway import sms
from anju.notices.prune import prune as prune_messages
from anju.notices.send_messages import send_messages
from anju.notices.write_message import QUEUE as MESSAGES
from anju.payments.fetch_statements import fetch_statements
from anju.payments.gateway import bank
from anju.payments.send_orders import look_into_open_orders, send_orders
from anju.people.corrections.propose_change import expire_proposals
from anju.withdrawals.applying.draft import sweep_drafts
from anju.withdrawals.applying.start_queued import start_queued
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.reminders.remind import remind
from anju.withdrawals.reminders.remind_of_drafts import remind_of_drafts


def callback_url(center: str) -> str:
    """Where the bank sends its answers for one center."""
    return f"{settings.ANJU_CALLBACK_URL}/c/{center}/bank/answers"


@app.task(name="send_orders")
def send(center: str) -> None:
    """Send what waits; nothing is sent inside a transaction."""
    close_old_connections()
    with inside(center):
        send_orders(bank=bank(), callback_url=callback_url(center), now=timezone.now())


@app.task(name="allot_money")
def allot(center: str) -> None:
    """Book what the bank has settled."""
    close_old_connections()
    with inside(center):
        run_each(
            [
                partial(allot_settled_money, today=business_day()),
                partial(settle_payments, today=business_day()),
            ]
        )


@app.task(name="read_uploads")
def read_uploads(center: str) -> None:
    """Read and compare the rosters that wait."""
    close_old_connections()
    with inside(center):
        run_each([partial(read_waiting_uploads, today=business_day()), _tell_finished])


@app.task(name="write_exports")
def write(center: str) -> None:
    """Write the long lists that somebody wants as workbooks."""
    close_old_connections()
    with inside(center):
        write_exports(writer=writer(), now=timezone.now())


@app.task(name="send_messages", queue=MESSAGES)
def send_sms(center: str) -> None:
    """Hand waiting text messages to the gateway, outside any transaction."""
    close_old_connections()
    _send_messages_of(center)


@app.periodic(cron="* * * * * */5")
@app.task(name="look_for_messages", queue=MESSAGES, queueing_lock="look_for_messages")
def look_for_messages(timestamp: int) -> None:
    """Every five seconds: messages whose next try is due."""
    close_old_connections()
    run_each(partial(_send_messages_of, center) for center in active_codes())


@app.periodic(cron="* * * * * */5")  # the sixth field counts seconds
@app.task(name="look_around", queueing_lock="look_around")
def look_around(timestamp: int) -> None:
    """Every five seconds: whatever a fallen job or a silent bank has left lying is taken up."""
    close_old_connections()
    run_each(partial(_look_around_in, center) for center in active_codes())


@app.periodic(cron="*/10 * * * *")
@app.task(name="fetch_statements", queueing_lock="fetch_statements")
def statements(timestamp: int) -> None:
    """Every ten minutes: set the bank's statements of finished days against our orders."""
    close_old_connections()
    run_each(partial(_fetch_in, center) for center in active_codes())


@app.periodic(cron="*/5 * * * *")
@app.task(name="tidy_door", queueing_lock="tidy_door")
def tidy_door(timestamp: int) -> None:
    """Every five minutes: look for too many failures, and forget what is no longer needed."""
    close_old_connections()
    run_each(partial(_tidy_door_of, center) for center in active_codes())


@app.periodic(cron="20 3 * * *")
@app.task(name="sweep_files", queueing_lock="sweep_files")
def sweep(timestamp: int) -> None:
    """Every night: files of deleted drafts leave the store."""
    close_old_connections()
    run_each(partial(_sweep_files_of, center) for center in active_codes())


@app.periodic(cron="* * * * * */15")
@app.task(name="fetch_revocations", queueing_lock="fetch_revocations")
def fetch_revocations(timestamp: int) -> None:
    """Every fifteen seconds: whose certificate was revoked is out with the next list."""
    close_old_connections()
    run_each(partial(_revoke_in, center) for center in active_codes())


@app.periodic(cron="* * * * *")
@app.task(name="rescue_stalled_jobs", queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: object, timestamp: int) -> None:
    """Give the jobs of a fallen worker to the next one; every job can be repeated."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
        await manager.retry_job(job, retry_at=_soon())


def _tell_finished() -> None:
    tell_finished_uploads(now=timezone.now())


def _look_around_in(center: str) -> None:
    now, callback = timezone.now(), callback_url(center)
    with inside(center):
        run_each(
            [
                partial(send_orders, bank=bank(), callback_url=callback, now=now),
                partial(look_into_open_orders, bank=bank(), callback_url=callback, now=now),
                partial(read_waiting_uploads, today=business_day()),
                _tell_finished,
                partial(write_exports, writer=writer(), now=now),
                partial(allot_settled_money, today=business_day()),
                partial(settle_payments, today=business_day()),
                partial(start_queued, today=business_day(), now=now),
                partial(turn_reliefs, today=business_day()),
                tell_members,
                partial(remind, today=business_day(), now=now),
                partial(remind_of_drafts, now=now),
                partial(settle_transfers, today=business_day(), now=now),
                *(
                    partial(deed, today=business_day())
                    for deed in (resume_due_cases, draw_samples, measure_pace)
                ),
            ]
        )


def _send_messages_of(center: str) -> None:
    with inside(center):
        send_messages(gateway=sms(), now=timezone.now())


def _tidy_door_of(center: str) -> None:
    now = timezone.now()
    with inside(center):
        tidying = (prune_door, prune_messages, prune_knocks, sweep_visits, expire_proposals)
        run_each(
            partial(deed, now=now) for deed in (watch, *tidying, sweep_drafts, sweep_exports)
        )


def _sweep_files_of(center: str) -> None:
    with inside(center):
        sweep_files(now=timezone.now())


def _fetch_in(center: str) -> None:
    with inside(center):
        today = business_day()
        account = collection_account(today).account
        fetch_statements(bank=bank(), account=account, today=today, now=timezone.now())


def _revoke_in(center: str) -> None:
    now = timezone.now()
    with inside(center):
        fetch_lists(authority=authorities(), now=now)
        prune_challenges(now=now)


def _soon() -> datetime:
    return timezone.now() + timedelta(seconds=1)
