"""Asks for a list as a workbook, for a worker that is killed while it writes.

python exporter.py     the poster's people, asked for by an agent of theirs

A worker with `faults.exporter_settings` stops after the first thousand rows, for good.
"""

from datetime import UTC, date, datetime
from threading import Event
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from anju.documents.exports.models import Export
    from anju.documents.exports.writer import Progress

NOW = datetime(2027, 9, 1, 2, 0, tzinfo=UTC)


class StuckWriter:
    """Writes as the real one does, and never comes back from its first word of progress."""

    def write(self, export: "Export", progress: "Progress") -> bytes:
        from anju.portals.shared.exports.writing import WorkbookWriter

        def stuck(rows: int) -> None:
            progress(rows)
            Event().wait()

        return WorkbookWriter().write(export, stuck)


def ask(heads: int) -> None:
    from anju.centers.current import inside
    from anju.documents.exports.ask_export import ask_export
    from anju.documents.exports.asked import Asker, Question, Wanted
    from anju.identity.models import Holder, Visit
    from anju.identity.visits.begin_visit import Guest, begin_visit
    from anju.people.models import Agent, Appointment, Employer
    from people_of_the_town import identity

    with inside("jian"):
        mill = Employer.objects.earliest("pk")
        agent = Agent.objects.create(
            name="赵会计", identity_number=identity(907), mobile="13900000009"
        )
        appointment = Appointment.objects.create(
            employer=mill,
            agent=agent,
            role=Appointment.Role.AGENT,
            since=date(2026, 7, 1),
        )
        visit = begin_visit(
            guest=Guest(Holder.AGENT, agent.pk, appointment.pk, None),
            strength=Visit.Strength.PASSWORD,
            address="203.0.113.7",
            device="",
            session_key="x" * 32,
            now=NOW,
        )
        ask_export(
            asker=Asker("agent", agent.pk, visit.pk, mill),
            question=Question("/employer/members"),
            wanted=Wanted("人员明细", "members", heads),
            today=date(2027, 9, 1),
        )


if __name__ == "__main__":
    from faults.poster import HEADS

    django.setup()
    ask(HEADS)
