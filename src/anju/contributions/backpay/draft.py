"""An employer's draft of a back payment: opened, filled person by person, given up."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.contributions.backpay.judge import judge_back_payment
from anju.contributions.models import BackPayment, BackPaymentLine
from anju.contributions.serials import next_back_payment_number
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer

PEOPLE_MOST = 5000


class BackPaymentMoved(Refusal):
    code = "contributions.back_payment_moved"


class OtherKindOpen(Refusal):
    code = "contributions.other_kind_open"


class NoSuchPerson(Refusal):
    code = "contributions.no_such_person"


class AlreadyListed(Refusal):
    code = "contributions.already_listed"


class TooManyPeople(Refusal):
    code = "contributions.too_many_people"


@dataclass(frozen=True)
class Edit:
    """Who edits which version of an employer's draft, and when."""

    employer: Employer
    version: int
    today: date
    by: str


@dataclass(frozen=True)
class Wanted:
    """One person's line as keyed or read; amounts a month in fen, of 不定额 only."""

    account: int
    first_month: Month
    last_month: Month
    employer_fen: int = 0
    own_fen: int = 0


def draft_of(employer: Employer) -> BackPayment | None:
    """The draft the agents of an employer share, if there is one."""
    return employer.back_payments.filter(state=BackPayment.State.DRAFT).first()


def open_back_payment(*, employer: Employer, kind: BackPayment.Kind, by: str) -> BackPayment:
    """The employer's draft of this kind; an empty one of another kind changes over.

    Raises OtherKindOpen when people stand in a draft of another kind, EmployerNotPaying.
    """
    check_employer_pays(employer)
    draft = draft_of(employer)
    if draft is None:
        try:
            with transaction.atomic():
                return BackPayment.objects.create(
                    number=next_back_payment_number(),
                    employer=employer,
                    kind=kind,
                    opened_by=by,
                )
        except IntegrityError:
            # The other agent was quicker: theirs is the draft we share.
            draft = BackPayment.objects.get(employer=employer, state=BackPayment.State.DRAFT)
    if draft.kind == kind:
        return draft
    if draft.lines.exists():
        raise OtherKindOpen(
            f"还有一份“{draft.get_kind_display()}”的清单没有提交，请先提交或作废，再换补缴类型。"
        )
    draft.kind, draft.version = kind, draft.version + 1
    draft.save(update_fields=["kind", "version"])
    return draft


def put_people(*, edit: Edit, wanted: list[Wanted], line: int | None = None) -> BackPayment:
    """Add people to the draft, or replace the line `line`; each is judged and kept with its
    faults (C-55, C-38).

    Raises BackPaymentMoved when somebody else was quicker, NoSuchPerson for another employer's
    account, AlreadyListed for a person who stands there already, TooManyPeople.
    """
    try:
        with transaction.atomic():
            draft = take_draft(edit)
            if line is not None:
                draft.lines.filter(pk=line).delete()
            made = [_line(draft, one) for one in wanted]
            if draft.lines.count() + len(made) > PEOPLE_MOST:
                raise TooManyPeople(f"一份补缴清单最多 {PEOPLE_MOST:,} 人，请分开办理。")
            judge_back_payment(draft, made, edit.today)
            BackPaymentLine.objects.bulk_create(made, batch_size=1000)
            keep_moved(draft)
    except IntegrityError as error:
        if "stands_once_in_a_back_payment" not in str(error):
            raise
        raise AlreadyListed("清单里已有这位职工，请在原来的那一行修改。") from error
    return draft


def remove_person(*, edit: Edit, line: int) -> BackPayment:
    """Take one person out of the draft; raises BackPaymentMoved."""
    with transaction.atomic():
        draft = take_draft(edit)
        draft.lines.filter(pk=line).delete()
        keep_moved(draft)
    return draft


def drop_back_payment(*, edit: Edit) -> None:
    """Give the draft up; it stays on file as dropped. Raises BackPaymentMoved."""
    with transaction.atomic():
        draft = take_draft(edit)
        draft.state = BackPayment.State.DROPPED
        draft.save(update_fields=["state"])
        record(actor=edit.by, deed="drop_back_payment", subject=draft.number)


def take_draft(edit: Edit) -> BackPayment:
    """Lock the employer's draft for one edit; raises BackPaymentMoved."""
    draft = (
        BackPayment.objects.select_related("employer")
        .select_for_update(no_key=True, of=("self",))
        .filter(employer=edit.employer, state=BackPayment.State.DRAFT)
        .first()
    )
    if draft is None or draft.version != edit.version:
        raise BackPaymentMoved("补缴清单刚刚被改动或提交过，没有保存，请核对现在的内容再办理。")
    return draft


def keep_moved(draft: BackPayment) -> None:
    """Save the draft with its new figures, under a new version; good lines count."""
    lines = list(draft.lines.values_list("first_month", "last_month", "total_fen", "faults"))
    good = [row for row in lines if not row[3]]
    draft.heads = sum(last - first + 1 for first, last, _, _ in good)
    draft.total_fen = sum(fen for _, _, fen, _ in good)
    draft.version += 1
    draft.save(update_fields=["heads", "total_fen", "version"])


def _line(draft: BackPayment, one: Wanted) -> BackPaymentLine:
    account = draft.employer.accounts.select_related("member").filter(pk=one.account).first()
    if account is None:
        raise NoSuchPerson("本单位没有这个个人账户，请重新查找职工。")
    indefinite = draft.kind == BackPayment.Kind.INDEFINITE
    return BackPaymentLine(
        back_payment=draft,
        account=account,
        first_month=one.first_month,
        last_month=one.last_month,
        employer_fen=one.employer_fen if indefinite else 0,
        own_fen=one.own_fen if indefinite else 0,
    )
