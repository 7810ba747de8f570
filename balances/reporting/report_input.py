"""What a report is made from: plans, the problems found on the way, and where it all came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from balances.analysis.drafts import Draft
from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.gosplan.plan import Plan
from balances.politburo import FrozenPlan, Replay
from balances.reporting.wording import mark
from balances.workbook.cells import Grid

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Provenance:
    """Where a report comes from, so that it can be made again.

    Attributes:
        command: name of the command or function that asked for it.
        input_name: name of the workbook, as given, without its folder.
        sha256: of the workbook's bytes, in hex.
        versions: of the packages that took part, by name.
        options: what was asked for, by name.
        timings: seconds by stage; in the JSON only, never in the workbook.
    """

    command: str = "plan"
    input_name: str = ""
    sha256: str = ""
    versions: Mapping[str, str] = field(default_factory=lambda: _NONE)
    options: Mapping[str, str] = field(default_factory=lambda: _NONE)
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What Notes says of it: names and texts; a text is empty where nothing is known."""
        return (
            ("Input", self.input_name),
            ("SHA-256 of the input", self.sha256),
            ("Command", self.command),
            ("Options", _listed(self.options)),
            ("Versions", _listed(self.versions)),
        )


def _listed(named: Mapping[str, str]) -> str:
    """Names and values by name, with semicolons between."""
    return "; ".join(f"{name} {value}" for name, value in sorted(named.items()))


@dataclass(frozen=True)
class ReportInput:
    """Plans of one economy by mode, in the order in which they are compared.

    Attributes:
        plans: by mode, `balanced` before `mobilised`; at least one, but for the JSON of a run
            that made none.
        issues: warnings (and errors) of the workbook.
        provenance: where it comes from.
        replay: the log of decrees replayed; None where there is none.
        frozen: the approved plan run forward under the decrees without replanning; None where
            nobody asked.
        inputs: sheets of the workbook that the report carries.
        cards: codes of the products that have a balance card.
        drafts: drafts of the investment plan among the scenarios of the workbook.
    """

    plans: Mapping[str, Plan]
    issues: tuple[Issue, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    replay: Replay | None = None
    frozen: FrozenPlan | None = None
    inputs: tuple[Grid, ...] = ()
    drafts: tuple[Draft, ...] = ()
    cards: tuple[str, ...] = ()

    @property
    def main(self) -> Plan:
        """The plan that the sheets show: the last one, mobilised where there are both."""
        return tuple(self.plans.values())[-1]

    @property
    def economy(self) -> Economy:
        """The economy planned."""
        return self.main.economy

    @property
    def pair(self) -> tuple[Plan, Plan] | None:
        """The balanced and the mobilised plan, where both were made."""
        if "balanced" in self.plans and "mobilised" in self.plans:
            return self.plans["balanced"], self.plans["mobilised"]
        return None

    @property
    def synthetic(self) -> bool:
        """Whether any plan rests on invented figures."""
        return any(plan.synthetic for plan in self.plans.values())

    @property
    def mark(self) -> str:
        """How the title of a sheet about all plans ends: whether figures are invented."""
        return mark(synthetic=self.synthetic)
