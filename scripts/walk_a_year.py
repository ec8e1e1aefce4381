"""Walk a year of a 300-staff employer through every hall of the running demo, in Chromium.

    make demo                                                    in one terminal
    .venv/bin/python scripts/walk_a_year.py                      in another
    .venv/bin/python scripts/walk_a_year.py ningbo --months 3    one hall, three months

Every month somebody is hired and somebody leaves; in January and July somebody comes back, in
July a base changes. The month is paid by 实时结算, from the 预缴户 or by 转账汇款, as the hall
offers, and its receipt is looked at and verified; then a clerk moves the day on. At the end the
books of both sides are proven. A month that goes wrong ends its hall's year and leaves a
picture in var/. It needs what `make test` installs, and the counter's office hours.
"""

import argparse
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from random import Random
from typing import Any

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from walking.agent import Agent
from walking.bank import Bank
from walking.changes import Change, plan_of
from walking.clerk import Clerk
from walking.paying import pay
from walking.receipts import verify_receipt
from walking.registers import file_changes
from walking.town import ROOT, book, browser_path, desk

HEADS = ("月份", "变更", "人次", "金额（元）", "缴款方式", "回单", "秒")


@dataclass
class Month:
    """What one month came to; `wrong` is empty when all of it was seen."""

    month: str
    changes: str = ""
    heads: str = ""
    yuan: str = ""
    way: str = ""
    receipt: str = ""
    seconds: int = 0
    wrong: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        tail = (self.receipt, str(self.seconds))
        return (self.month, self.changes, self.heads, self.yuan, self.way, *tail)


@dataclass
class Year:
    """One hall's year."""

    center: str
    months: list[Month] = field(default_factory=list)
    hired: list[str] = field(default_factory=list)


def walk_month(agent: Agent, bank: Bank, plan: list[Change], month: Month, turn: int) -> None:
    """One month of the agent: 清册, 汇缴, 回单."""
    agent.come_in()
    month.changes = file_changes(agent, plan)
    paid = pay(agent, bank, turn)
    month.heads, month.yuan, month.way = paid.heads, paid.yuan, paid.way
    month.receipt = verify_receipt(agent, paid.yuan)
    agent.leave()


def walk_year(agent: Agent, clerk: Clerk, bank: Bank, *, months: int, dice: Random) -> Year:
    """Month by month until one goes wrong; the day moves on after each."""
    year = Year(agent.center)
    for turn in range(months):
        began = time.monotonic()
        month = Month("")
        year.months.append(month)
        try:
            day = clerk.bring_day_to(agent.due_month())
            month.month = f"{day:%Y-%m}"
            plan = plan_of(day, hired=year.hired, dice=dice)
            walk_month(agent, bank, plan, month, turn)
        except (Error, AssertionError) as error:
            month.wrong = f"{agent.page.url}: {error}"
        month.seconds = round(time.monotonic() - began)
        print(f"{agent.center:<10}", "  ".join(month.cells), flush=True)
        if month.wrong:
            print(month.wrong, flush=True)
            agent.page.screenshot(path=str(ROOT / "var" / f"walk-{agent.center}.png"))
            break
    return year


def walk_hall(
    playwright: Playwright, center: str, book_of: dict[str, Any], wish: argparse.Namespace
) -> Year:
    """One hall in browsers of its own: the agent's, the clerk's, and one at the bank."""
    with ExitStack() as open_until_end:
        browser: Browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        open_until_end.callback(browser.close)
        hall = book_of["centers"][center]
        firm = next(one for one in hall["employers"] if one["special"] == "middle")
        agent = Agent(browser, center, hall, firm)
        clerk = Clerk(desk(browser), hall)
        bank = Bank(desk(browser), book_of["simulators"]["url"], firm)
        dice = Random(f"{wish.seed} {center}")
        return walk_year(agent, clerk, bank, months=wish.months, dice=dice)


def told(years: list[Year]) -> None:
    """The table of all halls and months."""
    print("\n| 中心 | " + " | ".join(HEADS) + " |\n" + "|---" * (len(HEADS) + 1) + "|")
    for year in years:
        for month in year.months:
            print(f"| {year.center} | " + " | ".join(month.cells) + " |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("centers", nargs="*")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seed", default=f"{time.time_ns() // 1_000_000_000}")
    wish = parser.parse_args()
    book_of = book()
    print(f"seed {wish.seed}")
    with sync_playwright() as playwright:
        halls = wish.centers or list(book_of["centers"])
        years = [walk_hall(playwright, center, book_of, wish) for center in halls]
        web = playwright.request.new_context()
        sound = web.get(f"{book_of['simulators']['url']}/bank/proof").json()["sound"]
    told(years)
    verified = subprocess.run([str(ROOT / "bin" / "anju"), "verify"], check=False).returncode
    walked = sum(not month.wrong for year in years for month in year.months)
    print(f"{walked} of {len(halls) * wish.months} months; bank sound: {sound}")
    return 0 if walked == len(halls) * wish.months and sound and verified == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
