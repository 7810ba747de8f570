"""The economy of the template: three invented sectors that add up and fall a little short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

Cells: TypeAlias = Mapping[str, str | float]

SYNTHETIC = "synthetic example"


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A row of a template.

    Attributes:
        cells: by column name.
        example: whether it is to be replaced.
        placeholders: columns of which only the cell is.
    """

    cells: Cells
    example: bool = False
    placeholders: frozenset[str] = frozenset()


_SECTORS = (
    ("coal", "Hard coal", "A; industry", "MinCoal", 100.0, 120.0, 10.0, 0.2),
    ("steel", "Steel", "A; industry", "MinSteel", 50.0, 55.0, 40.0, 0.4),
    ("grain", "Grain", "B; agriculture", "MinAgriculture", 80.0, 95.0, 30.0, 0.5),
)
_FLOWS = (
    *(("coal", "coal", 5.0), ("coal", "steel", 30.0), ("coal", "grain", 5.0)),
    *(("steel", "coal", 4.0), ("steel", "steel", 6.0), ("steel", "grain", 5.0)),
    ("grain", "grain", 10.0),
)
_FINAL_DEMAND = (
    ("coal", "household", 60.0),
    ("steel", "defence", 15.0),
    ("steel", "other", 20.0),
    ("grain", "household", 60.0),
    ("grain", "export", 10.0),
)
_CLAIMS = (
    ("coal", "households", "household", 64.0, 2),
    ("steel", "army", "defence", 18.0, 1),
    ("steel", "construction", "other", 22.0, 2),
    ("grain", "households", "household", 66.0, 2),
    ("grain", "foreign trade", "export", 10.0, 3),
)


def example(layout: str, periods: int) -> Mapping[str, tuple[TemplateRow, ...]]:
    """Rows of the example by sheet, with `flows` or `coefficients` as the layout says."""
    rows: dict[str, tuple[Cells, ...]] = {
        "settings": _settings(periods),
        "sectors": tuple(_sector(*sector) for sector in _SECTORS),
        layout: _technology(layout),
        "final_demand": tuple(
            {"sector": sector, "use": use, "value": value, "source": SYNTHETIC}
            for sector, use, value in _FINAL_DEMAND
        ),
        "labour": ({"category": "workers", "available": 85.0, "source": SYNTHETIC},),
        "agencies": tuple(
            {"agency": agency, "kind": "union", "rank": 5.0, "source": SYNTHETIC}
            for _, _, _, agency, *_ in _SECTORS
        ),
        "claims": tuple(
            {
                **{"commodity": commodity, "claimant": claimant, "use": use},
                **{"quantity": quantity, "class": float(priority), "source": SYNTHETIC},
            }
            for commodity, claimant, use, quantity, priority in _CLAIMS
        ),
        "control_figures": (
            {
                **{"figure": "Coal output", "measure": "output", "item": "coal"},
                **{"value": 1.1, "high": 1.15, "as": "index", "source": SYNTHETIC},
            },
        ),
    }
    return MappingProxyType(
        {name: tuple(TemplateRow(cells, example=True) for cells in of) for name, of in rows.items()}
    )


def _settings(periods: int) -> tuple[Cells, ...]:
    return (
        {"key": "title", "value": "Demonstration plan (synthetic)"},
        {"key": "base_year", "value": "1955"},
        {"key": "periods", "value": str(periods)},
        {"key": "currency", "value": "roubles"},
    )


def _sector(
    *fields: str | float,
) -> Cells:
    names = ("code", "name", "group", "agency", "base_output", "capacity", "price", "labour")
    row = dict(zip(names, fields, strict=True))
    return {**row, "unit": "mln t", "source": SYNTHETIC}


def _technology(layout: str) -> tuple[Cells, ...]:
    outputs = {str(sector[0]): sector[4] for sector in _SECTORS}
    return tuple(
        {
            "supplier": supplier,
            "user": user,
            "value": value if layout == "flows" else value / outputs[user],
            "source": SYNTHETIC,
        }
        for supplier, user, value in _FLOWS
    )
