"""python -m bench.small_worker SECONDS: one client that books small entries with our verb."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "anju.settings"
django.setup()


from anju.centers.current import inside  # noqa: E402
from anju.ledger.book import Deed, Leg, book  # noqa: E402
from anju.ledger.chart import MEMBERS  # noqa: E402
from anju.ledger.kinds import Kind  # noqa: E402
from anju.ledger.models import Account  # noqa: E402
from bench.posting_loop import posting_loop  # noqa: E402
from bench.town import BY, CENTER, MONTH, TODAY, bank_account  # noqa: E402


def main(seconds: int) -> dict[str, float]:
    """Book for some seconds: one member and the bank, another member each time."""
    bank = bank_account()
    ids = sorted(Account.objects.filter(subject=MEMBERS).values_list("pk", flat=True))

    def post(number: int, choice: float) -> None:
        deed = Deed(
            kind=Kind.REMITTANCE, act=f"small/{os.getpid()}/{number}", booked_on=TODAY,
            value_on=TODAY, actor=BY, summary="汇缴", branch="市直管理部", channel="40",
            month=MONTH,
        )  # fmt: skip
        book(deed=deed, legs=[Leg(bank, -100), Leg(ids[int(choice * len(ids))], 100)])

    return posting_loop(post, seconds)


if __name__ == "__main__":
    with inside(CENTER):
        found = main(int(sys.argv[1]))
    sys.stdout.write(json.dumps(found) + "\n")
