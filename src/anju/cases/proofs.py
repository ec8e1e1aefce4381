"""Proves that every case stands where its steps have brought it, by different persons."""

from anju.ledger.proofs import Proof

CASES = (Proof("办件状态与环节相符，由不同的人办理", "cases/proof_steps", "件"),)
