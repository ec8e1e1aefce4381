"""One material: its pages, adding and taking out files, taking it away (X-12, X-43, X-56)."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.documents.materials.add_file import MOST_FILES, add_file, remove_file
from anju.documents.materials.clean_file import MOST_BYTES, TooLarge
from anju.documents.materials.end_material import end_material
from anju.documents.materials.file_names import shown_name
from anju.documents.materials.lists import serving, standing
from anju.documents.materials.models import Material
from anju.documents.materials.quality import doubts_of_file
from anju.documents.materials.said import pairs
from anju.ground.errors import Refusal
from anju.identity.limit_table import UPLOAD_MEMBER
from anju.identity.limits import take
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.materials.wallet import frame, own_material
from anju.portals.shared.fields import FormError
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.withdrawals.material_pages import file_response, page_response

ONE, FILES = "pieces/member/material.html", "pieces/member/material_files.html"


class NoFileChosen(Refusal):
    code = "portals.no_file_chosen"


@members_only
@require_safe
def material(request: MemberRequest, number: str) -> HttpResponse:
    """查看: what it says, its pages with what is hard to read, and the field for more."""
    return page(request, ONE, _shown(request, own_material(request, number)))


@members_only
@require_POST
def material_files(request: MemberRequest, number: str) -> HttpResponse:
    """上传: each file by itself, so that one that is refused keeps none of the others out."""
    own = own_material(request, number)
    errors = _take_in(request, own)
    if not errors and "HX-Request" not in request.headers:
        return HttpResponseRedirect(reverse("member:material", args=[number]))
    own.refresh_from_db()
    context = _shown(request, own, errors)
    piece = FILES if "HX-Request" in request.headers else ONE
    return page(request, piece, context, status=REFUSED if errors else 200)


@members_only
@require_POST
def material_removal(request: MemberRequest, number: str, file: int) -> HttpResponse:
    """删除一个文件."""
    own = own_material(request, number)
    try:
        remove_file(material=own, place=file)
    except Refusal as refusal:
        return _refused(request, own, refusal)
    return HttpResponseRedirect(reverse("member:material", args=[number]))


@members_only
@require_POST
def material_ending(request: MemberRequest, number: str) -> HttpResponse:
    """删除这份材料; one that has served a case is only put away."""
    own = own_material(request, number)
    try:
        end_material(material=own)
    except Refusal as refusal:
        return _refused(request, own, refusal)
    return HttpResponseRedirect(f"{reverse('member:materials')}?done=gone")


@members_only
@require_safe
def material_page(request: MemberRequest, number: str, file: int, leaf: int) -> HttpResponse:
    """One page as a picture, to nobody but its owner."""
    own = own_material(request, number)
    return page_response(own, file=file, page=leaf, small="small" in request.GET)


@members_only
@require_safe
def material_file(request: MemberRequest, number: str, file: int) -> HttpResponse:
    """One file for download, to nobody but its owner."""
    return file_response(own_material(request, number), file=file)


def _take_in(request: MemberRequest, own: Material) -> list[FormError]:
    given = request.FILES.getlist("file")
    if not given:
        return [FormError("file", "还没有选择文件，请拍照或选择文件后再上传。")]
    errors = []
    for one in given[:MOST_FILES]:
        try:
            take((UPLOAD_MEMBER, str(request.member.pk)), now=timezone.now())
            if (one.size or 0) > MOST_BYTES:
                raise TooLarge("文件超过 10 MB。请用手机直接拍照，或把 PDF 分成几个文件上传。")
            name = one.name or ""
            add_file(material=own, name=name, content=one.read(), now=timezone.now())
        except Refusal as refusal:
            name = shown_name(one.name or "", otherwise="文件")
            errors.append(FormError("file", f"{name}：{refusal.sentence}"))
    if len(given) > MOST_FILES:
        errors.append(FormError("file", f"一次最多选择 {MOST_FILES} 个文件，其余没有上传。"))
    return errors


def _refused(request: MemberRequest, own: Material, refusal: Refusal) -> HttpResponse:
    context = {**_shown(request, own), "refusal": refusal, "error_title": "没有办成"}
    return page(request, ONE, context, status=REFUSED)


def _shown(
    request: MemberRequest, own: Material, errors: list[FormError] | None = None
) -> dict[str, Any]:
    uses = serving(own)
    files = [
        {"file": file, "pages": file.pages.count(), "doubts": doubts_of_file(file)}
        for file in own.files.order_by("place")
    ]
    return {
        **frame(own.title, inner=True),
        "material": own,
        "standing": standing(own, today=request.today),
        "said": pairs(own.rule, own.values),
        "files": files,
        "uses": uses,
        "open": own.state in Material.OPEN and not uses,
        "may_end": own.state in Material.OPEN and not any(use.state == "held" for use in uses),
        "left": MOST_FILES - len(files),
        "errors": errors or [],
        "error_title": "有文件没有收下",
    }
