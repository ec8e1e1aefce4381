"""An employer's agent in a real browser: comes in, and holds what his session would hold."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door
from tests.portals.conftest import PASSWORD, as_agent

from anju.identity.models import Visit
from anju.people.models import Appointment


def enter(
    page: Page, door: Door, agent: Appointment, *, strength: str = Visit.Strength.CERTIFICATE
) -> None:
    """Stand on the first page of the employer's hall, signed in a moment ago; as if by a
    certificate, if not told otherwise.

    The ways in are walked in test_employers_come_in and test_certificates_in_chromium.
    """
    with door.lock:
        hall = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent, strength=strength)
    cookie = hall.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": door.url("/")}]
    )
    page.goto(door.url("/employer/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(agent.employer.name)


def come_in(
    page: Page, door: Door, agent: Appointment, *, strength: str = Visit.Strength.CERTIFICATE
) -> None:
    """首页 › 单位用户 › 密码登录, with what the city asks for; the session then counts as one
    begun with a certificate, if not told otherwise.
    """
    page.goto(door.url("/"))
    page.get_by_role("link", name="单位用户").click()
    fill_gate(page, agent)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(agent.employer.name)
    with door.lock:
        Visit.objects.filter(holder="agent", ended_at=None).update(strength=strength)
    page.reload()


def fill_gate(page: Page, agent: Appointment, password: str = PASSWORD) -> None:
    """Type what the gate of this city asks for."""
    page.get_by_label("单位账号").fill(agent.employer.number)
    if page.get_by_label("身份证号").count():
        page.get_by_label("身份证号").fill(agent.agent.identity_number)
    page.locator("#password").fill(password)
