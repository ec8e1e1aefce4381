"""The simulated bank as the builder of the town needs it."""

from anju.gateways.simulated import SimulatedBank


class TownTeller(SimulatedBank):
    """The simulator's back door, and whether it keeps an account."""

    def knows(self, account: str) -> bool:
        """Whether the bank keeps this account; it says 404 for one it does not."""
        try:
            self.balance_fen(account)
        except ValueError:
            return False
        return True
