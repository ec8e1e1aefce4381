"""The pages of withdrawals; each reason has a name of its own, so that menus can name it."""

from django.urls import path

from anju.policy.reasons import REASONS
from anju.portals.member.case_kinds import KINDS
from anju.portals.member.withdrawals import (
    apply,
    calendar,
    check,
    form,
    history,
    mending,
    one,
    panorama,
    receipts,
    reminders,
)
from anju.portals.shared.withdrawals.case_flow import NAMES, Words
from anju.withdrawals.applying.start import KIND

# What 我发起的 asks about a withdrawal's case is answered here.
KINDS[KIND] = mending.HOOKS
NAMES[KIND] = Words(first="提取受理初审", second="提取受理复审")

_REASON, _ONE = "withdrawals/reasons/<slug:reason>", "withdrawals/<str:number>"
urlpatterns = [
    path("withdrawals", panorama.withdrawals, name="withdrawals"),
    path("withdrawals/history", history.withdrawal_history, name="withdrawal_history"),
    path("withdrawals/calendar", calendar.withdrawal_calendar, name="withdrawal_calendar"),
    path(
        "withdrawals/calendar/file.ics",
        calendar.withdrawal_calendar_file,
        name="withdrawal_calendar_file",
    ),
    *(
        path(
            f"withdrawals/reasons/{reason}",
            apply.withdrawal_apply,
            {"reason": reason},
            name=f"withdrawal_{reason}",
        )
        for reason in REASONS
    ),
    path(_REASON, apply.withdrawal_apply, name="withdrawal_apply"),
    path(f"{_REASON}/form", form.withdrawal_form, name="withdrawal_form"),
    path(f"{_REASON}/check", check.withdrawal_check, name="withdrawal_check"),
    path(
        f"{_REASON}/draft-removal",
        apply.withdrawal_draft_removal,
        name="withdrawal_draft_removal",
    ),
    path(f"{_REASON}/reminder", reminders.withdrawal_reminder, name="withdrawal_reminder"),
    path(
        f"{_REASON}/reminder-removal",
        reminders.withdrawal_reminder_removal,
        name="withdrawal_reminder_removal",
    ),
    path(_ONE, one.withdrawal, name="withdrawal"),
    path(f"{_ONE}/cancellation", one.withdrawal_cancellation, name="withdrawal_cancellation"),
    path(f"{_ONE}/payment", one.withdrawal_payment, name="withdrawal_payment"),
    path(f"{_ONE}/return", one.withdrawal_return, name="withdrawal_return"),
    path(f"{_ONE}/receipt", receipts.withdrawal_receipt, name="withdrawal_receipt"),
    path(
        f"{_ONE}/receipt/print",
        receipts.withdrawal_receipt_print,
        name="withdrawal_receipt_print",
    ),
    path(
        f"{_ONE}/receipt/code", receipts.withdrawal_receipt_code, name="withdrawal_receipt_code"
    ),
]
