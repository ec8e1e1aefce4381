"""A withdrawal on one page, as 宁波, 吉安 and 楚雄 show it: 计算, 验证码, 提交."""

from dataclasses import replace
from uuid import uuid4

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from anju.ground.errors import Refusal
from anju.portals.member.door import MemberRequest
from anju.portals.member.security.code_field import CodeField, asks
from anju.portals.member.way_back import arrived_back
from anju.portals.member.withdrawals.asked import fields_of, kept_of, papers_of
from anju.portals.member.withdrawals.frame import (
    PIECES,
    done,
    faults_of,
    framed,
    hours_note,
    look,
    rule_or_404,
)
from anju.portals.member.withdrawals.leave import leaving
from anju.portals.member.withdrawals.proof import (
    ask_code,
    code_field,
    hand_in,
    pay_to,
    pin_field,
    pin_to_set,
    refused_code,
)
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import FormError, answer, form_key
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.applying.apply import NotYet
from anju.withdrawals.applying.draft import Kept, draft_of, drop_draft, keep_draft
from anju.withdrawals.applying.look_at_form import FormLook
from anju.withdrawals.judging.survey import why_not

# Where 计算 echoes the amount before it is handed in; elsewhere it stands there or is typed.
CALCULATING = frozenset({"calculate", "loan_lookup", "loan_number"})
BY_SMS = "sms"


@fresh
@sensitive_post_parameters("pin", "code")
def one_page(request: MemberRequest, reason: str) -> HttpResponse:
    """The account shown by itself; 计算 echoes, 获取验证码, 提交 (N-08, N-10, J-16, C-13)."""
    rule, now = rule_or_404(request, reason), timezone.now()
    if request.method == "POST":
        kept = kept_of(request, rule)
        keep_draft(member=request.member, reason=reason, kept=kept, now=now)
        away = leaving(request, rule.title)
        return away or _pressed(request, look(request, reason, kept), kept)
    arrived_back(request)
    kept = draft_of(member=request.member, reason=reason, now=now)
    found, picked = look(request, reason, kept), request.GET.get("loan", "")
    if any(one.number == picked for one in found.loans):
        kept = replace(kept, told={**(kept.told or {}), "loan": picked})
        found = look(request, reason, kept)
    return _page(request, found, kept, code_field(request))


def _pressed(request: MemberRequest, found: FormLook, kept: Kept) -> HttpResponse:
    code = code_field(request)
    if answer(request, "press") == "echo":
        return _page(request, found, kept, code)
    try:
        found.check()
        if answer(request, "press") == "calculate":
            if found.outlook.status == "not_yet":
                raise NotYet(why_not(found.outlook))
            return _page(request, found, kept, code, calculated=True)
        if asks(request):
            code = ask_code(request, found.request)
            return _page(request, found, kept, code, calculated=True)
        made = hand_in(request, found.request, form_key(request))
    except Refusal as refusal:
        return _page(request, found, kept, refused_code(request, refusal), refusal=refusal)
    drop_draft(member=request.member, reason=found.request.reason)
    return done(made.number)


def _unpicked(found: FormLook) -> bool:
    """Whether nothing but the loan is missing: then it is too early to say no."""
    judged = found.outlook.judgement
    asks_loan = any(ask.kind == "loan" for ask in found.rule.asks)
    picked = bool(found.request.told.get("loan"))
    return asks_loan and not picked and judged is not None and not judged.obstacles


def _page(
    request: MemberRequest,
    found: FormLook,
    kept: Kept,
    code: CodeField,
    *,
    refusal: Refusal | None = None,
    calculated: bool = False,
) -> HttpResponse:
    faults, path = faults_of(refusal), found.rule.path
    number = found.request.told.get("loan", "")
    context = framed(
        found.rule.title,
        look=found,
        outlook=found.outlook,
        fields=fields_of(found, kept, faults),
        papers=papers_of(found, kept, begun=kept.told is not None),
        number=number,
        unpicked=_unpicked(found),
        loan=next((one for one in found.loans if one.number == number), None),
        tips=found.rule.notice if request.method != "POST" and not request.GET else "",
        lookup="lookup" in request.GET,
        hours_note=hours_note(request),
        calculates=path in CALCULATING,
        pay_to=pay_to(request),
        kept=kept,
        calculated=calculated or path == BY_SMS,
        code=replace(code, button="获取短信验证码") if path == BY_SMS else code,
        pin=pin_field(request),
        pin_to_set=pin_to_set(request),
        intent=answer(request, "intent") or uuid4().hex,
        refusal=None if faults else refusal,
        errors=[FormError(name, words) for name, words in faults.items()],
        error_title="没有提交",
    )
    refused = refusal is not None or bool(code.error)
    return page(request, f"{PIECES}/one_page.html", context, status=REFUSED if refused else 200)
