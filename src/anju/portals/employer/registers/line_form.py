"""Which fields a keyed line asks for, by the kind of change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from anju.contributions.models import Line, Register
from anju.contributions.registers.bounds import bounds_for
from anju.ground.money import format_yuan
from anju.people.models import Employer, FundAccount
from anju.portals.employer.registers.places import TABS, place
from anju.portals.shared.fields import Field, FormError

KINDS = {kind: label for kind, label in TABS.items() if kind != Line.Kind.UNCLEAR}
FINDS = {
    Line.Kind.UNSEAL: FundAccount.State.SEALED,
    Line.Kind.SEAL: FundAccount.State.NORMAL,
    Line.Kind.BASE: FundAccount.State.NORMAL,
}


@dataclass(frozen=True)
class LineForm:
    """A keyed line as it stands on the screen: kind, person, answers, faults."""

    kind: Line.Kind
    by_amount: bool = False
    person: FundAccount | None = None
    values: dict[str, str] = field(default_factory=dict)
    faults: Sequence[dict[str, str]] = ()

    @property
    def finds_person(self) -> bool:
        """Whether the person is looked up among the employer's own people."""
        return self.kind in FINDS

    @property
    def state(self) -> str:
        """The state an account must be in for this change."""
        return FINDS.get(self.kind, "")

    @property
    def has_base(self) -> bool:
        """Whether a base is asked for."""
        return self.kind != Line.Kind.SEAL

    @property
    def names(self) -> list[str]:
        """The fields that are asked for."""
        asked = [] if self.finds_person and self.person else ["name", "identity_number"]
        if not self.finds_person:
            asked.append("mobile")
        if not self.has_base:
            return asked
        return [*asked, "asked_fen" if self.gives_amount else "base_fen"]

    @property
    def gives_amount(self) -> bool:
        """Whether the new monthly amount is asked for instead of the base (C-41)."""
        return self.by_amount and self.kind == Line.Kind.BASE


def kind_tabs(kind: Line.Kind) -> list[dict[str, object]]:
    """The kinds of change of a mixed register to choose from, the present one marked."""
    start = place(Register.Kind.CHANGES, "lines")
    return [
        {"label": label, "url": f"{start}?kind={one}", "here": one == kind}
        for one, label in KINDS.items()
    ]


def fields_of(
    form: LineForm, employer: Employer, today: date, errors: Sequence[FormError]
) -> list[Field]:
    """The fields of a line with their answers, hints and faults."""
    wrong = {fault["field"]: fault["sentence"] for fault in form.faults}
    wrong |= {error.field: error.sentence for error in errors}
    bounds = bounds_for(employer=employer, on=today)
    limits = f"{format_yuan(bounds.base_floor_fen)} – {format_yuan(bounds.base_cap_fen)} 元"
    asked = {
        "name": Field("name", "姓名", autocomplete="off"),
        "identity_number": Field("identity_number", "身份证号", autocomplete="off"),
        "mobile": Field("mobile", "手机号码", inputmode="tel", required=False),
        "base_fen": Field(
            "base_fen",
            "调整后工资基数（元）" if form.kind == Line.Kind.BASE else "缴存基数（元）",
            hint=f"本年度基数在 {limits}之间",
            inputmode="decimal",
            extra="w-amount",
            required=form.kind != Line.Kind.UNSEAL,
        ),
        "asked_fen": Field(
            "asked_fen",
            "变更后的月缴存额（元）",
            hint=f"单位和个人合计；相应的缴存基数须在 {limits}之间",
            inputmode="decimal",
            extra="w-amount",
        ),
    }
    return [
        _filled(asked[name], form.values.get(name, ""), wrong.get(name, ""))
        for name in form.names
    ]


def _filled(empty: Field, value: str, error: str) -> Field:
    return Field(**{**vars(empty), "value": value, "error": error})
