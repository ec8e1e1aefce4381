"""Finds an employer's draft register, or opens one for the next month to be paid."""

from django.db import IntegrityError, transaction

from anju.contributions.due import next_month
from anju.contributions.models import Register
from anju.contributions.serials import next_register_number
from anju.people.models import Employer


def draft_of(employer: Employer) -> Register | None:
    """The draft two agents of an employer share, if there is one."""
    return Register.objects.filter(employer=employer, state=Register.State.DRAFT).first()


def open_register(*, employer: Employer, by: str) -> Register:
    """The employer's draft; a new one takes effect in the next month that is not paid."""
    draft = draft_of(employer)
    if draft is not None:
        return draft
    try:
        with transaction.atomic():
            return Register.objects.create(
                number=next_register_number(),
                employer=employer,
                month=next_month(employer),
                opened_by=by,
                edited_by=by,
            )
    except IntegrityError:
        # The other agent was quicker: theirs is the draft we share.
        return Register.objects.get(employer=employer, state=Register.State.DRAFT)
