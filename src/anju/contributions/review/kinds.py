"""Which deeds can wait for a second person, each with its verb: hang a new one on here."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from anju.centers.sealed import index_of
from anju.contributions.models import FourEyes, Line, Prepayment, Register, Remittance
from anju.contributions.prepay import submit_prepayment
from anju.contributions.registers.edit_register import Edit, take_draft
from anju.contributions.registers.submit_register import good_lines, submit_register
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import check_figures, submit_remittance
from anju.contributions.review.deed_kind import (
    REVIEWED,
    DeedKind,
    Doing,
    Payload,
    Rows,
    Seen,
)
from anju.contributions.review.money_kinds import MONEY_KINDS
from anju.contributions.review.own_kinds import OWN_KINDS
from anju.contributions.transfers.judge_transfers import typed_person
from anju.contributions.transfers.keep_transfer import digest_of, drafts_of
from anju.contributions.transfers.submit_transfers import check_seen, submit_transfers
from anju.ground.calendar import Month
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import format_yuan
from anju.people.models import Employer, FundAccount

REGISTER, TRANSFERS = "register", "transfers"
REMITTANCE, PREPAYMENT = "remittance", "prepayment"
SETTINGS = "review_settings"


def _look_register(employer: Employer, payload: Payload, today: date) -> Seen:
    """The good lines of a draft, which is held meanwhile; `register` is its key."""
    register = take_draft(_edit(employer, payload, today, ""))
    lines = list(register.lines.filter(faults=[]).order_by("id"))
    kinds = [str(Line.Kind(line.kind).label) for line in lines]
    counts = ((kind, f"{kinds.count(kind):,} 人") for kind in dict.fromkeys(kinds))
    after = sum(line.after_fen for line in lines)
    return Seen(
        heads=len(lines),
        amount_fen=after,
        pairs=(
            ("清册", f"{register.number}（{register.get_kind_display()}）"),
            ("生效月份", register.month.chinese),
            *counts,
            ("变更后月缴存额合计", f"{format_yuan(after)} 元"),
        ),
        mark=[register.month.code, *(_mark(line) for line in lines)],
        persons=frozenset(line.identity_index for line in lines if line.identity_index),
    )


def _agreed_register(payload: Payload, seen: Seen) -> None:
    """Nobody is asked to agree to a list that its maker's own word would stop."""
    good_lines(register=payload["register"], whole=bool(payload.get("whole")))


def _mark(line: Line) -> list[object]:
    whom = line.identity_index.hex() if line.identity_index else line.name
    return [line.kind, whom, line.name, line.base_fen, line.employer_fen, line.own_fen]


def _run_register(doing: Doing) -> str:
    edit = _edit(doing.employer, doing.payload, doing.today, doing.by)
    return submit_register(edit=edit, whole=bool(doing.payload.get("whole"))).number


def _edit(employer: Employer, payload: Payload, today: date, by: str) -> Edit:
    """The version its maker looked at; under review the digest speaks for what is in it."""
    own = Register.objects.filter(employer=employer)
    if not payload.get(REVIEWED):
        register = own.get(pk=payload["register"])
        return Edit(register.pk, int(payload["version"]), today, by)
    # Held before its version is read, so that no edit slips in between.
    register = own.select_for_update(no_key=True).get(pk=payload["register"])
    return Edit(register.pk, register.version, today, by)


def _register_rows(employer: Employer, payload: Payload) -> Rows:
    lines = Line.objects.filter(
        register__employer=employer, register=payload["register"], faults=[]
    ).order_by("id")
    return Rows(
        ("姓名", "证件号码", "变更", "缴存基数", "月缴存额"),
        tuple(
            (
                line.name,
                mask_identity(line.identity_number),
                str(line.get_kind_display()),
                format_yuan(line.base_fen) if line.base_fen is not None else "—",
                format_yuan(line.after_fen),
            )
            for line in lines
        ),
    )


def _transfer_rows(employer: Employer, payload: Payload) -> Rows:
    return Rows(
        ("姓名", "证件或账号", "缴存基数", "月缴存额"),
        tuple(
            (
                one.name,
                (mask_account if one.account_number else mask_identity)(typed_person(one)),
                format_yuan(one.base_fen or 0),
                format_yuan(one.monthly_fen),
            )
            for one in drafts_of(employer)
            if not one.faults
        ),
    )


def _look_remittance(employer: Employer, payload: Payload, today: date) -> Seen:
    until = Month.parse(payload["until"])
    owed = dues(employer=employer, until=until, today=today)
    first = owed.months[0].month
    method = Remittance.Method(payload["method"])
    return Seen(
        heads=owed.months[-1].heads,
        amount_fen=owed.total_fen,
        pairs=(
            ("汇缴年月", f"{first.chinese}至 {until.chinese}"),
            ("汇缴人次", f"{owed.heads:,}"),
            ("缴款方式", str(method.label)),
            ("应缴金额", f"{format_yuan(owed.total_fen)} 元"),
        ),
        mark=[method.value, *([m.month.code, m.heads, m.total_fen] for m in owed.months)],
    )


def _agreed_remittance(payload: Payload, seen: Seen) -> None:
    check_figures(seen.amount_fen, payload["expected_fen"])


def _run_remittance(doing: Doing) -> str:
    return submit_remittance(
        employer=doing.employer,
        until=Month.parse(doing.payload["until"]),
        method=Remittance.Method(doing.payload["method"]),
        expected_fen=doing.payload["expected_fen"],
        intent=doing.payload["intent"],
        today=doing.today,
        by=doing.by,
    ).number


def _known_remittance(employer: Employer, payload: Payload) -> bool:
    return Remittance.objects.filter(employer=employer, intent=payload["intent"]).exists()


def _look_prepayment(employer: Employer, payload: Payload, today: date) -> Seen:
    amount_fen = int(payload["amount_fen"])
    return Seen(
        heads=0,
        amount_fen=amount_fen,
        pairs=(
            ("存入金额", f"{format_yuan(amount_fen)} 元"),
            ("备注", payload["note"] or "—"),
        ),
        mark=[amount_fen, payload["note"]],
    )


def _run_prepayment(doing: Doing) -> str:
    return submit_prepayment(
        employer=doing.employer,
        amount_fen=doing.payload["amount_fen"],
        note=doing.payload["note"],
        intent=doing.payload["intent"],
        today=doing.today,
        by=doing.by,
    ).number


def _known_prepayment(employer: Employer, payload: Payload) -> bool:
    return Prepayment.objects.filter(employer=employer, intent=payload["intent"]).exists()


def _look_transfers(employer: Employer, payload: Payload, today: date) -> Seen:
    kept = drafts_of(employer)
    if not payload.get(REVIEWED):
        check_seen(kept, payload["seen"])
    good = [one for one in kept if not one.faults]
    monthly = sum(one.monthly_fen for one in good)
    by_account = FundAccount.objects.filter(
        number__in=[one.account_number for one in good if one.account_number]
    ).values_list("member__identity_index", flat=True)
    typed = (index_of(one.identity_number, purpose="identity") for one in good)
    return Seen(
        heads=len(good),
        amount_fen=monthly,
        pairs=(
            ("申请转入", f"{len(good):,} 人"),
            ("月缴存额合计", f"{format_yuan(monthly)} 元"),
        ),
        mark=[digest_of(kept)],
        persons=frozenset(index for index in (*typed, *by_account) if index),
    )


def _run_transfers(doing: Doing) -> str:
    made = submit_transfers(
        employer=doing.employer,
        seen=doing.payload["seen"],
        today=doing.today,
        now=doing.now,
        by=doing.by,
    )
    return made.batch if made.done or made.waiting else ""


def _look_settings(employer: Employer, payload: Payload, today: date) -> Seen:
    on, people, fen = payload["on"], payload["people_over"], payload["amount_over_fen"]
    now = FourEyes.objects.filter(employer=employer).first()
    standing = [now.on, now.people_over, now.amount_over_fen] if now else []
    return Seen(
        heads=0,
        amount_fen=0,
        pairs=(
            ("复核", "开启" if on else "关闭"),
            ("超过多少人须复核", f"{people:,} 人"),
            ("超过多少金额须复核", f"{format_yuan(fen)} 元"),
        ),
        mark=[on, people, fen, standing],
    )


def _run_settings(doing: Doing) -> str:
    values = {key: doing.payload[key] for key in ("on", "people_over", "amount_over_fen")}
    FourEyes.objects.update_or_create(
        employer=doing.employer,
        defaults={**values, "set_by": doing.by[:60], "set_at": doing.now},
    )
    return str(doing.employer.number)


KINDS: Final[Mapping[str, DeedKind]] = {
    REGISTER: DeedKind(
        "变更清册",
        _look_register,
        _run_register,
        agreed=_agreed_register,
        rows=_register_rows,
    ),
    TRANSFERS: DeedKind("个人转移", _look_transfers, _run_transfers, rows=_transfer_rows),
    REMITTANCE: DeedKind(
        "汇缴",
        _look_remittance,
        _run_remittance,
        known=_known_remittance,
        agreed=_agreed_remittance,
        pays=True,
    ),
    PREPAYMENT: DeedKind("预缴", _look_prepayment, _run_prepayment, known=_known_prepayment),
    **MONEY_KINDS,
    **OWN_KINDS,
    SETTINGS: DeedKind("复核设置", _look_settings, _run_settings, loosens=True),
}
