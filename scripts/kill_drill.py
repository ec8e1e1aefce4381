"""Kill web, worker and database processes of the running demo at random, then prove the books.

    make demo                                    in one terminal
    .venv/bin/python scripts/kill_drill.py 20    in another

Employers of every center keep paying ahead and remitting meanwhile; each form is pressed again
under its own key until it is acknowledged. Afterwards every acknowledged form must be exactly
one booked deed, the bank's books must be sound, and `bin/anju verify` must be clean.
"""

import argparse
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from anju.batch.demo.house import House, house_of  # noqa: E402
from anju.batch.demo.neighbours import is_healthy, ours  # noqa: E402
from anju.centers import postgres  # noqa: E402
from anju.centers.postgres import cluster  # noqa: E402
from anju.centers.postgres.place import server_of  # noqa: E402

REST_SECONDS = 300
FEN = 123_456


def victims(house: House) -> dict[str, list[int]]:
    """The processes that may be killed, by what they are."""
    found: dict[str, list[int]] = {"web": [], "worker": []}
    for process in ours(house):
        try:
            name, words = process.name(), process.cmdline()
        except psutil.Error:
            continue  # gone meanwhile
        if name == "granian":
            found["web"].append(process.pid)
        elif words[-1:] == ["worker"]:
            found["worker"].append(process.pid)
    database = cluster.pid_of(server_of(house.root))
    return {**found, "database": [database] if database else []}


def kill_at_random(house: House, kills: int, dice: random.Random) -> Counter[str]:
    """Kill one process every few seconds, a third of them each kind, as the dice fall."""
    done: Counter[str] = Counter()
    while done.total() < kills:
        time.sleep(dice.randrange(500, 4000) / 1000)
        kind = dice.choice(["web", "worker", "database"])
        alive = victims(house)[kind]
        if alive:
            psutil.Process(dice.choice(alive)).kill()
            done[kind] += 1
            print(f"  killed {kind} ({done.total()} of {kills})", flush=True)
    return done


class Business(threading.Thread):
    """One center's employers at work; `acknowledged` are the keys of forms that were taken."""

    def __init__(self, center: str, run: str, over: threading.Event) -> None:
        super().__init__()
        self.center, self.drill, self.over = center, run, over
        self.acknowledged: list[str] = []
        self.remitted: list[str] = []
        self.met: Counter[str] = Counter()

    def run(self) -> None:
        from django.db import connection

        self.until_acknowledged(self.remit_what_is_due)
        number = 0
        while not self.over.wait(1 / 4):
            number += 1
            intent = f"drill {self.drill} {number}"
            self.until_acknowledged(lambda intent=intent: self.prepay(intent))
            self.acknowledged.append(intent)
        connection.close()

    def until_acknowledged(self, deed: Callable[[], None]) -> None:
        """Press the same form again whenever the database was away."""
        from django.db import Error, connection

        from anju.centers.current import inside

        while True:
            try:
                with inside(self.center):
                    return deed()
            except Error as error:
                self.met[str(error).splitlines()[0][-70:]] += 1
                connection.close()
                time.sleep(1 / 5)

    def prepay(self, intent: str) -> None:
        from anju.centers.clock.day import business_day
        from anju.contributions.prepay import submit_prepayment
        from anju.people.models import Employer

        submit_prepayment(
            employer=Employer.objects.filter(signed_accounts__ended_on=None)[0],
            amount_fen=FEN,
            note="演练",
            intent=intent,
            today=business_day(),
            by="drill",
        )

    def remit_what_is_due(self) -> None:
        """Every employer remits its next month, 5,000 heads too, while processes die."""
        from anju.centers.clock.day import business_day
        from anju.contributions.models import Remittance
        from anju.contributions.remittances.due import dues, next_month
        from anju.contributions.remittances.remit import submit_remittance
        from anju.ground.errors import Refusal
        from anju.people.models import Employer

        today = business_day()
        for employer in Employer.objects.all():
            month = next_month(employer)
            intent = f"drill {self.drill} {employer.pk}"
            try:
                owed = dues(employer=employer, until=month, today=today)
                submit_remittance(
                    employer=employer,
                    until=month,
                    method=Remittance.Method.REALTIME,
                    expected_fen=owed.total_fen,
                    intent=intent,
                    today=today,
                    by="drill",
                )
            except Refusal as refusal:
                print(f"  {self.center} {employer}: {refusal}", flush=True)
                continue
            self.remitted.append(intent)


def settled(center: str) -> bool:
    """Nothing is open any more."""
    from anju.centers.current import inside
    from anju.contributions.models import Prepayment, Remittance

    with inside(center):
        return not (
            Prepayment.objects.filter(state="processing").exists()
            or Remittance.objects.filter(state="processing").exists()
        )


def wait_for_rest(house: House, centers: list[str]) -> bool:
    """Wait until the halls are open and every deed has ended; False if that does not come."""
    from django.db import Error, connection

    ends = time.monotonic() + REST_SECONDS
    while time.monotonic() < ends:
        try:
            if is_healthy(house.url) and all(settled(center) for center in centers):
                return True
        except Error:
            connection.close()
        time.sleep(1)
    return False


def lost_or_doubled(work: list[Business]) -> list[str]:
    """Forms that were acknowledged and are not exactly one booked deed."""
    from anju.centers.current import inside
    from anju.contributions.models import Prepayment, Remittance

    wrong = []
    for business in work:
        with inside(business.center):
            for deeds, keys in (
                (Prepayment, business.acknowledged),
                (Remittance, business.remitted),
            ):
                ended = deeds.objects.filter(intent__startswith=f"drill {business.drill} ")
                states: dict[str, Any] = dict(ended.values_list("intent", "state"))
                wrong += [
                    f"{business.center} {key}: {states.get(key)}"
                    for key in keys
                    if states.get(key) != "posted"
                ]
                wrong += [f"{business.center} {key} twice" for key in set(states) - set(keys)]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=20)
    parser.add_argument("--seed", default=f"{time.time_ns() // 1_000_000_000}")
    wish = parser.parse_args()
    house = house_of(ROOT)
    found = postgres.ensure(ROOT)
    os.environ.update(house.environment)
    os.environ["DATABASE_URL"] = found.owner_url
    os.environ["ANJU_APP_DATABASE_URL"] = found.app_url
    django.setup()
    if not is_healthy(house.url):
        print(f"no demo runs at {house.url}: start 'make demo' first", file=sys.stderr)
        return 2

    from anju.centers.current import active_codes
    from anju.gateways.simulated import SimulatedBank

    print(f"seed {wish.seed}")
    over = threading.Event()
    work = [Business(center, wish.seed, over) for center in active_codes()]
    for business in work:
        business.start()
    done = kill_at_random(house, wish.kills, random.Random(wish.seed))
    over.set()
    for business in work:
        business.join()
    forms = sum(len(b.acknowledged) + len(b.remitted) for b in work)
    met: Counter[str] = sum((business.met for business in work), Counter())
    print(f"{dict(done)}; {forms} forms, pressed again {met.total()} times:")
    for words, times in met.most_common(5):
        print(f"  {times:>5} × {words}")
    rested = wait_for_rest(house, [business.center for business in work])
    wrong = lost_or_doubled(work)
    sound = SimulatedBank().proof()["sound"]
    verified = subprocess.run([str(ROOT / "bin" / "anju"), "verify"], check=False).returncode
    for line in wrong:
        print(f"  ✗ {line}")
    print(f"at rest: {rested}; lost or doubled: {len(wrong)}; bank sound: {sound}")
    return 0 if rested and sound and not wrong and verified == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
