"""What concerns the employer as a whole: its ratios over time, the proof of its deposits."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.centers.listing import QueryListing, ShortListing
from anju.contributions.enquiries.proof import ProofQuestion, issue_proof, proof_of
from anju.documents.lists import receipt_about
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.models import RatioChange
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown
from anju.portals.employer.queries.receipts import CHANNEL
from anju.portals.employer.queries.words import day, words
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, days, month_span_of
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query
from anju.portals.shared.templatetags.hall import month, percent

USUAL_MONTHS = 12


def receipt_url(row) -> str:
    """Where a change of ratios can be printed."""
    found = receipt_about(subject=f"ratio/{row.number}")
    return reverse("employer:receipt", args=[found.number]) if found else ""


RATIOS = (
    words("number", "业务流水号", 18, url=receipt_url),
    words("get_kind_display", "变更类型", 14, lead=True),
    Column("生效月份", lambda row: month(row.month), 14),
    Column("变更前单位比例", lambda row: percent(row.employer_rate_before), 14),
    Column("变更后单位比例", lambda row: percent(row.employer_rate), 14),
    Column("变更前个人比例", lambda row: percent(row.own_rate_before), 14),
    Column("变更后个人比例", lambda row: percent(row.own_rate), 14),
    Figures("涉及人数", of="heads"),
    Amounts("变更前月缴存额", of="monthly_before_fen"),
    Amounts("变更后月缴存额", of="monthly_fen"),
    words("reason", "变更原因", 30, wide=True),
    day("happened_on", "办理日期"),
    words("actor", "经办人", 12),
)
MONTHS = (
    Column("缴存年月", lambda row: month(row.month), 14, lead=True),
    Figures("人数", of="heads"),
    Amounts("单位部分", of="employer_fen", total="employer_fen"),
    Amounts("个人部分", of="own_fen", total="own_fen"),
    Amounts("合计", of="total_fen", total="total_fen"),
    Column("缴存情况", lambda row: "已缴存" if row.paid else "未缴存", 12),
    Column("记账日期", lambda row: row.booked_on or "—", 12),
)


@agents_only
@require_safe
def ratios(request: AgentRequest) -> HttpResponse:
    """单位比例调整查询."""
    filters = filters_of(request, today=request.today, years=3)
    kind = choice(request, "kind", "变更类型", RatioChange.Kind.choices)
    found = RatioChange.objects.filter(
        employer=request.employer,
        happened_on__gte=filters.since,
        happened_on__lte=filters.until,
    ).order_by("-id")
    query = Query(
        title=name_of(request, "employer:ratios"),
        lead="本单位缴存比例的每一次调整；点业务流水号看回单",
        file="ratios",
        columns=RATIOS,
        found=QueryListing(found.filter(kind=kind.value) if kind.value else found),
        conditions=(*days(filters), kind),
        refusal=filters.refusal,
        empty="这段时间没有调整过缴存比例。",
        icon="percentage",
        note=f"现行比例：单位 {percent(request.employer.employer_rate)}，"
        f"个人 {percent(request.employer.own_rate)}。",
    )
    return shown(request, query, route="employer:ratios")


@agents_only
@require_http_methods(["GET", "HEAD", "POST"])
def proofs(request: AgentRequest) -> HttpResponse:
    """单位缴存情况证明打印: months, what the proof would say, and the signed paper."""
    now = Month.of(request.today)
    last = request.employer.paid_through or now
    first = max(request.employer.first_month, last - (USUAL_MONTHS - 1))
    span = month_span_of(request, first=min(first, last), last=last)
    refusal, seen = span.refusal, None
    try:
        asked = ProofQuestion(span.first, span.last, request.agent.name, CHANNEL)
        if request.method == "POST" and not refusal:
            made = issue_proof(employer=request.employer, wanted=asked, today=request.today)
            return HttpResponseRedirect(reverse("employer:receipt", args=[made.number]))
        seen = proof_of(employer=request.employer, wanted=asked, today=request.today)
    except Refusal as refused:
        refusal = refusal or refused
    query = Query(
        title=name_of(request, "employer:proofs"),
        lead="选择月份，核对内容，出具盖章的证明；任何人都可以凭验证码核对真伪",
        file="deposit-proof",
        columns=MONTHS,
        found=ShortListing(
            seen.months if seen else (), ("employer_fen", "own_fen", "total_fen")
        ),
        conditions=span.conditions,
        refusal=refusal,
        facts=seen.above if seen else (),
        empty="没有可以证明的月份。",
        hint="请改选起始年月和截止年月。",
        icon="certificate",
        piece="pieces/employer/proofs.html",
    )
    return shown(request, query, route="employer:proofs", more={"seen": seen, "span": span})
