"""What one can do on top of a register's list: add, pick, upload, download a template."""

from dataclasses import dataclass

from django.urls import reverse

from anju.contributions.models import Line, Register
from anju.portals.employer.registers.places import TABS, place

PICKED = (Line.Kind.UNSEAL, Line.Kind.SEAL)


@dataclass(frozen=True)
class Tool:
    """A button of the toolbar; `key` is the key of the keyboard that presses it."""

    label: str
    url: str
    icon: str
    main: bool = False
    key: str = ""


def tools_of(register: Register, kind: str) -> tuple[Tool, ...]:
    """The tools for one kind of change; without one, those of the whole roster (一表通)."""
    if not kind or kind == Line.Kind.UNCLEAR:
        return (
            Tool("上传工资表", reverse("employer:uploads"), "upload", main=True),
            Tool("新增一人", place(register.kind, "lines"), "plus", key="n"),
            Tool("下载本单位模板", reverse("employer:template"), "download"),
        )
    word, asked = TABS[kind], f"?kind={kind}"
    add = Tool("添加", place(register.kind, "lines") + asked, "plus", key="n", main=True)
    if kind == Line.Kind.TRANSFER:
        return (add,)
    pick = Tool(f"选择待{word}的职工", place(register.kind, "picks") + asked, "checklist")
    files = (
        Tool(f"批量{word}导入", place(register.kind, "upload") + asked, "upload"),
        Tool(f"下载批量{word}模板", place(register.kind, "template") + asked, "download"),
    )
    return (add, pick, *files) if kind in PICKED else (add, *files)
