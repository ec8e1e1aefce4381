"""材料夹 in a real browser, on a desk and on a telephone, and the viewer of the counter."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive
from tests.browser.staff_at_the_desk import come_in, open_file
from tests.documents.materials import papers
from tests.documents.materials.conftest import CONTRACT, NOW, contract_of
from tests.documents.materials.papers import paper
from tests.staff_of_the_town import clerk

from anju.documents.materials.add_file import add_file
from anju.documents.materials.models import Material
from anju.people.models import Member, Staff

pytestmark = pytest.mark.django_db


def on_disk(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def say_contract(page: Page) -> None:
    page.get_by_role("link", name="购房合同").click()
    assert_accessible(page)
    page.get_by_label("合同编号").fill(CONTRACT["number"])
    page.get_by_label("房屋地址").fill(CONTRACT["address"])
    page.get_by_label("签订日期").fill(CONTRACT["signed_on"])
    page.get_by_label("房屋总价（元）").fill(CONTRACT["price_fen"])
    page.get_by_role("button", name="保存，去上传").click()
    expect(page.get_by_text("还没有文件")).to_be_visible()


@pytest.mark.rows("X-10", "X-11", "X-12")
def test_xinyang_makes_a_material_and_uploads_its_pages(
    screen: Page, door: Door, fang: Member, tmp_path: Path
) -> None:
    arrive(screen, door, fang)
    open_menu(screen, "我要提取", "提取材料")
    expect(screen.get_by_text("材料夹还是空的")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="创建材料").click()
    assert_accessible(screen)
    say_contract(screen)
    assert_accessible(screen)
    screen.get_by_label("选择照片或 PDF，或拖到这里").set_input_files(
        [
            on_disk(tmp_path, "合同第1页.png", paper(form="PNG")),
            on_disk(tmp_path, "模糊.jpg", papers.blurred()),
            on_disk(tmp_path, "附件.pdf", papers.pdf()),
        ]
    )
    files = screen.get_by_role("list", name="已上传的文件").get_by_role("listitem")
    expect(files).to_have_count(3)
    expect(files.nth(1)).to_contain_text("照片太模糊")
    expect(files.nth(2)).to_contain_text("2 页")
    picture = files.nth(0).get_by_role("img", name="第 1 个文件：合同第1页.png")
    expect(picture).to_be_visible()
    drawn = "image => image.complete && image.naturalWidth > 0"
    screen.wait_for_function(drawn, arg=picture.element_handle())
    expect(screen.get_by_role("button", name="上传", exact=True)).to_be_hidden()
    assert_accessible(screen)
    files.nth(1).get_by_role("button", name="删除").click()
    expect(
        screen.get_by_role("list", name="已上传的文件").get_by_role("listitem")
    ).to_have_count(2)
    screen.goto(door.url("/my/materials"))
    expect(screen.get_by_text("可使用").last).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("X-43", "X-56")
def test_on_a_telephone_a_paper_is_photographed(
    phone: Page, door: Door, fang: Member, tmp_path: Path
) -> None:
    arrive(phone, door, fang)
    phone.goto(door.url("/my/materials"))
    assert_accessible(phone)
    phone.get_by_role("link", name="创建材料").click()
    assert_accessible(phone)
    say_contract(phone)
    camera = phone.locator('input[type="file"][capture="environment"]')
    assert phone.get_by_text("拍照", exact=True).bounding_box()["height"] >= 44
    camera.set_input_files(on_disk(tmp_path, "IMG_1.jpg", paper(3)))
    files = phone.get_by_role("list", name="已上传的文件").get_by_role("listitem")
    expect(files).to_have_count(1)
    assert_accessible(phone)
    made = Material.objects.get()
    assert (made.created_in, made.state) == ("手机网厅", "ready")
    phone.goto(door.url("/my/materials"))
    expect(phone.get_by_text(made.number)).to_be_visible()
    assert_accessible(phone)


def test_a_reviewer_turns_and_enlarges_pages_by_keys(
    screen: Page, door: Door, fang: Member
) -> None:
    made = contract_of(fang)
    add_file(material=made, name="合同.pdf", content=papers.pdf(), now=NOW)
    clerk("0301", Staff.Role.CLERK)
    come_in(screen, door, "0301")
    open_file(screen, door, fang.identity_number, "核对购房合同")
    screen.get_by_role("link", name="材料", exact=True).click()
    assert_accessible(screen)
    screen.get_by_role("link", name="购房合同").click()
    sheet = screen.locator("[data-sheet]")
    expect(sheet).to_have_js_property("complete", True)
    state = screen.locator("[data-look-state]")
    expect(state).to_have_text("100%")
    assert_accessible(screen)
    before = sheet.bounding_box()
    screen.keyboard.press("+")
    expect(state).to_have_text("150%")
    assert sheet.bounding_box()["width"] > before["width"]
    screen.keyboard.press("-")
    expect(state).to_have_text("100%")
    screen.keyboard.press("r")
    expect(state).to_have_text("100%")
    screen.get_by_role("region", name="当前页，可滚动").focus()
    screen.keyboard.press("r")
    expect(state).to_have_text("100% · 已转 90°")
    turned = sheet.bounding_box()
    assert turned["width"] > turned["height"]
    screen.keyboard.press("]")
    expect(screen.locator("[data-leaf][aria-current]")).to_contain_text("第 2 页")
    expect(sheet).to_have_attribute(
        "src", f"/counter/person/materials/{made.number}/files/1/pages/2"
    )
    expect(state).to_have_text("100%")
    screen.keyboard.press("0")
    assert_accessible(screen)
