"""How a second person sees back payments, refunds and corrections."""

from datetime import date

from anju.contributions.backpay.draft import Edit, draft_of, take_draft
from anju.contributions.backpay.judge import judge_back_payment
from anju.contributions.backpay.submit_back_payment import check_sum, submit_back_payment
from anju.contributions.models import BackPayment, Refund
from anju.contributions.refunds.lists import deed_of
from anju.contributions.refunds.preview import Asked, preview_refund
from anju.contributions.refunds.submit_refund import check_total, submit_refund
from anju.contributions.review.deed_kind import (
    REVIEWED,
    DeedKind,
    Doing,
    Payload,
    Rows,
    Seen,
)
from anju.ground.calendar import Month
from anju.ground.masks import mask_account
from anju.ground.money import format_yuan
from anju.people.models import Employer, FundAccount

BACK_PAYMENT, REFUND = "back_payment", "refund"


def _look_back_payment(employer: Employer, payload: Payload, today: date) -> Seen:
    """The draft's people and months as they are judged now; the draft is held meanwhile."""
    draft = take_draft(_edit(employer, payload, today, ""))
    lines = list(draft.lines.select_related("account__member").order_by("id"))
    judge_back_payment(draft, lines, today)
    method = BackPayment.Method(payload["method"])
    total = sum(line.total_fen for line in lines)
    return Seen(
        heads=len(lines),
        amount_fen=total,
        pairs=(
            ("补缴类型", draft.get_kind_display()),
            ("补缴人数", f"{len(lines):,} 人"),
            ("缴款方式", str(method.label)),
            ("补缴金额", f"{format_yuan(total)} 元"),
        ),
        mark=[draft.kind, method.value, *([line.account_id, line.parts] for line in lines)],
        persons=frozenset(line.account.member.identity_index for line in lines),
    )


def _edit(employer: Employer, payload: Payload, today: date, by: str) -> Edit:
    """The version its maker looked at; under review the digest speaks for what is in it."""
    if not payload.get(REVIEWED):
        return Edit(employer, int(payload["version"]), today, by)
    draft = draft_of(employer)
    return Edit(employer, draft.version if draft else 0, today, by)


def _run_back_payment(doing: Doing) -> str:
    return submit_back_payment(
        edit=_edit(doing.employer, doing.payload, doing.today, doing.by),
        method=BackPayment.Method(doing.payload["method"]),
        expected_fen=doing.payload["expected_fen"],
        intent=doing.payload["intent"],
        now=doing.now,
    ).number


def _known_back_payment(employer: Employer, payload: Payload) -> bool:
    return BackPayment.objects.filter(employer=employer, intent=payload["intent"]).exists()


def _agreed_back_payment(payload: Payload, seen: Seen) -> None:
    check_sum(seen.amount_fen, payload["expected_fen"])


def _back_payment_rows(employer: Employer, payload: Payload) -> Rows:
    draft = draft_of(employer)
    lines = draft.lines.select_related("account__member").order_by("id") if draft else ()
    return Rows(
        ("姓名", "个人账号", "开始年月", "截止年月", "补缴金额"),
        tuple(
            (
                line.account.member.name,
                mask_account(line.account.number),
                str(line.first_month),
                str(line.last_month),
                format_yuan(line.total_fen),
            )
            for line in lines
        ),
    )


def _asked(employer: Employer, payload: Payload) -> Asked:
    return Asked(
        kind=Refund.Kind(payload["kind"]),
        deed=deed_of(employer=employer, number=payload["deed"]),
        months=tuple(Month.of_code(code) for code in payload["months"]),
        accounts=tuple(payload["accounts"]),
        bases={int(key): fen for key, fen in payload["bases"].items()},
    )


def _look_refund(employer: Employer, payload: Payload, today: date) -> Seen:
    asked = _asked(employer, payload)
    preview = preview_refund(asked=asked, today=today)
    touched = FundAccount.objects.filter(pk__in={one.account for one in preview.taken})
    indexes = touched.values_list("member__identity_index", flat=True)
    return Seen(
        heads=preview.people,
        amount_fen=preview.total_fen,
        pairs=(
            ("业务类型", str(asked.kind.label)),
            ("原业务流水号", asked.deed.number),
            ("职工", f"{preview.people:,} 人"),
            ("原因", payload["reason"]),
            ("退款去向", "原付款账户" if payload["to_bank"] else "预缴户"),
            ("退回金额", f"{format_yuan(preview.total_fen)} 元"),
        ),
        mark=[
            payload["reason"],
            payload["to_bank"],
            *([one.share, one.employer_fen, one.own_fen] for one in preview.taken),
        ],
        persons=frozenset(index for index in indexes if index),
    )


def _run_refund(doing: Doing) -> str:
    return submit_refund(
        asked=_asked(doing.employer, doing.payload),
        reason=doing.payload["reason"],
        to_bank=doing.payload["to_bank"],
        expected_fen=doing.payload["expected_fen"],
        intent=doing.payload["intent"],
        today=doing.today,
        by=doing.by,
    ).number


def _known_refund(employer: Employer, payload: Payload) -> bool:
    return Refund.objects.filter(employer=employer, intent=payload["intent"]).exists()


def _agreed_refund(payload: Payload, seen: Seen) -> None:
    check_total(seen.amount_fen, payload["expected_fen"])


MONEY_KINDS = {
    BACK_PAYMENT: DeedKind(
        "补缴",
        _look_back_payment,
        _run_back_payment,
        known=_known_back_payment,
        agreed=_agreed_back_payment,
        rows=_back_payment_rows,
    ),
    REFUND: DeedKind(
        "退缴与错缴更正",
        _look_refund,
        _run_refund,
        known=_known_refund,
        agreed=_agreed_refund,
    ),
}
