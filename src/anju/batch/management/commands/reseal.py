"""`bin/anju reseal`: seals what older keys have sealed with the newest, in every center."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from anju.centers.current import active_codes, inside
from anju.centers.reseal import reseal, sealed_columns
from anju.documents.materials.reseal_files import reseal_files
from anju.documents.materials.tell_centers import tell_everything


class Command(BaseCommand):
    help = "Seal old rows with the newest key and cipher; may be broken off and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", action="store_true", help="all rows: after a change of the index key"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for code in active_codes():
            with inside(code) as center:
                self.stdout.write(f"{center.name}（{code}）")
                for column in sealed_columns():
                    self._column(column, every=options["every"])
                self._files()
                if options["every"]:
                    self._sightings()
        self.stdout.write("全部内容已用最新的密钥加密；确认备份后，旧密钥可以停用。")

    def _files(self) -> None:
        done = 0
        for done in reseal_files():
            self.stdout.write(f"  … 材料文件 {done:,} 个")
        self.stdout.write(f"  ✓ 材料文件 {done:,} 个")

    def _sightings(self) -> None:
        """Their digests are made with the index key as well."""
        done = 0
        for done in tell_everything():
            self.stdout.write(f"  … 跨中心比对 {done:,} 份材料")
        self.stdout.write(f"  ✓ 跨中心比对 {done:,} 份材料")

    def _column(self, column: Any, *, every: bool) -> None:
        label = f"{column.model._meta.db_table}.{column.column}"
        done = 0
        for done in reseal(column, every=every):
            self.stdout.write(f"  … {label} {done:,} 行")
        self.stdout.write(f"  ✓ {label} {done:,} 行")
