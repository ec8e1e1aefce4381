"""Writes changed fields of an employer's registration, each with what stood there before."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.employers.registration_fields import Field, kept, put, read_field, shown
from anju.people.models import Employer, EmployerChange


class NothingChanged(Refusal):
    code = "people.nothing_changed"


class FieldsWrong(Refusal):
    code = "people.registration_fields_wrong"

    def __init__(self, sentence: str, *, faults: dict[str, str]) -> None:
        """`faults` says for each wrong field, by its name, what is wrong with it."""
        super().__init__(sentence, faults=faults)
        self.faults = faults


class RegistrationMoved(Refusal):
    code = "people.registration_moved"


class CreditCodeTaken(Refusal):
    code = "people.credit_code_taken"


def change_employer(
    *,
    employer: Employer,
    asked: Mapping[Field, str],
    seen: int | None,
    source: str,
    today: date,
    by: str,
) -> list[EmployerChange]:
    """Change what differs among the fields asked for; each leaves a row of history.

    `seen` is the last change the page knew, 0 for none; None asks nothing. The caller has
    checked who may change what. Raises FieldsWrong with every wrong field at once,
    NothingChanged, RegistrationMoved when somebody else changed something since,
    CreditCodeTaken.
    """
    with transaction.atomic():
        held = Employer.objects.select_for_update(no_key=True, of=("self",)).get(pk=employer.pk)
        changed = changes_among(held, asked, seen=seen, today=today)
        rows = [
            EmployerChange(
                employer=held,
                source=source,
                field=field,
                before=shown(field, kept(held, field)),
                after=shown(field, text),
                happened_on=today,
                actor=by[:60],
            )
            for field, text in changed.items()
        ]
        for field, text in changed.items():
            put(held, field, text)
        _save(held, [field.value for field in changed])
        EmployerChange.objects.bulk_create(rows)
        record(
            actor=by,
            deed="change_employer",
            subject=held.number,
            source=source,
            fields=[field.value for field in changed],
        )
    return rows


def changes_among(
    employer: Employer, asked: Mapping[Field, str], *, seen: int | None, today: date
) -> dict[Field, str]:
    """The fields among those asked for that differ, as they would be kept.

    Raises RegistrationMoved, FieldsWrong, NothingChanged, as `change_employer` does.
    """
    if seen is not None and last_change(employer) != seen:
        raise RegistrationMoved(
            "单位登记信息刚刚有过变更，您的修改没有保存，请看过最新内容后再改。"
        )
    read = read_fields(asked, today=today)
    changed = {field: text for field, text in read.items() if text != kept(employer, field)}
    if not changed:
        raise NothingChanged("没有变化：填写的内容与现在登记的相同，不用提交。")
    return changed


def read_fields(asked: Mapping[Field, str], *, today: date) -> dict[Field, str]:
    """All fields as they would be kept; raises FieldsWrong with every one that is wrong."""
    read: dict[Field, str] = {}
    faults: dict[str, str] = {}
    for field, text in asked.items():
        try:
            read[field] = read_field(field, text, today=today)
        except Refusal as refusal:
            faults[field.value] = refusal.sentence
    if faults:
        raise FieldsWrong("有几处填写得不对，没有提交，请按提示修改。", faults=faults)
    return read


def last_change(employer: Employer) -> int:
    """The key of an employer's last change, 0 for none: what a page has seen."""
    last = EmployerChange.objects.filter(employer=employer).order_by("-id").first()
    return last.pk if last else 0


def _save(held: Employer, fields: list[str]) -> None:
    try:
        with transaction.atomic():
            held.save(update_fields=fields)
    except IntegrityError as error:
        if "credit_code" not in str(error):
            raise
        raise CreditCodeTaken(
            "该统一社会信用代码已由另一个单位登记，请核对营业执照。"
        ) from error
