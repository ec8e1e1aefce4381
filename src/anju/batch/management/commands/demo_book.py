"""`bin/anju demo_book`: writes var/demo.json, by which a script finds its way."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from anju.batch.town.book import book_of
from anju.batch.town.plan import halls
from anju.centers.current import active_codes


class Command(BaseCommand):
    help = "Write var/demo.json: addresses, people and passwords of the demo town."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        var, codes = Path(settings.VAR), set(active_codes())
        book = book_of(
            [hall for hall in halls() if hall.code in codes], rosters=var / "rosters"
        )
        path = var / "demo.json"
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(book, ensure_ascii=False, indent=2) + "\n", "utf-8")
        fresh.replace(path)
        self.stdout.write(f"已写入 {path}")
