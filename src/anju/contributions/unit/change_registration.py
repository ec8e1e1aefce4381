"""An agent changes his employer's registration (单位缴存登记信息变更)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from anju.contributions.receipts import HALL
from anju.contributions.serials import next_registration_number
from anju.documents.facts import ChangeFacts, Table
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ground.errors import Refusal
from anju.people.employers.change_employer import change_employer, changes_among
from anju.people.employers.registration_fields import AT_ONCE, Field, kept, shown
from anju.people.models import Employer, EmployerChange

KIND = Receipt.Kind.REGISTRATION_CHANGE.value
HEADS = ("变更项目", "变更前", "变更后")


class NeedsProof(Refusal):
    code = "contributions.needs_proof"


def change_registration(
    *, employer: Employer, asked: Mapping[Field, str], seen: int | None, today: date, by: str
) -> Receipt:
    """Change at once what an agent may change, and issue the receipt (C-43).

    Raises NeedsProof for a field that only the counter changes, and as `change_employer`.
    """
    _check_open(asked)
    with transaction.atomic():
        number = next_registration_number()
        rows = change_employer(
            employer=employer, asked=asked, seen=seen, source=number, today=today, by=by
        )
        return registration_receipt(
            employer=employer, rows=rows, channel=HALL, handler=by, today=today
        )


def preview_registration(
    *, employer: Employer, asked: Mapping[Field, str], seen: int | None, today: date
) -> list[tuple[Field, str, str]]:
    """Each field that would change, with what stands and what would stand, as people read it.

    Raises what `change_registration` raises for the same fields; nothing is written.
    """
    _check_open(asked)
    changed = changes_among(employer, asked, seen=seen, today=today)
    return [
        (field, shown(field, kept(employer, field)), shown(field, text))
        for field, text in changed.items()
    ]


def _check_open(asked: Mapping[Field, str]) -> None:
    barred = [field.label for field in asked if field not in AT_ONCE]
    if barred:
        raise NeedsProof(
            f"{'、'.join(barred)}须凭证明材料变更，请在“需要证明的变更”里提出申请。"
        )


def registration_receipt(
    *, employer: Employer, rows: list[EmployerChange], channel: str, handler: str, today: date
) -> Receipt:
    """The receipt of changed fields (单位缴存登记信息变更回单), issued once for their deed."""
    source = rows[0].source
    facts = ChangeFacts(
        kind=KIND,
        employer_name=Employer.objects.get(pk=employer.pk).name,
        employer_account=employer.number,
        business_serial=source,
        channel=channel,
        handler=handler,
        pairs=(("变更项目", f"{len(rows)} 项"), ("变更日期", today.isoformat())),
        table=Table(
            "变更内容",
            HEADS,
            tuple((Field(row.field).label, row.before, row.after) for row in rows),
        ),
    )
    return issue_receipt(
        facts=facts, subject=f"registration/{source}", owner=employer.number, issued_on=today
    )
