"""Submits an employer's requests for transfer (提交): what is sealed moves, the rest waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from anju.audit.record import record
from anju.centers.sealed import index_of
from anju.centers.sql import rows
from anju.contributions.models import Transfer
from anju.contributions.registers.checks import Fault
from anju.contributions.serials import next_transfer_numbers
from anju.contributions.transfers.judge_transfers import judge_transfers
from anju.contributions.transfers.keep_transfer import digest_of, drafts_of, save_judged
from anju.contributions.transfers.move import check_open, finish, move
from anju.ground.errors import Refusal
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer, FundAccount
from anju.policy.hotline import hotline
from anju.policy.rules import value

State = Transfer.State
_Matches = dict[int, tuple[int | None, int | None, bool]]


class NothingToTransfer(Refusal):
    code = "contributions.nothing_to_transfer"


class TransfersMoved(Refusal):
    code = "contributions.transfers_moved"


@dataclass(frozen=True)
class Submitted:
    """What came of a submission: its serial, who is here, who is waited for, who just left."""

    batch: str
    done: list[Transfer]
    waiting: list[Transfer]
    turned: list[Transfer]


def submit_transfers(
    *, employer: Employer, seen: str, today: date, now: datetime, by: str
) -> Submitted:
    """Move at once whoever his old employer has sealed; for everybody else a request waits.

    A waiting request looks the same whether or not there is such a person: nothing is told
    before the old employer or the member has spoken. `seen` is the digest of the list the
    agent looked at. Somebody whom another employer took in the same moment stays in the list
    with that sentence. Raises TransfersMoved, NothingToTransfer, StillProcessing,
    EmployerNotPaying; nothing is done then. (C-42, X-30, X-31; security C2, W13.)
    """
    with transaction.atomic():
        held = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
        check_employer_pays(held)
        check_open(held)
        kept = drafts_of(held)
        check_seen(kept, seen)
        judge_transfers(employer=held, asked=kept, today=today)
        save_judged(kept)
        good = [one for one in kept if not one.faults]
        if not good:
            raise NothingToTransfer("转入清册里没有校验通过的职工，没有可以提交的内容。")
        result = _submit(held, good, today, now, by)
        record(
            actor=by,
            deed="submit_transfers",
            subject=result.batch,
            employer=held.number,
            heads=len(good),
        )
    return result


def check_seen(kept: Sequence[Transfer], seen: str) -> None:
    """Let a list through that is what the agent has looked at; raises TransfersMoved."""
    if digest_of(kept) != seen:
        raise TransfersMoved("转入清册刚刚有变动，没有提交，请看过最新内容后再提交。")


def _submit(
    employer: Employer, good: list[Transfer], today: date, now: datetime, by: str
) -> Submitted:
    (batch,) = next_transfer_numbers()
    before = _match(employer, good)
    # Whoever holds an account first has it: what stood before and stands no more is told.
    accounts = sorted(account for account, _, _ in before.values() if account)
    list(
        FundAccount.objects.select_for_update(no_key=True)
        .filter(pk__in=accounts)
        .order_by("pk")
    )
    after = _match(employer, good)
    done: list[Transfer] = []
    waiting: list[Transfer] = []
    turned: list[Transfer] = []
    for one in good:
        one.account_id, one.former_id, may_move = after[one.pk]
        if before[one.pk][2] and not may_move:
            turned.append(one)
        else:
            (done if may_move else waiting).append(one)
            one.batch, one.submitted_by, one.submitted_at = batch, by, now
    if done:
        move(employer=employer, transfers=done, source=batch, today=today, by=by)
        for one in done:
            one.how, one.decided_at = Transfer.How.SEALED, now
    _wait(employer, waiting, today, now)
    _turn(turned)
    _save(good)
    if done:
        finish(transfers=done, today=today, by=by, now=now)
    return Submitted(batch, done, waiting, turned)


def _match(employer: Employer, good: Sequence[Transfer]) -> _Matches:
    found = rows(
        "contributions/transfer_match",
        employer=employer.pk,
        transfers=[one.pk for one in good],
        identity_indexes=[index_of(one.identity_number, purpose="identity") for one in good],
        accounts=[one.account_number for one in good],
        names=[one.name for one in good],
        formers=[one.former_number for one in good],
    )
    return {
        row["transfer_id"]: (row["account_id"], row["former_id"], row["may_move"])
        for row in found
    }


def _wait(employer: Employer, waiting: list[Transfer], today: date, now: datetime) -> None:
    """One request waits for one account; a second for the same one is a word into the wind."""
    days = int(value("contribution.transfer_days_open", on=today))
    taken: set[int | None] = set(
        employer.transfers.filter(state=State.WAITING, account__isnull=False).values_list(
            "account_id", flat=True
        )
    )
    for one in waiting:
        one.state, one.expires_at = State.WAITING, now + timedelta(days=days)
        if one.account_id in taken:
            one.account_id = one.former_id = None
        taken.add(one.account_id)
    mobiles = dict(
        FundAccount.objects.filter(pk__in=[one.account_id for one in waiting]).values_list(
            "pk", "member__mobile"
        )
    )
    for one in waiting:
        # Nobody is written to like anybody else: rows and time tell nothing.
        write_message(
            to=mobiles.get(one.account_id or 0, ""),
            text=f"{employer.name}申请把您的公积金账户转入该单位。请登录网上大厅，在“转移确认”"
            f"里同意或拒绝，也可由原单位办理封存。如非本人意愿，请拨打 {hotline(now=now)}。",
            kind=Message.Kind.SECURITY,
            now=now,
        )


def _turn(turned: list[Transfer]) -> None:
    sentence = "此人的账户刚刚由其他单位转入或已经变化，没有办理；请与职工本人核实后再提交。"
    for one in turned:
        one.account_id = one.former_id = None
        one.faults = [Fault("R12", sentence, "person").as_json()]


def _save(good: list[Transfer]) -> None:
    fields = (
        "state batch account former submitted_by submitted_at expires_at how decided_at"
        " month done_on faults employer_fen own_fen"
    )
    Transfer.objects.bulk_update(good, fields.split(), batch_size=500)
