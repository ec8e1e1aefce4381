"""Proves the laws of the ledger on what really lies in its tables, whoever has put it there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from anju.centers.sql import text
from anju.ledger.chart import ASSETS, CHART, CLAIMS, KEPT
from anju.ledger.kinds import INTEREST_KINDS

APPLICATION = "anju_app"


@dataclass(frozen=True)
class Proof:
    """A law in words, and the statement that judges everything it is about.

    The statement answers `place, words` for each thing judged: words say what is wrong with
    it and are null when nothing is; the first offender is the one with the lowest place.
    """

    law: str
    statement: str
    unit: str
    values: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """How many things were judged, how many broke the law, and words for the first of them."""

    proof: Proof
    checked: int
    broken: int
    first: str

    @property
    def holds(self) -> bool:
        """True when nothing breaks the law."""
        return self.broken == 0


_JUDGE = """
SELECT count(*), count(words),
       coalesce((array_agg(words ORDER BY place) FILTER (WHERE words IS NOT NULL))[1], '')
  FROM ({statement}) AS judged
"""


def prove(proof: Proof) -> Finding:
    """Judge everything in the current center by one law; one statement, one moment in time."""
    sql = _JUDGE.format(statement=text(proof.statement))
    with connection.cursor() as cursor:
        cursor.execute(sql, dict(proof.values))
        checked, broken, first = cursor.fetchone()
    return Finding(proof, checked, broken, first)


def rights_proof(*, law: str, tables: list[str], forbidden: list[str]) -> Proof:
    """The law that the application lacks these rights on these tables and their parts."""
    values: dict[str, str | list[str]] = {
        "application": APPLICATION,
        "tables": tables,
        "forbidden": forbidden,
    }
    return Proof(law, "ledger/proof_rights", "项", values)


LEDGER = (
    Proof("每张凭证借贷相等", "ledger/proof_entries_balance", "张"),
    Proof("凭证与分录一一相配", "ledger/proof_entries_and_postings", "张"),
    Proof(
        "账户、余额与分录相配",
        "ledger/proof_accounts",
        "户",
        {"kept": sorted(KEPT)},
    ),
    Proof("余额等于分录之和，版本等于笔数", "ledger/proof_balances", "户"),
    Proof("逐笔余额首尾相连", "ledger/proof_chain", "笔"),
    Proof(
        "积数与起息日重算一致",
        "ledger/proof_products",
        "户",
        {"settlements": sorted(kind.value for kind in INTEREST_KINDS)},
    ),
    Proof("职工账户与预缴户没有透支", "ledger/proof_not_below_zero", "户"),
    Proof("冻结额等于未解冻的明细，不多于余额", "ledger/proof_holds", "户"),
    Proof("分户余额合计等于科目余额", "ledger/proof_subjects", "个", {"kept": sorted(KEPT)}),
    Proof(
        "资产等于负债与净资产",
        "ledger/proof_sheet",
        "个",
        {"assets": list(ASSETS), "claims": list(CLAIMS), "chart": list(CHART)},
    ),
    Proof("同一业务流水只入账一次", "ledger/proof_acts", "笔"),
    Proof("红字凭证与原凭证完全相反", "ledger/proof_reversals", "张"),
    Proof("分录存放在所属年度的分区", "ledger/proof_partitions", "个"),
    Proof("本年与下一年的分区已经建好", "ledger/proof_coming_years", "年"),
    Proof("账簿的守卫全部在岗", "ledger/proof_guards", "道"),
    rights_proof(
        law="应用程序无权改动账簿",
        tables=[
            "ledger_entry",
            "ledger_posting",
            "ledger_balance",
            "ledger_account",
            "ledger_hold",
        ],
        forbidden=["INSERT", "UPDATE", "DELETE", "TRUNCATE"],
    ),
)
