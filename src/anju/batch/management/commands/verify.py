"""`bin/anju verify [center]`: proves the laws of the books, and names who breaks them."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from anju.cases.proofs import CASES
from anju.centers.current import active_codes, inside
from anju.contributions.proofs import CONTRIBUTIONS
from anju.documents.proofs import DOCUMENTS, prove_files
from anju.ledger.proofs import LEDGER, Finding, Proof, prove
from anju.payments.proofs import PAYMENTS
from anju.people.proofs import PEOPLE
from anju.withdrawals.proofs import WITHDRAWALS

EVERY_PROOF: tuple[Proof, ...] = (
    *LEDGER,
    *PEOPLE,
    *PAYMENTS,
    *CASES,
    *DOCUMENTS,
    *CONTRIBUTIONS,
    *WITHDRAWALS,
)
WIDEST_LAW = 24


class Command(BaseCommand):
    help = "Prove the books of one center, or of all; exits with 1 when a law is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("center", nargs="?", help="code of one center; all without it")

    def handle(self, *args: Any, **options: Any) -> None:
        known = active_codes()
        wanted = [options["center"]] if options["center"] else known
        unknown = [code for code in wanted if code not in known]
        if unknown:
            raise CommandError(
                f"没有名为 {unknown[0]} 的中心；现有 {'、'.join(known) or '无'}。"
            )
        broken = sum(self._verify(code) for code in wanted)
        if broken:
            raise CommandError(f"{broken} 项证明不成立，请立即停办相关业务并核查。")

    def _verify(self, code: str) -> int:
        """Prove one center; answers how many laws are broken."""
        broken = 0
        with inside(code) as center:
            self.stdout.write(f"{center.name}（{code}）")
            proofs: list[Callable[[], Finding]] = [
                *(partial(_prove_roomily, proof) for proof in EVERY_PROOF),
                prove_files,
            ]
            for look in proofs:
                started = time.monotonic_ns()
                finding = look()
                self.stdout.write(_line(finding, (time.monotonic_ns() - started) // 10_000_000))
                broken += not finding.holds
        return broken


def _prove_roomily(proof: Proof) -> Finding:
    """Whole books are joined in memory, with room that a page's statement would never need."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        return prove(proof)


def _line(finding: Finding, hundredths: int) -> str:
    law = finding.proof.law + "　" * (WIDEST_LAW - len(finding.proof.law))
    told = f"{law} {finding.checked:>10,} {finding.proof.unit}"
    told += f" {hundredths // 100:>3}.{hundredths % 100:02} 秒"
    if finding.holds:
        return f"  ✓ {told}"
    return f"  ✗ {told}\n      {finding.broken:,} 处不符，第一处：{finding.first}"
