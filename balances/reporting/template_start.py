"""The rows of a template that begins with a user's own table of flows or of sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from balances.reporting.template_example import SYNTHETIC, TemplateRow
from balances.workbook.start import Start

NO_UNIT = "unit"
"""What stands for a unit that the user's table does not say."""

PARTLY_INVENTED = f"flows, and a {SYNTHETIC} of final demand"

EXAMPLE_SHARE = 0.25
"""Final demand made up where the table has none, as a share of what other sectors take."""


def begun(start: Start, periods: int) -> Mapping[str, tuple[TemplateRow, ...]]:
    """Rows by sheet: what the table gives, and where nothing could be planned an example.

    Base output is what the flows and final demand of a sector add up to, unless it is given.
    Without final demand it is what is left of base output, or an example where that is not
    given either: an economy that uses all it makes cannot be planned.
    """
    settings = (
        TemplateRow({"key": "title", "value": f"Plan from {start.name}"}),
        TemplateRow({"key": "periods", "value": str(periods)}),
    )
    if not start.flows:
        return {"settings": settings, **_without_flows(start)}
    taken = _sums((supplier, value) for supplier, _, value in start.flows)
    used = _sums((user, value) for _, user, value in start.flows)
    wanted = _sums((sector, value) for sector, _, value in start.final_demand)
    demand = [
        TemplateRow({"sector": sector, "use": use, "value": value, "source": start.name})
        for sector, use, value in start.final_demand
    ]
    sectors = []
    for given in start.sectors:
        code = str(given["code"])
        supplied = taken.get(code, 0.0)
        added = () if code in wanted else _rest(given, supplied, used.get(code, 0.0), start)
        demand += added
        total = supplied + wanted.get(code, 0.0) + fsum(_value(row) for row in added)
        invented = any(row.example for row in added)
        source = PARTLY_INVENTED if invented else start.name
        cells = {"base_output": _tidy(total), "source": source, **given}
        sectors.append(_sector(cells, ("base_output",) if invented else ()))
    return {
        "settings": settings,
        "sectors": tuple(sectors),
        "flows": tuple(
            TemplateRow({"supplier": supplier, "user": user, "value": value, "source": start.name})
            for supplier, user, value in start.flows
        ),
        "final_demand": tuple(demand),
    }


def _without_flows(start: Start) -> Mapping[str, tuple[TemplateRow, ...]]:
    """The sectors, and one claim as an example, for a plan without goals says nothing."""
    first = start.sectors[0]
    quantity = first.get("base_output", 1.0)
    claim = {"commodity": first["code"], "claimant": "households", "use": "household"}
    return {
        "sectors": tuple(map(_sector, start.sectors)),
        "claims": (
            TemplateRow({**claim, "quantity": quantity, "source": SYNTHETIC}, example=True),
        ),
    }


def _sector(given: Mapping[str, str | float], invented: Sequence[str] = ()) -> TemplateRow:
    if "unit" in given:
        return TemplateRow(given, placeholders=frozenset(invented))
    return TemplateRow({**given, "unit": NO_UNIT}, placeholders=frozenset(("unit", *invented)))


def _rest(
    given: Mapping[str, str | float], supplied: float, used: float, start: Start
) -> tuple[TemplateRow, ...]:
    """Final demand of a sector for which the table has none."""
    base = given.get("base_output")
    cells: dict[str, str | float] = {"sector": given["code"], "use": "other"}
    if isinstance(base, float | int):
        rest = _tidy(base - supplied)
        row = TemplateRow({**cells, "value": rest, "source": "base_output less flows"})
        return (row,) if rest > 0.0 and not start.final_demand else ()
    if start.final_demand and supplied > 0.0:
        return ()
    made_up = EXAMPLE_SHARE * supplied or used or 1.0
    cells |= {"value": _tidy(made_up), "source": SYNTHETIC}
    return (TemplateRow(cells, example=True),)


def _sums(pairs: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    found: dict[str, list[float]] = {}
    for code, value in pairs:
        found.setdefault(code, []).append(value)
    return {code: fsum(values) for code, values in found.items()}


def _value(row: TemplateRow) -> float:
    value = row.cells["value"]
    return value if isinstance(value, float) else 0.0


def _tidy(value: float) -> float:
    """Without the last digits that adding up leaves behind."""
    return float(f"{value:.12g}")


def codes_of(rows: Sequence[TemplateRow], column: str) -> tuple[str, ...]:
    """The codes of a column in order of appearance."""
    return tuple(dict.fromkeys(str(row.cells[column]) for row in rows))
