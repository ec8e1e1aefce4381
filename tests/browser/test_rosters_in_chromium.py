"""一表通 for 5,000 people in a real browser: errors go back, come in again, are submitted."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible
from tests.people_of_the_town import TODAY, identity
from tests.portals.conftest import agent_of

from anju.contributions.models import RosterUpload
from anju.contributions.uploads.follow_upload import Following
from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.identity.models import ApiToken
from anju.people.models import Appointment, Employer

HEAD = ["工号", "姓名", "身份证号码", "缴存基数"]
JOINERS, BAD = 4_998, (100, 2_000, 4_000)


def joiner(order: int) -> list[object]:
    """Somebody new, with a number of his own."""
    born_on = date(1970 + order // 900, 1 + order % 12, 1 + order % 28)
    return [f"G{order:05d}", "周燕", identity(order % 900 + 1, born_on=born_on), "6000.00"]


def roster() -> bytes:
    """王芳 and 李伟 stay, 4,998 join, of whom three have a base that is too low."""
    book = Workbook(write_only=True)
    page = book.create_sheet("11月")
    page.append(["申城纺织有限公司 11 月工资表"])
    page.append(HEAD)
    page.append(["G00001", "王芳", identity(1), "6000.00"])
    page.append(["G00002", "李伟", identity(2), "6123.45"])
    for order in range(JOINERS):
        row = joiner(order)
        page.append([*row[:3], "1.00"] if order in BAD else row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def hand_in(screen: Page, door: Door, name: str, what: bytes) -> None:
    screen.goto(door.url("/employer/uploads"))
    screen.get_by_label("选择工资表文件").set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": what}
    )
    screen.get_by_role("button", name="上传并比对").click()
    expect(screen.get_by_role("heading", name="正在比对")).to_be_visible()


@pytest.mark.rows("X-33", "C-38")
def test_five_thousand_rows_come_back_with_reasons_and_go_in_put_right(
    screen: Page, door: Door, agent: Appointment, mill: Employer, settings, tmp_path: Path
) -> None:
    settings.ANJU_UPLOADS = tmp_path
    enter(screen, door, agent)
    hand_in(screen, door, "11月工资表.xlsx", roster())
    assert_accessible(screen)
    with door.lock:
        read_waiting_uploads(today=TODAY)
    expect(screen.get_by_text("需修改 3")).to_be_visible()
    expect(screen.get_by_role("main")).to_contain_text("5,000 人")
    assert_accessible(screen)
    screen.get_by_label("全部通过才提交").check()
    screen.get_by_role("button", name=re.compile("提交 4,995 项")).click()
    expect(screen.get_by_role("alert")).to_contain_text("还有 3 项没有通过校验")

    with screen.expect_download() as download:
        screen.get_by_role("link", name="下载带错误说明的原表").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    failed = book["错误行"]
    assert [row[4].value for row in failed.iter_rows(min_row=3)] == [105, 2005, 4005]
    for row in (3, 4, 5):
        failed.cell(row, 4).value = 6000
    del book["11月"]
    hand_in(screen, door, "错误行.xlsx", saved(book))
    with door.lock:
        read_waiting_uploads(today=TODAY)
    expect(screen.get_by_text("需修改 0")).to_be_visible()
    expect(screen.get_by_role("main")).to_contain_text("改好的 3 行已并入清册")
    screen.get_by_role("button", name=re.compile("提交 4,998 项")).click()
    expect(screen.get_by_role("alert")).to_contain_text("人数或金额超过中心的复核标准")
    with door.lock:
        second = agent_of(mill, "周会计", 904)
    screen.get_by_role("button", name=re.compile("提交 4,998 项")).click()
    expect(screen.get_by_role("status")).to_contain_text("已提交，待另一人复核")

    screen.context.clear_cookies()
    enter(screen, door, second)
    screen.get_by_role("main").get_by_role("link", name=re.compile("待复核")).click()
    screen.get_by_role("link", name=re.compile("查看")).click()
    screen.get_by_role("button", name="同意", exact=True).click()
    expect(screen.get_by_role("status")).to_contain_text("复核同意")
    assert mill.accounts.filter(state="01").count() == 5_000


def test_unknown_columns_are_asked_for_once_and_can_be_forgotten(
    screen: Page, door: Door, agent: Appointment, settings, tmp_path: Path
) -> None:
    settings.ANJU_UPLOADS = tmp_path
    enter(screen, door, agent)
    book = Workbook()
    book.active.append(["编码", "谁", "号", "申报数"])
    book.active.append(["01", "王芳", identity(1), "6000.00"])
    book.active.append(["02", "李伟", identity(2), "6500.00"])
    what = saved(book)
    hand_in(screen, door, "名册.xlsx", what)
    with door.lock:
        read_waiting_uploads(today=TODAY)
    expect(screen.get_by_role("heading", level=1)).to_have_text("请指认各列是什么")
    expect(screen.get_by_role("main")).to_contain_text("前几行：6000.00，6500.00")
    assert_accessible(screen)
    screen.get_by_role("button", name="记住并读取").click()
    expect(screen.get_by_role("alert")).to_contain_text("姓名")
    for letter, field in (("B", "姓名"), ("C", "身份证号码"), ("D", "缴存基数")):
        screen.get_by_label(re.compile(f"^{letter} 列")).select_option(label=field)
    screen.get_by_role("button", name="记住并读取").click()
    expect(screen.get_by_role("heading", name="正在比对")).to_be_visible()
    with door.lock:
        read_waiting_uploads(today=TODAY)
    expect(screen.get_by_text("需修改 0")).to_be_visible()
    assert RosterUpload.objects.get().register.lines.get().name == "李伟"

    screen.goto(door.url("/employer/uploads"))
    expect(screen.get_by_role("heading", name="系统记住的表头")).to_be_visible()
    screen.get_by_role("button", name="忘记").click()
    expect(screen.get_by_role("heading", name="系统记住的表头")).to_have_count(0)


def test_reading_is_watched_left_and_cancelled(
    screen: Page, door: Door, agent: Appointment, settings, tmp_path: Path
) -> None:
    settings.ANJU_UPLOADS = tmp_path
    enter(screen, door, agent)
    hand_in(screen, door, "11月工资表.xlsx", roster())
    upload = RosterUpload.objects.get()
    with door.lock:
        RosterUpload.objects.update(state="reading")
        Following(upload, lambda: None).tell(RosterUpload.Step.READ, 2_500, 5_000)
    expect(screen.get_by_text("已读取 2,500 / 5,000 行")).to_be_visible()
    screen.get_by_role("link", name="先去首页").click()
    expect(screen.get_by_role("main")).to_contain_text("读取到 2,500 / 5,000")
    screen.get_by_role("link", name="去看看").click()
    screen.get_by_role("button", name="取消读取").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("上传工资表")
    with door.lock:
        assert read_waiting_uploads(today=TODAY) == 0


def test_a_key_for_a_program_is_made_and_revoked(
    screen: Page, door: Door, agent: Appointment
) -> None:
    enter(screen, door, agent)
    screen.goto(door.url("/employer/colleagues"))
    screen.get_by_role("link", name="接口令牌").click()
    screen.get_by_role("link", name="制作令牌").click()
    screen.get_by_label("名称").fill("薪酬系统")
    screen.get_by_label("上传名单").check()
    assert_accessible(screen)
    screen.get_by_role("button", name="制作").click()
    expect(screen.get_by_label("令牌“薪酬系统”")).to_have_value(re.compile("^anju_.{43}$"))
    assert_accessible(screen)
    screen.get_by_role("link", name="我已保存").click()
    expect(screen.get_by_role("row", name=re.compile("薪酬系统"))).to_contain_text("有效")
    assert_accessible(screen)
    screen.get_by_role("button", name=re.compile("撤销")).click()
    expect(screen.get_by_role("row", name=re.compile("薪酬系统"))).to_contain_text("已撤销")
    assert ApiToken.objects.get().ended_at is not None
