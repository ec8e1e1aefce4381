"""Fields of the registration that change by a paper: name, credit code, representative."""

from collections.abc import Mapping
from datetime import date

from anju.cases.models import Answer, Case
from anju.contributions.receipts import COUNTER
from anju.contributions.unit.change_registration import registration_receipt
from anju.people.employers.change_employer import NothingChanged, change_employer, read_fields
from anju.people.employers.registration_fields import WITH_PROOF, Field, kept, shown
from anju.people.models import Employer


def read_registration(
    employer: Employer, asked: Mapping[str, str], today: date
) -> list[Answer]:
    """The fields that would change; raises FieldsWrong, NothingChanged."""
    typed = {field: asked.get(field.value, "") for field in WITH_PROOF}
    read = read_fields({f: text for f, text in typed.items() if text}, today=today)
    changed = {f: text for f, text in read.items() if text != kept(employer, f)}
    if not changed:
        raise NothingChanged("没有变化：填写的内容与现在登记的相同，不用申请。")
    return [Answer(f.value, f.label, text, shown(f, text)) for f, text in changed.items()]


def carry_registration(case: Case, today: date, by: str) -> None:
    """Change the fields and issue the receipt; raises as `change_employer`."""
    employer = case.employer
    if employer is None:
        raise RuntimeError(f"case {case.number} is nobody's")
    rows = change_employer(
        employer=employer,
        asked={Field(name): text for name, text in case.values.items()},
        seen=None,
        source=case.number,
        today=today,
        by=by,
    )
    registration_receipt(employer=employer, rows=rows, channel=COUNTER, handler=by, today=today)
