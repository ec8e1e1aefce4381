"""Runs steps apart from each other: one that fails holds up none of the rest."""

from collections.abc import Callable, Iterable


def run_each(steps: Iterable[Callable[[], object]]) -> None:
    """Run every step, whatever the others do.

    Raises an ExceptionGroup of everything that went wrong, after the last step.
    """
    failed: list[Exception] = []
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - kept, and raised below with the others
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} steps failed", failed)
