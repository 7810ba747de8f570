"""What a decree does: a changed economy, and what was ordered by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.context import Context


@dataclass(frozen=True, slots=True)
class Ordered:
    """One thing ordered.

    Attributes:
        goal: key of the goal that carries it; empty where no goal does.
        quantity: what was ordered [unit].
        unit: of the quantity.
    """

    goal: str
    quantity: float
    unit: str


@dataclass(frozen=True, eq=False)
class Change:
    """What a decree changes.

    Attributes:
        economy: the economy with the decree in it; the very same object where nothing changes.
        ordered: what was ordered; empty for decrees that order no quantity.
        subjects: what the decree has set (`claim:…`, `figure:…`, `budget:…` …), so that no
            lower authority sets it otherwise.
        spared: what it spares by name (`reduction of …`): no lower authority reduces that.
    """

    economy: Economy
    ordered: tuple[Ordered, ...] = ()
    subjects: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


Apply = Callable[[Decree, Context], Change]
Selector = Callable[[Decree, Economy], Sequence[int] | Sequence[str]]


@dataclass(frozen=True)
class Kind:
    """One kind of decree.

    Attributes:
        name: as the sheet decrees writes it.
        does: one sentence for the template, the documents and the report.
        apply: the decree carried out on paper: a pure function.
        value: what its value is; empty where it takes none.
        needs_value: whether it must have one.
        bases: what its value may be (column `as`); the first is what a blank means.
        least, most: sense of the value: no less and no more; of a percentage, a hundred times.
        whats: what it may be about (column `what`); the first is what a blank means.
        needs: target columns that must all be filled.
        targets: target columns of which at least one must be filled; empty where it may be
            about everything.
        selects: what it is about; it matches nothing where all of these are empty.
        protects: positions of the claims of which it protects a part; None for other kinds.
        episode: when such a decree was given, by Gregory, "The Dictator's Orders"; empty where
            the chapter tells of none.
    """

    name: str
    does: str
    apply: Apply
    value: str = ""
    needs_value: bool = True
    bases: tuple[str, ...] = ("quantity",)
    least: float | None = None
    most: float | None = None
    whats: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    selects: tuple[Selector, ...] = ()
    protects: Callable[[Decree, Economy], Sequence[int]] | None = None
    episode: str = ""

    @property
    def blank(self) -> str:
        """What a value is where the column `as` is blank."""
        return self.bases[0] if self.bases else ""

    @property
    def grows(self) -> bool:
        """Whether a percentage is growth on something; else it is a part of it."""
        return "index" in self.bases or "share" not in self.bases

    def on(self, decree: Decree, context: Context) -> Change:
        """What a decree of this kind changes; nothing where it lacks its value."""
        if self.needs_value and decree.value is None:
            return Change(context.economy)
        return self.apply(decree, context)
