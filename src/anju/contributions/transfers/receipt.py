"""What the receipt of transfers states (个人转移回单)."""

from collections.abc import Sequence
from datetime import date

from anju.contributions.models import Transfer
from anju.contributions.receipts import HALL
from anju.documents.facts import ChangeFacts, Table
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ground.masks import mask_account
from anju.ground.money import format_yuan

HEADS = ("姓名", "个人账号", "转出单位", "缴存基数（元）", "月缴存额（元）")


def subject_of(transfer: Transfer) -> str:
    """Under which name the receipt is found: what moved at submission has one together."""
    together = transfer.how == Transfer.How.SEALED and transfer.decided_by == ""
    return f"transfer/{transfer.batch if together else transfer.number}"


def receipt_for_transfers(transfers: Sequence[Transfer], *, today: date) -> Receipt:
    """The receipt of accounts that moved to one employer in one deed (C-42, C-57); fen."""
    first = transfers[0]
    subject = subject_of(first)
    facts = ChangeFacts(
        kind=Receipt.Kind.TRANSFER.value,
        employer_name=first.employer.name,
        employer_account=first.employer.number,
        business_serial=subject.partition("/")[2],
        channel=HALL,
        handler=first.submitted_by,
        pairs=(
            ("业务类型", "内部转移（个人转移）"),
            ("转入人数", f"{len(transfers):,} 人"),
            ("转入生效月份", first.month.chinese if first.month else "—"),
            ("月缴存额合计", f"{format_yuan(sum(one.monthly_fen for one in transfers))} 元"),
        ),
        table=Table("转入职工", HEADS, tuple(_row(one) for one in transfers)),
    )
    return issue_receipt(
        facts=facts, subject=subject, owner=first.employer.number, issued_on=today
    )


def _row(one: Transfer) -> tuple[str, ...]:
    return (
        one.name,
        mask_account(one.account.number) if one.account else "—",
        one.former.name if one.former else "—",
        format_yuan(one.base_fen or 0),
        format_yuan(one.monthly_fen),
    )
