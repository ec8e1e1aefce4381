"""Proves that every case stands where its steps have brought it, and every sample is whole."""

from anju.ledger.proofs import Proof

CASES = (
    Proof("办件状态与环节相符，由不同的人办理", "cases/proof_steps", "件"),
    Proof("抽检样本与种子相符，由未经手的人复查", "cases/proof_samples", "件"),
)
