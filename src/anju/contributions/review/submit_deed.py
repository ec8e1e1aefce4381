"""Submits a deed of an employer: it is done at once, or waits for a second person."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.contributions.models import Submission
from anju.contributions.review.deed_kind import Doing, Seen
from anju.contributions.review.kinds import KINDS
from anju.contributions.review.rules import check_limit, check_somebody_reviews, why_second
from anju.contributions.serials import next_submission_number
from anju.ground.errors import Refusal
from anju.people.models import Appointment, Employer


class AlreadyWaiting(Refusal):
    code = "contributions.already_waiting"


@dataclass(frozen=True)
class Deed:
    """What shall be done: its kind, what it is about, and what its verb needs (JSON values)."""

    kind: str
    subject: str
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The number of what was done, or the submission that waits for a second person."""

    result: str = ""
    waiting: Submission | None = None


def submit_deed(
    *, deed: Deed, maker: Appointment, today: date, now: datetime, certificate: str = ""
) -> Outcome:
    """Do a deed at once, or leave it for a second person with a digest of what was seen.

    A second person is needed when the list is about the maker himself, when the deed is over
    the thresholds the employer has set or else the center's, and for what loosens them. A form
    that was done before answers what it did. The serial of the `certificate` a session began
    with goes into the trail with the digest. Raises OverLimit, NobodyToReview, AlreadyWaiting,
    and whatever the verb of the kind raises. (C2.6; security C3, W15, W16.)
    """
    kind, employer = KINDS[deed.kind], maker.employer
    doing = Doing(employer, deed.payload, today, now, maker.agent.name)
    if kind.known(employer, deed.payload):
        return Outcome(result=kind.run(doing))
    with transaction.atomic():
        held = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
        seen = kind.look(held, deed.payload, today)
        check_limit(by=maker, seen=seen)
        because = why_second(kind=kind, seen=seen, maker=maker, today=today)
        if because is not None:
            kind.agreed(deed.payload, seen)
            check_somebody_reviews(maker=maker, seen=seen, because=because)
            waiting = _wait(deed, maker, seen, because, now)
            keep_seal(waiting.number, deed.kind, seen, by=maker, certificate=certificate)
            return Outcome(waiting=waiting)
    # In no transaction of its own: a verb that refuses may have kept what it found out.
    result = kind.run(doing)
    keep_seal(result, deed.kind, seen, by=maker, certificate=certificate)
    return Outcome(result=result)


def keep_seal(number: str, kind: str, seen: Seen, *, by: Appointment, certificate: str) -> None:
    """Keep with a deed which certificate stood behind which list; nothing without one.

    The trail is closed every day with a hash, so neither can be put there later.
    """
    if certificate:
        record(
            actor=f"agent/{by.agent_id}",
            deed="seal_by_certificate",
            subject=number,
            kind=kind,
            digest=seen.digest,
            certificate=certificate,
        )


def _wait(
    deed: Deed, maker: Appointment, seen: Seen, because: Submission.Because, now: datetime
) -> Submission:
    try:
        with transaction.atomic():
            made = Submission.objects.create(
                number=next_submission_number(),
                employer=maker.employer,
                kind=deed.kind,
                subject=deed.subject,
                payload=deed.payload,
                pairs=[list(pair) for pair in seen.pairs],
                digest=seen.digest,
                heads=seen.heads,
                amount_fen=seen.amount_fen,
                because=because,
                maker=maker,
                maker_index=maker.agent.identity_index,
                made_at=now,
            )
    except IntegrityError as error:
        if "contributions_one_waiting_submission" not in str(error):
            raise
        raise AlreadyWaiting(
            f"这项{KINDS[deed.kind].label}已经提交复核，还没有结果；要改动请先撤回。"
        ) from error
    record(
        actor=f"agent/{maker.agent_id}",
        deed="submit_for_review",
        subject=made.number,
        kind=deed.kind,
        about=deed.subject,
        because=because.value,
    )
    return made
