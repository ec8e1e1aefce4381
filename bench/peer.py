"""python -m bench.peer prepare|bulk_update|hordak|orm N: one peer, its figures in JSON."""

import json
import os
import sys
from datetime import date
from itertools import islice

import django
import psycopg

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer_settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from hordak.models import Account as HordakAccount  # noqa: E402
from hordak.models import AccountType  # noqa: E402
from moneyed import Money  # noqa: E402

from bench.gauge import Reading, gauge  # noqa: E402
from bench.peers.models import Account, Entry, Posting  # noqa: E402
from bench.posting_loop import posting_loop  # noqa: E402

OPENED_ON, TODAY = date(2026, 7, 1), date(2026, 11, 18)
MOVING = [
    "carried_product", "current_product", "current_fen", "product_on", "version",
]  # fmt: skip


def prepare(count: int) -> None:
    """Make the peers' tables and so many accounts in each."""
    call_command("migrate", verbosity=0, run_syncdb=True)
    Account.objects.bulk_create(
        [
            Account(
                number=f"01{n:010d}", subject="201", opened_on=OPENED_ON,
                product_on=OPENED_ON, current_fen=100_000 + n,
            )
            for n in range(count)
        ],
        batch_size=5000,
    )  # fmt: skip
    HordakAccount.objects.create(name="bank", type=AccountType.asset)
    # Only the accounts are laid in bulk, past the tree's own bookkeeping; transfers are not.
    HordakAccount.objects.bulk_create(
        [
            HordakAccount(
                name=f"m{n}", type=AccountType.liability, tree_id=n + 10, lft=1, rght=2, level=0
            )
            for n in range(count)
        ],
        batch_size=2000,
    )


def bulk_update(count: int) -> Reading:
    """A month of so many people: bulk_update of the balances, bulk_create of the lines."""
    shares = {pk: 20_000 + pk for pk in Account.objects.values_list("pk", flat=True)[:count]}
    with _measured() as reading, transaction.atomic():
        entry = _entry(f"bulk/{Entry.objects.count()}")
        accounts = list(
            Account.objects.select_for_update().filter(pk__in=shares).order_by("pk")
        )
        lines = [account.receive(shares[account.pk], TODAY) for account in accounts]
        for line in lines:
            line.entry = entry
        Account.objects.bulk_update(accounts, MOVING, batch_size=1000)
        Posting.objects.bulk_create(lines, batch_size=1000)
    return reading


def hordak(count: int) -> Reading:
    """As many of django-hordak's own transfers in one transaction, from members to the bank."""
    bank = HordakAccount.objects.get(name="bank")
    members = list(islice(HordakAccount.objects.exclude(name="bank").iterator(), count))
    with _measured() as reading, transaction.atomic():
        for member in members:
            member.transfer_to(bank, Money(200 + member.pk, "CNY"), date=TODAY)
    return reading


def orm(seconds: int) -> dict[str, float]:
    """Small postings the ORM's way: lock, save, create, for some seconds."""
    last = Account.objects.order_by("-pk").values_list("pk", flat=True)[0]
    known = {"subject": "10101", "opened_on": OPENED_ON, "product_on": TODAY}
    bank, _ = Account.objects.get_or_create(number="bank", defaults=known)

    def post(number: int, choice: float) -> None:
        with transaction.atomic():
            account = Account.objects.select_for_update().get(pk=1 + int(choice * (last - 1)))
            line = account.receive(100, TODAY)
            line.entry = _entry(f"orm/{os.getpid()}/{number}")
            account.save(update_fields=MOVING)
            line.save()
            Posting.objects.create(
                account=bank, entry=line.entry, booked_on=TODAY, seq=line.entry.pk,
                amount_fen=-100, carried_fen=0, balance_fen=0,
            )  # fmt: skip

    return posting_loop(post, seconds)


def _entry(act: str) -> Entry:
    return Entry.objects.create(
        kind="01", act=act, booked_on=TODAY, value_on=TODAY, actor="bench", summary="汇缴",
        month=202611, branch="市直管理部", channel="40",
    )  # fmt: skip


def _measured():
    connection.ensure_connection()
    watch = psycopg.connect(os.environ["BENCH_PEER_URL"], autocommit=True)
    return gauge(watch, backend=connection.connection.info.backend_pid)


if __name__ == "__main__":
    deeds = {"prepare": prepare, "bulk_update": bulk_update, "hordak": hordak, "orm": orm}
    found = deeds[sys.argv[1]](int(sys.argv[2]))
    sys.stdout.write(json.dumps(found.plain() if isinstance(found, Reading) else found) + "\n")
