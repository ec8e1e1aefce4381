"""Finds an employer's draft register, or opens one for the next month to be paid."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from anju.contributions.models import Register
from anju.contributions.registers.edit_register import keep_up, note_edit
from anju.contributions.remittances.due import next_unpaid
from anju.contributions.serials import next_register_number
from anju.people.models import Employer


def draft_of(
    employer: Employer, kind: Register.Kind = Register.Kind.CHANGES
) -> Register | None:
    """The draft of a kind two agents of an employer share, if there is one."""
    return drafts_of(employer).filter(kind=kind).first()


def drafts_of(employer: Employer) -> QuerySet[Register]:
    """All drafts of an employer, one of a kind."""
    drafts = Register.objects.filter(employer=employer, state=Register.State.DRAFT)
    return drafts.select_related("employer").order_by("id")


def open_register(
    *, employer: Employer, by: str, kind: Register.Kind = Register.Kind.CHANGES
) -> Register:
    """The employer's draft of a kind; it takes effect in the next month that is not paid.

    A draft left lying while its month was paid moves on to that month, under a new version.
    """
    draft = draft_of(employer, kind)
    if draft is not None:
        return draft if draft.month >= next_unpaid(employer) else _moved_on(draft)
    try:
        with transaction.atomic():
            return Register.objects.create(
                number=next_register_number(),
                employer=employer,
                kind=kind,
                month=next_unpaid(employer),
                opened_by=by,
                edited_by=by,
            )
    except IntegrityError:
        # The other agent was quicker: theirs is the draft we share.
        return drafts_of(employer).get(kind=kind)


def _moved_on(draft: Register) -> Register:
    with transaction.atomic():
        register = (
            Register.objects.select_related("employer")
            .select_for_update(no_key=True, of=("self",))
            .get(pk=draft.pk)
        )
        if register.state == Register.State.DRAFT and keep_up(register):
            note_edit(register, by="系统", words=f"生效月份改为 {register.month.chinese}")
    return register
