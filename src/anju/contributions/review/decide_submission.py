"""The second person agrees or sends back; the maker takes back."""

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Submission
from anju.contributions.review.deed_kind import REVIEWED, Doing, Seen
from anju.contributions.review.kinds import KINDS
from anju.contributions.review.rules import check_limit, may_review
from anju.contributions.review.submit_deed import keep_seal
from anju.ground.errors import Refusal
from anju.people.models import Appointment, Employer

State = Submission.State
REASON_LEAST, REASON_MOST = 2, 200


class SubmissionOver(Refusal):
    code = "contributions.submission_over"


class SamePerson(Refusal):
    code = "contributions.same_person"


class NotReviewer(Refusal):
    code = "contributions.not_reviewer"


class SeenChanged(Refusal):
    code = "contributions.seen_changed"


class WhyReturn(Refusal):
    code = "contributions.why_return"


class NotMaker(Refusal):
    code = "contributions.not_maker"


def approve_submission(
    *,
    submission: Submission,
    reviewer: Appointment,
    today: date,
    now: datetime,
    certificate: str = "",
) -> Submission:
    """Do what waits, in this transaction, if it still is what its maker saw (同意).

    The employer is held first, then the submission: of two reviewers one wins. Raises
    SubmissionOver, SamePerson when reviewer and maker are one natural person or a line is
    about the reviewer, NotReviewer, OverLimit, SeenChanged with what has changed, and what
    the verb of the kind raises; nothing is done then. The reviewer's `certificate` is kept with
    the digest as the maker's was. (C2.6; security C3, W15, W16.)
    """
    with transaction.atomic():
        employer = Employer.objects.select_for_update(no_key=True).get(
            pk=submission.employer_id
        )
        found = _take(submission)
        kind = KINDS[found.kind]
        _check_person(found, reviewer)
        payload = {**found.payload, REVIEWED: True}
        seen = kind.look(employer, payload, today)
        if seen.digest != found.digest:
            raise SeenChanged(_what_changed(found, seen))
        if reviewer.agent.identity_index in seen.persons:
            raise SamePerson("名单里有您本人，请由另一位办事人员复核；没有办理。")
        check_limit(by=reviewer, seen=seen)
        by = f"{found.maker.agent.name}（复核 {reviewer.agent.name}）"[:60]
        found.result = kind.run(Doing(employer, payload, today, now, by))
        _decide(found, reviewer, State.APPROVED, now)
        _record(found, "approve_submission", reviewer)
        keep_seal(found.number, found.kind, seen, by=reviewer, certificate=certificate)
    return found


def return_submission(
    *, submission: Submission, reviewer: Appointment, reason: str, now: datetime
) -> Submission:
    """Send it back to its maker with a reason (退回); nothing is done.

    Raises WhyReturn without a reason, SubmissionOver, SamePerson, NotReviewer.
    """
    why = " ".join(reason.split())
    if not REASON_LEAST <= len(why) <= REASON_MOST:
        raise WhyReturn(
            f"请写明退回的原因，{REASON_LEAST} 至 {REASON_MOST} 个字，经办人能看到。"
        )
    with transaction.atomic():
        found = _take(submission)
        _check_person(found, reviewer)
        found.reason = why
        _decide(found, reviewer, State.RETURNED, now)
        _record(found, "return_submission", reviewer)
    return found


def withdraw_submission(
    *, submission: Submission, maker: Appointment, now: datetime
) -> Submission:
    """The maker takes it back before anybody has decided (撤回).

    Raises NotMaker for anybody else, SubmissionOver.
    """
    with transaction.atomic():
        found = _take(submission)
        if found.maker.agent_id != maker.agent_id:
            raise NotMaker("只有提交的经办人本人可以撤回；复核人不同意的，请退回并写明原因。")
        found.state, found.decided_at = State.WITHDRAWN, now
        found.save(update_fields=["state", "decided_at"])
        _record(found, "withdraw_submission", maker)
    return found


def _take(submission: Submission) -> Submission:
    found = (
        Submission.objects.select_for_update(no_key=True, of=("self",))
        .select_related("maker__agent", "employer")
        .get(pk=submission.pk)
    )
    if found.state != State.WAITING:
        raise SubmissionOver(
            f"这项业务已经是“{State(found.state).label}”，没有重复办理，请刷新后查看。"
        )
    return found


def _check_person(found: Submission, reviewer: Appointment) -> None:
    if reviewer.employer_id != found.employer_id or not may_review(
        by=reviewer, because=found.because
    ):
        raise NotReviewer("您在本单位的角色不能复核这项业务，请由本单位的复核人办理。")
    if reviewer.agent.identity_index == bytes(found.maker_index):
        raise SamePerson("经办和复核不能是同一个人，请由另一位办事人员复核；没有办理。")


def _decide(
    found: Submission, reviewer: Appointment, state: Submission.State, now: datetime
) -> None:
    found.state, found.decided_at = state, now
    found.reviewer, found.reviewer_index = reviewer, reviewer.agent.identity_index
    found.save()


def _what_changed(found: Submission, seen: Seen) -> str:
    before = dict(found.pairs)
    changed = [
        f"{label}由 {before.get(label, '无')} 变为 {words}"
        for label, words in seen.pairs
        if before.get(label) != words
    ]
    after = dict(seen.pairs)
    gone = [f"{label}（{words}）没有了" for label, words in found.pairs if label not in after]
    what = "；".join([*changed, *gone]) or "名单里有人的内容改动过，总数没有变"
    return f"提交复核以后内容有变动，没有办理：{what}。请退回给经办人，核对后重新提交。"


def _record(found: Submission, deed: str, by: Appointment) -> None:
    record(
        actor=f"agent/{by.agent_id}",
        deed=deed,
        subject=found.number,
        kind=found.kind,
        about=found.subject,
        result=found.result,
        reason=found.reason,
    )
