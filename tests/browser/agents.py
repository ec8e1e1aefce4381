"""An employer's agent in a real browser: comes in, and holds what his session would hold."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Door
from tests.portals.conftest import PASSWORD

from anju.identity.models import Visit
from anju.people.models import Appointment


def enter(
    page: Page, door: Door, agent: Appointment, *, strength: str = Visit.Strength.CERTIFICATE
) -> None:
    """首页 › 单位用户 › 密码登录, with what the city asks for.

    The session then counts as one begun with a certificate, if not told otherwise; the way in
    with a real one is walked in test_certificates_in_chromium.
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
