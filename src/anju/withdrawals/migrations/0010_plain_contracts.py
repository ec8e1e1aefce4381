"""Contracts of loans are compared in plain form: added, filled, and then the law of it."""

from django.db import migrations, models

from anju.ground.document_numbers import plain_or_as_it_is


def make_plain(apps, schema_editor) -> None:
    """Row after row, so it may be broken off.

    Of two loans that turn out to be one contract the later keeps its key apart by its number:
    both have repayments, and which of them stands a person decides.
    """
    loans = apps.get_model("withdrawals", "LoanRecord").objects.using(
        schema_editor.connection.alias
    )
    taken = set(loans.exclude(contract_plain="").values_list("kind", "contract_plain"))
    for loan in loans.filter(contract_plain="").order_by("id").iterator():
        plain = plain_or_as_it_is(loan.contract_number)
        if (loan.kind, plain) in taken:
            plain = f"{plain}#{loan.number}"
        taken.add((loan.kind, plain))
        loan.contract_plain = plain
        loan.save(update_fields=["contract_plain"])


class Migration(migrations.Migration):
    dependencies = [("withdrawals", "0009_loans_by_two")]

    operations = [
        migrations.AddField(
            "loanrecord",
            "contract_plain",
            models.CharField(max_length=80, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(make_plain, migrations.RunPython.noop),
        migrations.RemoveConstraint("loanrecord", "withdrawals_loan_once"),
        migrations.AddConstraint(
            "loanrecord",
            models.UniqueConstraint(
                fields=["kind", "contract_plain"], name="withdrawals_loan_once"
            ),
        ),
    ]
