"""`bin/anju known-starts`: locks what resets of an older system gave to everybody."""

from typing import Any

from django.core.management.base import BaseCommand

from anju.centers.current import active_codes, inside
from anju.identity.passwords.flag_known_starts import flag_known_starts


class Command(BaseCommand):
    help = "Lock every password that everybody knows; run once after taking over old accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        for code in active_codes():
            with inside(code) as center:
                found = flag_known_starts(by="system")
                self.stdout.write(f"{center.name}（{code}）：停用 {found} 个仍是初始密码的账号")
