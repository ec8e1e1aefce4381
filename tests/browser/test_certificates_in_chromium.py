"""An agent comes in with a real certificate, in a real browser, through the real TLS front."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import PHONE, Door, assert_accessible
from tests.browser.secure_door import SecureDoor, browser_with
from tests.certificates_of_the_town import Authority, _authority, authority, bound, now
from tests.portals.conftest import PASSWORD

from anju.identity.certificates.check_certificate import check_certificate
from anju.identity.models import Certificate, Visit
from anju.people.models import Appointment

__all__ = ["_authority", "authority"]


@pytest.fixture
def secure(door: Door, tmp_path: Path, settings) -> Iterator[SecureDoor]:
    opened = SecureDoor(door, tmp_path / "tls")
    settings.ANJU_SECURE_URL = f"{opened.origin}/c/{{center}}"
    yield opened
    opened.close()


def by_the_manual(page: Page, secure: SecureDoor) -> None:
    """单位用户 › CA 证书登录."""
    page.goto(secure.url("/"))
    page.get_by_role("link", name="单位用户").first.click()
    page.get_by_role("link", name="CA 证书登录").click()


@pytest.mark.rows("C-24", "X-16")
def test_xinyang_signs_in_by_certificate_and_may_transact(
    chromium: Browser, secure: SecureDoor, authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    with browser_with(chromium, secure, key) as page:
        by_the_manual(page, secure)
        for words in (agent.employer.name, agent.employer.credit_code, agent.agent.name):
            expect(page.get_by_text(words, exact=True).first).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="确定").click()
        page.wait_for_url("**/employer/")
        expect(page.get_by_role("heading", level=1)).to_have_text(agent.employer.name)
        assert page.get_by_text("密码登录只能查询").count() == 0
        page.goto(secure.url("/employer/register"))
        assert page.get_by_text("这里需要数字证书").count() == 0
        cookies = {one["name"]: one for one in page.context.cookies()}
        session = next(one for name, one in cookies.items() if "anju_session" in name)
        assert session["name"].startswith("__Host-")
        assert session["secure"]
    visit = Visit.objects.get(ended_at=None)
    assert (visit.strength, visit.certificate_id) == ("certificate", row.pk)


@pytest.mark.rows("C-24")
def test_chuxiong_signs_in_by_certificate(
    chromium: Browser,
    secure: SecureDoor,
    authority: Authority,
    agent: Appointment,
    city: Callable[[str], None],
) -> None:
    city("chuxiong")
    key, _ = bound(authority, agent, key="rsa2048")
    with browser_with(chromium, secure, key) as page:
        by_the_manual(page, secure)
        expect(page.get_by_text(agent.employer.name, exact=True).first).to_be_visible()
        page.get_by_role("button", name="确定").click()
        page.wait_for_url("**/employer/")
    assert Visit.objects.get(ended_at=None).strength == "certificate"


def test_from_the_plain_port_the_page_leads_to_the_certificate(
    chromium: Browser,
    door: Door,
    secure: SecureDoor,
    authority: Authority,
    agent: Appointment,
) -> None:
    key, _ = bound(authority, agent)
    with browser_with(chromium, secure, key) as page:
        page.goto(f"http://127.0.0.1:{door.port}/c/xinyang/employer/certificate")
        assert_accessible(page)
        page.get_by_role("link", name="用 U-Key 或证书登录").click()
        page.get_by_role("button", name="确定").click()
        page.wait_for_url("**/employer/")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("revoked", "已被 CA 机构撤销"),
        ("expired", "过期"),
        ("server", "不是用来登录"),
        ("foreign", "不是本中心认可的"),
        ("self_signed", "自己签发给自己"),
    ],
)
def test_a_bad_certificate_is_told_why_and_there_is_nothing_to_click(
    chromium: Browser,
    secure: SecureDoor,
    authority: Authority,
    agent: Appointment,
    kind: str,
    words: str,
) -> None:
    key, _ = bound(authority, agent)
    if kind == "revoked":
        authority.revoke(key)
        authority.publish()
    else:
        key = authority.issue(agent, kind)
    with browser_with(chromium, secure, key) as page:
        page.goto(secure.url("/employer/certificate"))
        assert page.get_by_role("alert").get_by_text(words).is_visible()
        assert page.get_by_role("button", name="确定").count() == 0
        assert_accessible(page)
        page.goto(secure.url("/employer/"))
        assert "/employer/sign-in" in page.url
    assert Visit.objects.count() == 0


def test_revoked_while_signed_in_the_next_click_is_the_last(
    chromium: Browser, secure: SecureDoor, authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    with browser_with(chromium, secure, key) as page:
        page.goto(secure.url("/employer/certificate"))
        page.get_by_role("button", name="确定").click()
        page.wait_for_url("**/employer/")
        authority.revoke(key)
        authority.publish()
        page.goto(secure.url("/employer/profile"))
        assert "/employer/sign-in" in page.url
        assert page.get_by_text("数字证书").first.is_visible()
    assert not Visit.objects.filter(ended_at=None).exists()


def test_without_a_certificate_the_page_says_what_to_do(
    chromium: Browser, secure: SecureDoor, authority: Authority, hall
) -> None:
    with browser_with(chromium, secure, None, PHONE) as page:
        page.goto(secure.url("/employer/certificate"))
        assert page.get_by_text("没有收到证书").is_visible()
        assert_accessible(page)


@pytest.mark.rows("C-24")
def test_a_signed_text_signs_in_where_the_browser_has_no_certificate(
    screen: Page, door: Door, authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    screen.goto(door.url("/employer/certificate"))
    screen.get_by_role("link", name="改用签名登录").click()
    assert_accessible(screen)
    text = screen.get_by_label("签名原文").input_value()
    screen.get_by_label("签名值").fill(base64.b64encode(key.sign(text)).decode())
    screen.get_by_label("证书", exact=True).fill(key.pem.decode())
    screen.get_by_role("button", name="登录").click()
    screen.wait_for_url("**/employer/")
    assert Visit.objects.get(ended_at=None).certificate_id == row.pk


def test_the_first_use_is_bound_by_a_proven_agent(
    chromium: Browser, secure: SecureDoor, authority: Authority, agent: Appointment
) -> None:
    authority.publish()
    key = authority.issue(agent)
    check_certificate(encoded=key.encoded, chain=(), now=now())
    with browser_with(chromium, secure, key) as page:
        page.goto(secure.url("/employer/certificate"))
        assert page.get_by_role("alert").get_by_text("还没有绑定").is_visible()
        page.get_by_role("link", name="用密码登录并绑定").click()
        page.get_by_label("单位账号").fill(agent.employer.number)
        page.get_by_label("身份证号").fill(agent.agent.identity_number)
        page.get_by_label("密码", exact=False).last.fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/certificate/binding")
        assert_accessible(page)
        page.get_by_role("button", name="绑定").click()
        page.get_by_text("尾号").first.wait_for()
        page.goto(secure.url("/employer/certificate"))
        page.get_by_role("button", name="确定").click()
        page.wait_for_url("**/employer/")
    assert Certificate.objects.get(ended_at=None).agent_id == agent.agent_id
