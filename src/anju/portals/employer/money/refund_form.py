"""The form of a refund: what it asks, how it is carried on, and how a preview is shown."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import QueryDict

from anju.contributions.models import BackPayment, Refund, Remittance
from anju.contributions.refunds.preview import Asked, Preview
from anju.ground.amounts import parse_yuan, plain_yuan
from anju.ground.calendar import Month
from anju.portals.employer.door import AgentRequest
from anju.portals.shared.fields import BadForm, answer

SHOWN_MOST = 100
_KEY = re.compile(r"[0-9]{1,18}", re.ASCII)
_BASE = "base-"


def kind_in(request: AgentRequest) -> Refund.Kind:
    """退缴 unless the form or the address says 错缴更正."""
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    return Refund.Kind(asked) if asked in Refund.Kind.values else Refund.Kind.REFUND


def months_of(deed: Remittance | BackPayment) -> list[Month]:
    """The months of a deed of which something still counts."""
    live = deed.shares.filter(live=True).order_by("month")
    return list(live.values_list("month", flat=True).distinct())


def chosen_months(request: AgentRequest) -> tuple[Month, ...]:
    """The month that was chosen; none means all of them. Raises BadMonth."""
    text = answer(request, "month")
    return (Month.parse(text),) if text else ()


def asked_in(request: AgentRequest, deed: Remittance | BackPayment) -> Asked:
    """What the form asks for; raises BadForm when nobody is chosen, BadAmount, BadMonth."""
    kind = kind_in(request)
    bases = _bases(request.POST) if kind == Refund.Kind.CORRECTION else {}
    if kind == Refund.Kind.CORRECTION:
        if not bases:
            raise BadForm("请在要更正的职工那一行填写正确的缴存基数。")
        accounts = tuple(bases)
    elif answer(request, "whom") == "all":
        accounts = ()
    else:
        accounts = _keys(request.POST.getlist("account"))
        if not accounts:
            raise BadForm("请勾选要退缴的职工，或选择“全部职工”。")
    return Asked(
        kind=kind, deed=deed, months=chosen_months(request), accounts=accounts, bases=bases
    )


def carried_of(preview: Preview) -> list[tuple[str, object]]:
    """The same question in hidden fields, with the sum that was seen and the form's key."""
    asked = preview.asked
    carried: list[tuple[str, object]] = [
        ("deed", asked.deed.number),
        ("kind", asked.kind.value),
        ("month", str(asked.months[0]) if asked.months else ""),
        ("expected_fen", preview.total_fen),
        ("intent", uuid4().hex),
    ]
    if asked.kind == Refund.Kind.CORRECTION:
        bases = asked.bases or {}
        return [*carried, *((f"{_BASE}{key}", plain_yuan(fen)) for key, fen in bases.items())]
    if not asked.accounts:
        return [*carried, ("whom", "all")]
    return [*carried, ("whom", "some"), *(("account", key) for key in asked.accounts)]


def shown_preview(preview: Preview) -> dict[str, Any]:
    """The preview as its page shows it: what cannot go first, and at most a hundred rows."""
    order = sorted(preview.taken, key=lambda one: not one.why_not)
    return {
        "kind": preview.asked.kind.value,
        "kind_label": preview.asked.kind.label,
        "deed": preview.asked.deed,
        "rows": order[:SHOWN_MOST],
        "more": max(0, len(order) - SHOWN_MOST),
        "people": preview.people,
        "heads": len(preview.taken),
        "total_fen": preview.total_fen,
        "interest_fen": sum(one.interest_fen for one in preview.taken),
        "obstacles": len(preview.obstacles),
        "by_bank": preview.asked.deed.order_id is not None,
    }


def _bases(posted: QueryDict) -> Mapping[int, int]:
    keyed = {
        name.removeprefix(_BASE): str(text).strip()
        for name, text in posted.items()
        if name.startswith(_BASE)
    }
    return {
        int(key): parse_yuan(text)
        for key, text in keyed.items()
        if text and _KEY.fullmatch(key)
    }


def _keys(texts: list[str]) -> tuple[int, ...]:
    return tuple(int(text) for text in texts if _KEY.fullmatch(text))
