"""The employer at his own bank: he transfers money to the center by himself (来款)."""

from typing import Any

from playwright.sync_api import Page, expect


class Bank:
    """The simulated bank's counter."""

    def __init__(self, page: Page, url: str, firm: dict[str, Any]) -> None:
        self.page, self.url, self.firm = page, url, firm

    def transfer(self, *, to_account: str, to_name: str, yuan: str, reference: str) -> None:
        """来款: from the firm's account, with the reference as remark."""
        page = self.page
        page.goto(f"{self.url}/")
        for name, words in (
            ("payer_account", self.firm["bank_account"]),
            ("payer_name", self.firm["name"]),
            ("payee_account", to_account),
            ("payee_name", to_name),
            ("yuan", yuan.replace(",", "")),
            ("remark", reference),
        ):
            page.locator(f"form[action='/transfer'] [name={name}]").fill(words)
        page.get_by_role("button", name="汇入").click()
        expect(page.get_by_role("button", name="汇入")).to_be_visible()
