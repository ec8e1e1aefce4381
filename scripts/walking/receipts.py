"""The receipt of what was paid, on the screen and in anybody's eyes."""

from playwright.sync_api import expect

from walking.agent import Agent


def verify_receipt(agent: Agent, yuan: str) -> str:
    """打印回单, then 回单验证 with its code; the receipt's number."""
    page = agent.page
    page.get_by_role("link", name="打印回单").click()
    receipt = page.get_by_role("article")
    expect(receipt).to_contain_text(yuan)
    number = receipt.locator(".receipt-meta b").first.inner_text()
    code = receipt.locator(".code").inner_text()
    here = page.url
    page.goto(f"{agent.address}/verify?code={code}")
    expect(page.get_by_role("heading", name="验证通过")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(yuan)
    page.goto(here)
    return number
