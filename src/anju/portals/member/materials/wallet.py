"""材料夹: the list, and making a material or saying anew what it says (X-10, X-11, X-43)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.documents.materials.kinds import Ask, Kind, Type, rule_of
from anju.documents.materials.lists import Shelf, material_of, materials_of, standing
from anju.documents.materials.make_material import make_material, rewrite_material
from anju.documents.materials.models import Material
from anju.documents.materials.said import BadFields, as_typed
from anju.ground.errors import Refusal
from anju.portals.member.channels import channel_words
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.shared.fields import Field, FormError, answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

LIST, KINDS, FORM = (
    "pieces/member/materials.html",
    "pieces/member/material_kinds.html",
    "pieces/member/material_form.html",
)
TABS = {
    Shelf.ALL: "全部",
    Shelf.READY: "可使用",
    Shelf.DRAFT: "待完善",
    Shelf.PAST: "已使用、过期",
}
TITLE = "title"
COLUMNS = (
    Column("材料号", 18),
    Column("类型", 16),
    Column("名称", 30),
    Column("状态", 10),
    Column("文件数", 8),
    Column("有效期至", 12),
    Column("创建渠道", 14),
)


@members_only
@require_safe
def materials(request: MemberRequest) -> HttpResponse:
    """档案资料列表: every material with its state and until when it counts."""
    shelf = _shelf(request)
    found = materials_of(member=request.member, shelf=shelf, today=request.today)
    shown = paging_of(request, total=found.count())
    context = {
        **frame("材料夹"),
        "tabs": [(key.value, label, key == shelf) for key, label in TABS.items()],
        "shelf": shelf.value,
        "shown": shown,
        "rows": [(one, standing(one, today=request.today)) for one in found[shown.slice]],
        "export_url": f"{reverse('member:materials_export')}?show={shelf.value}",
        "done": "材料已删除。" if request.GET.get("done") == "gone" else "",
    }
    return page(request, LIST, context)


@members_only
@require_safe
def materials_export(request: MemberRequest) -> HttpResponse:
    """导出: the same list as a workbook."""
    found = materials_of(member=request.member, shelf=_shelf(request), today=request.today)
    rows = (
        (
            one.number,
            one.kind_label,
            one.title,
            standing(one, today=request.today).words,
            str(one.files_count),  # type: ignore[attr-defined]  # annotated by the list
            one.expires_on.isoformat() if one.expires_on else "",
            one.created_in,
        )
        for one in found
    )
    return sheet("材料夹", COLUMNS, rows, filename="materials.xlsx")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def material_new(request: MemberRequest) -> HttpResponse:
    """创建材料: first its kind, then what it says."""
    kind = answer(request, "kind") or request.GET.get("kind", "")
    if kind not in Kind.values:
        kinds = [(one.value, one.label, rule_of(one).shows) for one in Kind]
        return page(request, KINDS, {**frame("创建材料", inner=True), "kinds": kinds})
    if request.method != "POST":
        return _form(request, kind, {}, None)
    try:
        made = make_material(
            member=request.member,
            kind=kind,
            typed=_typed(request, kind),
            title=answer(request, TITLE),
            channel=channel_words(request),
        )
    except Refusal as refusal:
        return _form(request, kind, request.POST.dict(), refusal)
    return HttpResponseRedirect(reverse("member:material", args=[made.number]))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def material_fields(request: MemberRequest, number: str) -> HttpResponse:
    """修改登记内容, while no case holds it."""
    own = own_material(request, number)
    if request.method != "POST":
        asks = {ask.name: ask for ask in own.rule.asks}
        kept = {
            name: as_typed(asks[name], text)
            for name, text in own.values.items()
            if name in asks
        }
        return _form(request, own.kind, {**kept, TITLE: own.title}, None, own)
    try:
        typed = _typed(request, own.kind)
        rewrite_material(material=own, typed=typed, title=answer(request, TITLE))
    except Refusal as refusal:
        return _form(request, own.kind, request.POST.dict(), refusal, own)
    return HttpResponseRedirect(reverse("member:material", args=[number]))


def own_material(request: MemberRequest, number: str) -> Material:
    """The member's material of this number; anybody else's does not exist for him."""
    try:
        return material_of(member=request.member, number=number)
    except Material.DoesNotExist as nothing:
        raise Http404 from nothing


def frame(title: str, *, inner: bool = False) -> dict[str, Any]:
    """Title and the way back of every page here."""
    home, wallet = reverse("member:home"), reverse("member:materials")
    crumbs = [{"label": "首页", "url": home}]
    if inner:
        crumbs.append({"label": "材料夹", "url": wallet})
    return {"title": title, "crumbs": crumbs, "back_url": wallet if inner else home}


def _shelf(request: HttpRequest) -> Shelf:
    asked = request.GET.get("show", "")
    return Shelf(asked) if asked in set(Shelf) else Shelf.ALL


def _typed(request: HttpRequest, kind: str) -> dict[str, str]:
    return {ask.name: answer(request, ask.name) for ask in rule_of(kind).asks}


def _form(
    request: MemberRequest,
    kind: str,
    typed: dict[str, str],
    refusal: Refusal | None,
    own: Material | None = None,
) -> HttpResponse:
    faults: dict[str, str] = {}
    if isinstance(refusal, BadFields):
        faults = refusal.detail["faults"]  # type: ignore[assignment]
    title = "修改登记内容" if own else f"登记{Kind(kind).label}"
    context = {
        **frame(title, inner=True),
        "kind": kind,
        "own": own,
        "shows": rule_of(kind).shows,
        "fields": [
            *(_field(ask, typed, faults) for ask in rule_of(kind).asks),
            Field(
                TITLE,
                "给这份材料起个名字",
                value=typed.get(TITLE, ""),
                required=False,
                hint="方便您自己以后查找",
            ),
        ],
        "refusal": None if faults else refusal,
        "errors": [FormError(name, words) for name, words in faults.items()],
        "error_title": "没有保存",
    }
    return page(request, FORM, context, status=REFUSED if refusal else 200)


def _field(ask: Ask, typed: dict[str, str], faults: dict[str, str]) -> Field:
    return Field(
        ask.name,
        ask.label,
        value=typed.get(ask.name, ""),
        type="date" if ask.type is Type.DATE else "text",
        inputmode="decimal" if ask.type is Type.FEN else "",
        error=faults.get(ask.name, ""),
        required=ask.needed,
        autocomplete="off",
    )
