"""Small workbooks that ask for more than there is: random, seeded, and written as csv files.

Every figure that limits the plan is listed with its cell, and with what stands there when it is
out of force. That list is made here, from the meaning of the sheets, and not by the package.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from balances.workbook.address import address

Rows = tuple[dict[str, Any], ...]

STRUCK = "struck"
"""Out of force, the whole row of the figure is gone."""

MUCH = 1e3
"""Out of force, a limit is this many times as large as anything in the workbook."""

GOODS = ("ore", "steel", "cloth", "works")

MOST = "at_most"


@dataclass(frozen=True)
class Limit:
    """A figure that limits the plan.

    Attributes:
        sheet, row, column: its cell; the row counts from 0 below the header.
        free: what stands there out of force; `STRUCK` = the row is gone.
    """

    sheet: str
    row: int
    column: str
    free: Any


@dataclass(frozen=True)
class Book:
    """A workbook as rows of its sheets.

    Attributes:
        sheets: rows by sheet, a column a key. limits: every figure that limits the plan.
    """

    sheets: dict[str, Rows]
    limits: tuple[Limit, ...]

    def columns(self, sheet: str) -> list[str]:
        return list(dict.fromkeys(name for row in self.sheets[sheet] for name in row))

    def cell(self, limit: Limit) -> tuple[str, str]:
        place = self.columns(limit.sheet).index(limit.column) + 1
        return limit.sheet, address(limit.row + 2, place)

    def write(self, folder: Path) -> Path:
        """Write a csv file a sheet; a row that was struck leaves its line blank."""
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.csv"):
            old.unlink()
        for name in self.sheets:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                columns = self.columns(name)
                out.writerow(columns)
                out.writerows(
                    [row.get(column, "") for column in columns] for row in self.sheets[name]
                )
        return folder

    def with_cell(self, limit: Limit, value: Any) -> Book:
        rows = list(self.sheets[limit.sheet])
        rows[limit.row] = rows[limit.row] | {limit.column: value}
        return replace(self, sheets=self.sheets | {limit.sheet: tuple(rows)})

    def freed_but(self, kept: Collection[Limit]) -> Book:
        """The same with every limit out of force but those kept."""
        found = self
        for limit in self.limits:
            if limit in kept:
                continue
            if limit.free == STRUCK:
                blank = dict.fromkeys(self.columns(limit.sheet), "")
                rows = list(found.sheets[limit.sheet])
                rows[limit.row] = blank
                found = replace(found, sheets=found.sheets | {limit.sheet: tuple(rows)})
            else:
                found = found.with_cell(limit, limit.free)
        return found


class _Maker:
    """A workbook while it is being made."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.sheets: dict[str, list[dict[str, Any]]] = {}
        self.limits: list[Limit] = []
        self.unit = 10.0 ** float(self.random.integers(-2, 4))
        self.size = {good: self.between(20.0, 100.0) * self.unit for good in GOODS}
        count = int(self.random.integers(1, 4))
        self.periods = [str(1933 + t) for t in range(count)]
        self.all_limits = self.maybe(0.1)

    def between(self, low: float, high: float) -> float:
        """A number of few digits, as a planner would write it."""
        return float(f"{self.random.uniform(low, high):.3g}")

    def maybe(self, share: float = 0.5) -> bool:
        return bool(self.random.random() < share)

    def one_of(self, *choices: Any) -> Any:
        return choices[int(self.random.integers(len(choices)))]

    def part(self, good: str, low: float, high: float) -> float:
        return float(f"{self.size[good] * self.random.uniform(low, high):.3g}")

    def row(self, sheet: str, row: dict[str, Any], **limits: Any) -> None:
        """A row, and the columns of it that limit the plan with what frees them."""
        rows = self.sheets.setdefault(sheet, [])
        self.limits += [Limit(sheet, len(rows), column, free) for column, free in limits.items()]
        rows.append(row)

    def ordered(self, measure: str, value: float, item: str = "", **more: Any) -> None:
        """A hard control figure."""
        number = len(self.sheets.get("control_figures", ())) + 1
        fields = {"figure": f"Figure {number}", "measure": measure, "item": item, "hard": "yes"}
        period = {"period": self.one_of(*self.periods)}
        self.row("control_figures", fields | period | {"value": value} | more, value=STRUCK)

    def book(self) -> Book:
        columns = {
            n: dict.fromkeys(k for row in rows for k in row) for n, rows in self.sheets.items()
        }
        whole = {
            name: tuple({k: row.get(k, "") for k in columns[name]} for row in rows)
            for name, rows in self.sheets.items()
        }
        return Book(whole, tuple(self.limits))


def book_of(seed: int) -> Book:
    """A workbook of a few things that may contradict each other."""
    make = _Maker(seed)
    _frame(make)
    _sectors(make)
    _claims(make)
    chosen = [way for way in WAYS if make.maybe(0.16)] or [make.one_of(*WAYS)]
    for way in chosen:
        way(make)
    _finance(make)
    return make.book()


def _frame(make: _Maker) -> None:
    method = "least_effort" if make.all_limits else "leximin"
    for key, value in (("base_year", 1932), ("periods", len(make.periods)), ("method", method)):
        make.row("settings", {"key": key, "value": value})
    for supplier in GOODS:
        for user in GOODS[:3]:
            share = make.between(0.0, 0.2)
            value = share * make.size[supplier] / make.size[user]
            make.row("coefficients", {"supplier": supplier, "user": user, "value": value})


def _sectors(make: _Maker) -> None:
    many = MUCH * max(make.size.values())
    for good in GOODS:
        row = {
            "code": good, "unit": "t", "group": "B" if good == "cloth" else "A",
            "agency": f"Min{good.title()}",
            "base_output": make.size[good], "price": 1.0 / make.size[good],
            "retail_price": 2.0 / make.size[good] if good == "cloth" else "",
            "capacity": "", "opening_stock": "", "import_limit": "", "import_price": "",
            "storable": "yes" if make.maybe() else "no", "lead": "", "opening_output": "",
            "depreciation": make.one_of("", "", 0.05),
        }  # fmt: skip
        limits: dict[str, Any] = {}
        if make.maybe(0.85):
            row["capacity"], limits["capacity"] = make.part(good, 0.7, 1.3), many
        if make.maybe(0.3):
            row["opening_stock"], limits["opening_stock"] = make.part(good, 0.05, 0.2), many
        if make.maybe(0.4):
            row["import_limit"], limits["import_limit"] = make.part(good, 0.05, 0.3), "unlimited"
            row["import_price"] = 1.0 / make.size[good]
        if good == "ore" and len(make.periods) > 1 and make.maybe(0.2):
            row["lead"] = 1
            row["opening_output"], limits["opening_output"] = make.part(good, 0.5, 0.9), many
        make.row("sectors", row, **limits)


def _claims(make: _Maker) -> None:
    free = STRUCK if make.all_limits else MUCH * max(make.size.values())
    users = (("ore", "railways", "other"), ("steel", "army", "defence"),
             ("cloth", "homes", "household"), ("cloth", "trade", "export"))  # fmt: skip
    for good, who, use in users:
        periods = make.periods if make.maybe() else [""]
        for period in periods:
            target = make.part(good, 0.2, 0.7)
            row = {"commodity": good, "claimant": who, "use": use, "period": period}
            row |= {"quantity": target, "floor": ""}
            limits = {"quantity": free}
            if make.maybe() and not make.all_limits:
                row["floor"] = float(f"{target * make.one_of(0.3, 0.6, 1.0):.3g}")
                row["floor"] = min(row["floor"], target)
                limits["floor"] = ""
            make.row("claims", row, **limits)


def _outputs(make: _Maker) -> None:
    """Output ordered beyond what capacity, ore or hands allow."""
    for good in ("steel", "ore", "cloth"):
        if make.maybe(0.6):
            make.ordered("output", make.part(good, 0.5, 1.3), good)
    if make.maybe(0.4):
        good = make.one_of("steel", "cloth")
        make.ordered("output", make.part(good, 0.3, 1.0), good, sense=make.one_of(MOST, "equal"))


def _growth(make: _Maker) -> None:
    """The same as growth on the base year."""
    ways = {"index": make.between(0.8, 1.8), "percent": make.between(-20.0, 80.0)}
    basis = make.one_of(*ways)
    make.ordered("output", ways[basis], make.one_of("steel", "cloth"), **{"as": basis})


def _groups(make: _Maker) -> None:
    """A group ordered beyond what the total may be."""
    make.ordered("group_output", make.between(1.0, 2.5), "A")
    make.ordered("group_output", make.between(1.0, 3.0), "all", sense=MOST)


def _income(make: _Maker) -> None:
    make.ordered("national_income", make.between(0.5, 2.0), "all")


def _consumption(make: _Maker) -> None:
    """More to be consumed than anybody claims."""
    if not make.all_limits:
        make.ordered("consumption", make.part("cloth", 0.3, 1.0), "cloth")


def _exports(make: _Maker) -> None:
    if not make.all_limits:
        make.ordered("exports", make.part("cloth", 0.2, 0.8), "cloth")


def _hands(make: _Maker) -> None:
    """Workers by period, or one figure for all."""
    for good in GOODS[:3]:
        norm = make.between(20.0, 60.0) / make.size[good]
        make.row("labour_norms", {"category": "hands", "sector": good, "per_unit": norm})
    for period in make.periods if make.maybe() else [""]:
        row = {"category": "hands", "period": period, "available": make.between(30.0, 120.0)}
        make.row("labour", row | {"wage": 0.01}, available=1e5)
    if make.maybe(0.3):
        make.ordered("employment", make.between(40.0, 150.0), "", sense=MOST)


def _currency(make: _Maker) -> None:
    """What is imported must be paid for."""
    if make.all_limits:
        return
    make.sheets["sectors"][0] |= {"import_price": 2.0 / make.size["ore"]}
    for row in make.sheets["sectors"]:
        row["export_price"] = 1.0 / make.size[row["code"]]
    make.ordered("imports", make.part("ore", 0.1, 0.5), "ore")
    make.sheets.setdefault("money", []).append({"foreign_credit": make.between(0.02, 0.2)})


def _allotments(make: _Maker) -> None:
    """What one ministry must, or may, receive."""
    if any(row["lead"] for row in make.sheets["sectors"]):
        return
    row = {"commodity": "ore", "agency": "MinSteel", "period": make.one_of("", make.periods[0])}
    if make.maybe():
        make.row("allocations", row | {"min": make.part("ore", 0.3, 1.2), "max": ""}, min="")
    else:
        make.row("allocations", row | {"min": "", "max": make.part("ore", 0.0, 0.1)}, max="")
        make.ordered("output", make.part("steel", 0.5, 1.0), "steel")


def _building(make: _Maker) -> None:
    """New capacity, for which the money may not suffice."""
    for user in ("steel", "cloth"):
        value = make.between(0.2, 1.0) * make.size["works"] / make.size[user]
        make.row("capital", {"good": "works", "sector": user, "per_unit": value})
    money: dict[str, Any] = {"budget": make.between(0.02, 0.4)}
    if make.maybe(0.3):
        money |= {"budget_rule": "authorised", "overhang_limit": make.between(0.0, 0.2)}
        make.ordered("real_investment", make.between(0.02, 0.3), sense=MOST)
    elif make.maybe(0.3):
        money |= {"normal_capital_work": make.between(0.1, 0.4), "price_elasticity": 1}
    elif make.maybe(0.3):
        money |= {"normal_capital_work": make.between(0.05, 0.3), "price_elasticity": 0.6,
                  "price_cap": make.between(1.05, 1.5)}  # fmt: skip
    if make.sheets["sectors"][1]["capacity"]:
        make.ordered("capacity", make.part("steel", 1.0, 2.0), "steel")
    make.sheets.setdefault("money", []).append(money)


def _treasury(make: _Maker) -> None:
    """Investment that the state budget cannot pay for; a negative deficit is a surplus."""
    make.sheets.setdefault("money", []).append(
        {"other_income": make.between(0.3, 0.9), "other_spending": make.between(0.1, 0.7),
         "deficit_limit": make.between(-0.2, 0.3)}
    )  # fmt: skip


def _households(make: _Maker) -> None:
    """Incomes that find nothing to buy at the capped price, and cannot all be saved."""
    if make.all_limits:
        return
    if not make.sheets.get("labour"):
        _hands(make)
    make.sheets.setdefault("money", []).append(
        {"household_other_income": make.between(0.2, 1.5), "savings": make.between(0.0, 0.5),
         "consumer_price_cap": 1.1}
    )  # fmt: skip


def _projects(make: _Maker) -> None:
    """Sites, of which only so many may be open at once."""
    whole = make.one_of("no", "yes")
    for name in ("north", "south"):
        make.row(
            "projects",
            {"project": name, "sector": "steel", "capacity_added": make.part("steel", 0.2, 0.5),
             "cost": make.between(0.05, 0.3), "integer": whole},
        )  # fmt: skip
    make.ordered("output", make.part("steel", 0.9, 1.8), "steel", period=make.periods[-1])
    if whole == "yes":
        make.sheets.setdefault("money", []).append({"max_open": 1})


def _shocks(make: _Maker) -> None:
    """A blow that takes a part of what there is, whoever orders what."""
    what = make.one_of("capacity", "yield", "imports", "stock")
    make.row(
        "decrees",
        {"number": 1, "date": "1932-12-01", "authority": "Nature", "kind": "shock",
         "value": make.between(0.3, 0.9), "sector": make.one_of("ore", "steel"), "what": what},
    )  # fmt: skip


WAYS = (
    *(_outputs, _growth, _groups, _income, _consumption, _exports, _hands, _currency),
    *(_allotments, _building, _treasury, _households, _projects, _shocks),
)


def _finance(make: _Maker) -> None:
    """The sheet finance: what the ways asked for, the first of each column, in every period."""
    asked: dict[str, Any] = {}
    for money in make.sheets.pop("money", ()):
        asked = money | asked
    if any(row["import_price"] for row in make.sheets["sectors"]):
        asked = {"foreign_credit": make.one_of(0.0, 0.05, 0.2)} | asked
    if not asked:
        return
    free = {"foreign_credit": MUCH, "budget": "", "overhang_limit": "", "normal_capital_work": MUCH,
            "price_cap": "", "deficit_limit": MUCH, "savings": MUCH, "max_open": ""}  # fmt: skip
    for period in make.periods:
        limits = {column: free[column] for column in asked if column in free}
        if asked.get("price_elasticity") != 1:
            limits.pop("normal_capital_work", None)
        make.row("finance", {"period": period} | asked, **limits)
