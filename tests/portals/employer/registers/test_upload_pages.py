"""上传工资表: a file goes in, is read by the worker, and the register shows what changed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from tests.people_of_the_town import TODAY, employer, identity
from tests.portals.conftest import agent_of, as_agent

from anju.contributions.models import Line, RosterUpload
from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.people.models import Employer

PAGE = "/employer/uploads"
HEAD = ["姓名", "身份证号码", "缴存基数"]
STAYING = [["王芳", identity(1), "6000.00"], ["李伟", identity(2), "6123.45"]]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.ANJU_UPLOADS = tmp_path


def workbook(*rows: list[str]) -> SimpleUploadedFile:
    """A payroll list as the agent has it."""
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("11月工资表.xlsx", kept.getvalue())


def hand_in(desk: Client, *rows: list[str]) -> str:
    """Upload a list and answer where it can be watched."""
    answer = desk.post(PAGE, {"roster": workbook(*rows)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


@pytest.mark.rows("X-33", "C-38")
def test_a_payroll_list_becomes_a_register(desk: Client, mill: Employer) -> None:
    watch = hand_in(desk, STAYING[0], ["周燕", identity(50), "7000.00"])
    waiting = desk.get(watch).content.decode()
    assert "正在比对" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    read_waiting_uploads(today=TODAY)
    assert desk.get(watch)["Location"] == "/employer/register"
    shown = desk.get("/employer/register").content.decode()
    assert "11月工资表.xlsx" in shown
    assert {line.name: line.kind for line in Line.objects.all()} == {
        "周燕": "open",
        "李伟": "seal",
    }


def test_htmx_is_sent_on_when_the_list_is_compared(desk: Client, mill: Employer) -> None:
    watch = hand_in(desk, *STAYING, ["周燕", identity(50), "7000.00"])
    read_waiting_uploads(today=TODAY)
    answer = desk.get(watch, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/employer/register"


def test_bad_rows_come_back_in_the_same_workbook_with_reasons(
    desk: Client, mill: Employer
) -> None:
    watch = hand_in(desk, *STAYING, ["周燕", identity(50), "1.00"])
    read_waiting_uploads(today=TODAY)
    shown = desk.get("/employer/register").content.decode()
    assert "下载带错误说明的原表" in shown
    answer = desk.get(f"{watch}/corrected")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][-2:] == ("错误原因", "怎么改")
    assert "低于本年度下限" in rows[3][-2]
    assert "请改为" in rows[3][-1]
    assert rows[1][-2:] == (None, None)
    assert [row[0] for row in book["错误行"].iter_rows(min_row=3, values_only=True)] == ["周燕"]


def test_what_is_no_roster_is_told_with_what_to_do(desk: Client, mill: Employer) -> None:
    file = SimpleUploadedFile("照片.xlsx", b"\x89PNG\r\n" + b"0" * 200)
    watch = desk.post(PAGE, {"roster": file})["Location"]
    read_waiting_uploads(today=TODAY)
    shown = desk.get(watch).content.decode()
    assert "这个文件没能读取" in shown
    assert RosterUpload.objects.get().refusal in shown


def test_without_a_file_the_form_says_so(desk: Client, mill: Employer) -> None:
    answer = desk.post(PAGE)
    assert answer.status_code == 422
    assert "还没有选择文件" in answer.content.decode()


def test_a_file_over_the_limit_is_not_kept(desk: Client, mill: Employer, settings) -> None:
    settings.ROSTER_UPLOAD_MOST_BYTES = 100
    answer = desk.post(PAGE, {"roster": SimpleUploadedFile("a.xlsx", b"0" * 101)})
    assert answer.status_code == 422
    assert not RosterUpload.objects.exists()


def test_the_same_file_again_leads_back_to_its_register(desk: Client, mill: Employer) -> None:
    file = workbook(*STAYING, ["周燕", identity(50), "7000.00"])
    desk.post(PAGE, {"roster": file})
    read_waiting_uploads(today=TODAY)
    file.seek(0)
    again = desk.post(PAGE, {"roster": file})
    assert again.status_code == 422
    assert "已于" in again.content.decode()


def test_another_employers_upload_is_not_there(desk: Client, mill: Employer) -> None:
    watch = hand_in(desk, *STAYING)
    tea = employer("浉河茶厂", seq=2)
    other = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(tea, "孙会计", 903))
    assert other.get(watch).status_code == 404
    assert other.get(f"{watch}/corrected").status_code == 404


def test_the_template_holds_everybody_who_pays_and_can_be_handed_in_again(
    desk: Client, mill: Employer
) -> None:
    answer = desk.get("/employer/register/template")
    file = SimpleUploadedFile("roster.xlsx", answer.content)
    desk.post(PAGE, {"roster": file})
    read_waiting_uploads(today=TODAY)
    assert RosterUpload.objects.get().state == "compared"
    assert not Line.objects.exists()
