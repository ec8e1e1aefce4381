"""What anybody may see: the installation, a center's front page, verification, errors."""

import pytest
from django.test import Client
from tests.people_of_the_town import TODAY

from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.identity.limit_table import VERIFY_BLOCK
from anju.people.models import Employer


@pytest.fixture
def receipt(hall: Client, mill: Employer, bank_answers) -> Receipt:
    """July is paid."""
    submit_remittance(
        employer=mill,
        until=Month(2026, 7),
        method=Remittance.Method.REALTIME,
        expected_fen=291_000,
        intent="1" * 32,
        today=TODAY,
        by="赵会计",
    )
    bank_answers()
    return Receipt.objects.get()


def test_the_installation_lists_its_centers(xinyang) -> None:
    shown = Client(HTTP_HOST="127.0.0.1").get("/").content.decode()
    assert "信阳市住房公积金管理中心" in shown
    assert "枣庄市住房公积金管理中心" in shown
    assert 'href="/c/xinyang/"' in shown


def test_a_center_answers_by_hostname_and_by_path(xinyang) -> None:
    by_name = Client(HTTP_HOST="zaozhuang.localhost").get("/").content.decode()
    by_path = Client(HTTP_HOST="127.0.0.1").get("/c/zaozhuang/").content.decode()
    for shown in (by_name, by_path):
        assert "枣庄市住房公积金管理中心" in shown
        assert 'data-center="zaozhuang"' in shown
    assert 'href="/c/zaozhuang/my/sign-in"' in by_path


@pytest.mark.rows("C-57")
def test_a_genuine_receipt_is_told_with_its_facts(hall: Client, receipt: Receipt) -> None:
    shown = hall.get(f"/verify?code={receipt.verify_code}").content.decode()
    for words in ("验证通过", receipt.number, "申城纺织有限公司", "2,910.00 元"):
        assert words in shown


def test_dashes_and_small_letters_do_not_matter(hall: Client, receipt: Receipt) -> None:
    code = "-".join(receipt.verify_code[place : place + 4] for place in (0, 4, 8, 12))
    assert hall.get(f"/verify?code={code.lower()}").status_code == 200


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "x", "' OR 1=1 --", "<b>", "１" * 40])
def test_a_code_nobody_gave_is_told_without_echoing_markup(
    hall: Client, receipt: Receipt, code: str
) -> None:
    answer = hall.get("/verify", {"code": code})
    assert answer.status_code == 422
    assert "没有查到" in answer.content.decode()
    assert "<b>" not in answer.content.decode().split('id="code"')[1][:80]


def test_who_guesses_codes_is_asked_for_patience(hall: Client, receipt: Receipt) -> None:
    for place in range(VERIFY_BLOCK.most):
        hall.get(f"/verify?code=guess-{place}")
    answer = hall.get(f"/verify?code={receipt.verify_code}")
    assert answer.status_code == 422
    assert receipt.number not in answer.content.decode()
    elsewhere = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="198.51.100.4")
    assert elsewhere.get(f"/verify?code={receipt.verify_code}").status_code == 200


def test_one_centers_receipt_is_not_another_ones(hall: Client, receipt: Receipt) -> None:
    other = Client(HTTP_HOST="zaozhuang.localhost")
    assert other.get(f"/verify?code={receipt.verify_code}").status_code == 422


def test_a_page_that_is_not_there_has_a_number(hall: Client) -> None:
    answer = hall.get("/no-such-page")
    assert answer.status_code == 404
    assert "报错误编号" in answer.content.decode()


def test_a_form_without_its_token_is_told_in_our_words(hall: Client) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="xinyang.localhost")
    answer = strict.post("/my/sign-in", {"name": "x", "password": "y"})
    assert answer.status_code == 403
    assert "这一页放得太久了" in answer.content.decode()


def test_no_page_allows_inline_style_or_script(hall: Client) -> None:
    policy = hall.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_front_page_is_read_only(hall: Client) -> None:
    assert hall.post("/").status_code == 405
    assert hall.post("/verify").status_code == 405


def test_reading_modes_are_kept_by_the_server(hall: Client) -> None:
    hall.post("/reading-mode", {"size": "large", "next": "/verify"})
    assert 'data-size="large"' in hall.get("/verify").content.decode()


def test_no_other_site_reads_ours_from_a_visitors_browser(xinyang) -> None:
    for path in ("/", "/static/hall/hall.js"):
        answer = Client(HTTP_HOST="xinyang.localhost", HTTP_ORIGIN="http://evil.test").get(path)
        assert answer.status_code == 200
        assert "Access-Control-Allow-Origin" not in answer.headers
