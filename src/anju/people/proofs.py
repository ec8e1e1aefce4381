"""Proves that what courts froze stands still in the ledger, and nothing else is frozen."""

from anju.ledger.proofs import Proof

PEOPLE = (Proof("司法冻结与账上冻结额、账户状态相符", "people/proof_freezes", "笔"),)
