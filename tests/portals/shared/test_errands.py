"""An errand goes through its asker's door to a list, and comes back from nowhere else."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import TODAY
from tests.portals.conftest import as_agent

from anju.documents.exports.ask_export import ask_export
from anju.documents.exports.asked import Asker, Question, Wanted
from anju.documents.exports.models import Export
from anju.documents.exports.write_exports import write_exports
from anju.documents.exports.writer import writer
from anju.identity.models import Visit
from anju.people.models import Appointment


@pytest.fixture
def asker(hall: Client, agent: Appointment, settings, tmp_path) -> Asker:
    """赵会计, in a session of his own."""
    settings.ANJU_EXPORTS = tmp_path
    as_agent(hall, agent)
    visit = Visit.objects.get()
    return Asker("agent", agent.agent_id, visit.pk, agent.employer)


def written(asker: Asker, path: str) -> Export:
    """What the job makes of a question."""
    wanted = Wanted("名单", "list", 2)
    export = ask_export(asker=asker, question=Question(path), wanted=wanted, today=TODAY)
    write_exports(writer=writer(), now=timezone.now())
    export.refresh_from_db()
    return export


def test_a_list_of_the_askers_own_door_is_written(asker: Asker) -> None:
    export = written(asker, "/employer/members")
    assert (export.state, export.rows_done) == ("ready", 2)


def test_who_has_left_finds_it_among_what_waits_until_he_has_fetched_it(
    asker: Asker, hall: Client
) -> None:
    assert "导出完成" not in hall.get("/employer/").content.decode()
    export = written(asker, "/employer/members")
    assert "导出完成" in hall.get("/employer/").content.decode()
    assert hall.get(f"/employer/exports/{export.pk}/file").status_code == 200
    assert "导出完成" not in hall.get("/employer/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/employer/payments/HJ0",
        "/employer/",
        "/employer/sign-out",
        "/counter/suspense",
        "/my/loans",
        "/my/loans/DK0",
        "/",
    ],
)
def test_what_is_no_list_or_anothers_door_is_told_and_is_no_bug(
    asker: Asker, path: str
) -> None:
    export = written(asker, path)
    assert (export.state, export.file) == ("failed", "")
    assert "没有生成文件" in export.refusal
    assert Visit.objects.get().ended_at is None
