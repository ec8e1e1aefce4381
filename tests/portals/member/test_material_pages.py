"""材料夹 in the hall: made, filled, shown to its owner and to nobody else."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.documents.materials import papers
from tests.documents.materials.conftest import CONTRACT, NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY
from tests.portals.member.conftest import enter

from anju.documents.materials.add_file import add_file
from anju.documents.materials.hold_material import lock_material
from anju.documents.materials.models import Material
from anju.people.models import Member

NEW = "/my/materials/new?kind=purchase_contract"


@pytest.fixture
def own(fang: Member) -> Material:
    """王芳's contract with one photograph."""
    made = contract_of(fang)
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def stranger(mill) -> Client:
    """李伟 in a browser of his own."""
    hall = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.9")
    return enter(hall, Member.objects.get(name="李伟"))


def file(content: bytes, name: str = "合同.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def upload(hall: Client, own: Material, *files: SimpleUploadedFile, **how):
    return hall.post(f"/my/materials/{own.number}/files", {"file": list(files)}, **how)


@pytest.mark.rows("X-10", "X-11", "X-12", "X-43", "X-56", "X-59")
def test_a_material_is_made_filled_and_stands_in_the_list(
    inside_hall: Client, fang: Member
) -> None:
    empty = inside_hall.get("/my/materials").content.decode()
    assert "材料夹还是空的" in empty
    kinds = inside_hall.get("/my/materials/new").content.decode()
    assert "购房合同" in kinds
    assert "住院号" not in kinds
    made = inside_hall.post(NEW, {"kind": "purchase_contract", **CONTRACT})
    material = fang.materials.get()
    assert made["Location"] == f"/my/materials/{material.number}"
    sent = upload(inside_hall, material, file(paper()), file(papers.pdf(), "附件.pdf"))
    assert sent.status_code == 302
    shown = inside_hall.get(f"/my/materials/{material.number}").content.decode()
    for words in ("合同.jpg", "附件.pdf", "2 页", "可使用", "865,000.00 元", "拍摄地点"):
        assert words in shown
    listed = inside_hall.get("/my/materials").content.decode()
    assert "共 1 条" in listed
    assert material.number in listed
    assert "材料夹还是空的" not in inside_hall.get("/my/materials?show=ready").content.decode()
    assert "没有待完善的材料" in inside_hall.get("/my/materials?show=draft").content.decode()


def test_every_fault_of_the_form_stands_at_its_field(inside_hall: Client) -> None:
    answer = inside_hall.post(NEW, {"kind": "purchase_contract", "price_fen": "1,00"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#number"' in shown
    assert 'id="price_fen-err"' in shown
    assert not Material.objects.exists()


def test_what_is_refused_is_named_and_keeps_none_of_the_others_out(
    inside_hall: Client, own: Material
) -> None:
    answer = upload(
        inside_hall,
        own,
        file(b"PK\x03\x04docx", "说明.docx"),
        file(paper(2), "第二页.jpg"),
        file(papers.blurred(), "糊.jpg"),
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "说明.docx：这是Word、Excel 文档或压缩包，请打开后另存为 PDF" in shown
    assert [one.name for one in own.files.order_by("place")] == [
        "合同.jpg",
        "第二页.jpg",
        "糊.jpg",
    ]
    assert "照片太模糊" in shown
    assert "还没有选择文件" in upload(inside_hall, own).content.decode()


def test_a_file_sent_by_script_gets_the_piece_back(inside_hall: Client, own: Material) -> None:
    answer = upload(inside_hall, own, file(paper(2)), HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'class="leaves"' in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.jpg", "\u202egpj.jpg", "../../x.jpg"]
)
def test_a_wild_name_is_harmless_on_the_page(
    inside_hall: Client, own: Material, name: str
) -> None:
    upload(inside_hall, own, file(paper(2), name))
    shown = inside_hall.get(f"/my/materials/{own.number}").content.decode()
    assert "<img src=x" not in shown
    assert "\u202e" not in shown
    assert ".." not in own.files.get(place=2).name


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("files/1", "image/jpeg"),
        ("files/1/pages/1", "image/jpeg"),
        ("files/1/pages/1?small=1", "image/jpeg"),
    ],
)
def test_pages_go_out_as_attachments_nobody_can_run(
    inside_hall: Client, own: Material, path: str, kind: str
) -> None:
    answer = inside_hall.get(f"/my/materials/{own.number}/{path}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"\xff\xd8\xff")


def test_nobody_elses_material_exists(stranger: Client, own: Material) -> None:
    """Each address its owner may visit, tried by another member, by nobody, by number."""
    base = f"/my/materials/{own.number}"
    for path in ("", "/fields", "/files/1", "/files/1/pages/1", "/files/1/pages/1?small=1"):
        answer = stranger.get(base + path)
        assert answer.status_code == 404
        assert own.title not in answer.content.decode()
    for path in ("/fields", "/files", "/files/1/removal", "/ending"):
        assert stranger.post(base + path, {"file": file(paper(2))}).status_code == 404
    assert own.number not in stranger.get("/my/materials").content.decode()
    nobody = Client(HTTP_HOST="xinyang.localhost")
    assert "/my/sign-in" in nobody.get(f"{base}/files/1")["Location"]
    assert own.files.count() == 1


@pytest.mark.parametrize("path", ["/files/9", "/files/1/pages/9", "/files/9/pages/1"])
def test_a_page_that_is_not_there_is_not_found(
    inside_hall: Client, own: Material, path: str
) -> None:
    assert inside_hall.get(f"/my/materials/{own.number}{path}").status_code == 404


def test_what_a_case_holds_says_so_and_cannot_be_changed(
    inside_hall: Client, own: Material
) -> None:
    lock_material(material=own, by="TQ000017", today=TODAY, now=NOW)
    base = f"/my/materials/{own.number}"
    shown = inside_hall.get(base).content.decode()
    assert "TQ000017" in shown
    assert "删除这份材料" not in shown
    assert 'type="file"' not in shown
    for path in ("/files/1/removal", "/ending", "/fields"):
        answer = inside_hall.post(base + path, CONTRACT)
        assert answer.status_code == 422
        assert "请先撤回申请" in answer.content.decode()
    assert "TQ000017" in upload(inside_hall, own, file(paper(2))).content.decode()
    assert own.files.count() == 1


def test_fields_are_changed_and_a_draft_is_deleted(inside_hall: Client, own: Material) -> None:
    base = f"/my/materials/{own.number}"
    assert 'value="865000.00"' in inside_hall.get(f"{base}/fields").content.decode()
    changed = {**CONTRACT, "price_fen": "870000", "title": "羊山的房子"}
    assert inside_hall.post(f"{base}/fields", changed).status_code == 302
    own.refresh_from_db()
    assert (own.title, own.values["price_fen"]) == ("羊山的房子", "87000000")
    inside_hall.post(f"{base}/files/1/removal")
    own.refresh_from_db()
    assert own.state == "draft"
    gone = inside_hall.post(f"{base}/ending", follow=True)
    assert "材料已删除" in gone.content.decode()
    assert not Material.objects.exists()


def test_the_list_goes_out_as_a_workbook(inside_hall: Client, own: Material) -> None:
    answer = inside_hall.get("/my/materials/export")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][:4] == (own.number, "购房合同", "购房合同", "可使用")


def test_uploads_of_an_hour_are_limited(
    inside_hall: Client, own: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anju.identity import limit_table
    from anju.identity.limits import Limit

    tight = Limit("upload_member", 1, limit_table.HOUR, "上传过于频繁")
    monkeypatch.setattr("anju.portals.member.materials.files.UPLOAD_MEMBER", tight)
    answer = upload(inside_hall, own, file(paper(2)), file(paper(3)))
    assert "上传过于频繁" in answer.content.decode()
    assert own.files.count() == 2
