"""Sheets about mobilisation and decrees, by the hand-made plans of `tests.reporting.decreed`."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from balances.gosplan import solve
from balances.politburo import Replay, run_frozen
from balances.reporting import ReportInput, render_report, to_json, verdict
from balances.reporting.gains import gains, worth_of
from balances.reporting.report import report_tables
from balances.reporting.rulings import TOLD, standings, why_words
from balances.reporting.steps import BARS, StepFigures, waterfall, waterfall_block
from balances.reporting.table import Formula, Link, Role, Row, Table, Waterfall, number
from balances.reporting.verdict import decrees_verdict
from tests.conftest import an_economy, good, made, want
from tests.reporting.decreed import grain, replayed, trucks
from tests.reporting.test_investment import with_frames

KAZAKS, ARMY = "kazaks: trucks (other)", "army: trucks (defence)"
HOMES, MINES = "homes: trucks (household)", "mines: trucks (other)"
NEW = {"Decrees", "Who paid", "Supply shock", "Frozen", "data_rulings", "data_shifts"}


@pytest.fixture(scope="module")
def ordered() -> ReportInput:
    return replayed(trucks())


@pytest.fixture(scope="module")
def shocked() -> ReportInput:
    return replayed(grain())


@pytest.fixture(scope="module")
def frozen() -> ReportInput:
    """tests.politburo.test_frozen: railways are ordered 20 of coal, and nobody replans."""
    economy = an_economy(
        good("coal", price=1.0), good("ore", price=1.0), good("steel", price=5.0),
        made("coal", 100.0), made("ore", 130.0), made("steel", 200.0),
        want("steel", 100.0), want("coal", 40.0, "homes", "household"),
        want("ore", 50.0, "trade", "export"),
        uses={("coal", "steel"): 0.6, ("ore", "steel"): 1.0},
    )  # fmt: skip
    railways = want("coal", 20.0, "railways", priority=0)
    changed = economy.with_claims((*economy.claims, railways))
    approved, again = solve(economy, "mobilised"), solve(changed, "mobilised")
    return ReportInput({"mobilised": again}, frozen=run_frozen(approved, changed))


def table(report: ReportInput, name: str) -> Table:
    return next(t for t in report_tables(report) if t.name == name)


def block(report: ReportInput, name: str, heading: str) -> tuple[Row, ...]:
    return next(b.rows for b in table(report, name).blocks if b.heading.startswith(heading))


def by(rows: tuple[Row, ...], key: str) -> dict[str, Row]:
    return {str(row.cells[key]): row for row in rows}


def value(row: Row, key: str) -> object:
    cell = row.cells.get(key)
    return cell.value if isinstance(cell, Formula) else cell


def figures(row: Row, *keys: str) -> list[float | None]:
    return [number(row.cells.get(key)) for key in keys]


def test_gains_are_judged_by_what_is_delivered(ordered: ReportInput) -> None:
    gained, paid = gains(*ordered.plans.values())
    # parts of the targets: (1000/9 - 50) / 150 and (8000/9 - 450) / 1200; a half of both
    assert [gain.words for gain in gained] == [KAZAKS, ARMY]
    assert [gain.words for gain in paid] == [HOMES, MINES]
    assert [gain.share for gain in paid] == pytest.approx([-0.5, -0.5])
    assert worth_of(gained) == pytest.approx(1000.0)
    assert worth_of(paid) == pytest.approx(-1000.0)


def test_compare_answers_four_questions_in_its_first_rows(ordered: ReportInput) -> None:
    found = table(ordered, "Compare")
    assert [b.heading.partition(":")[0] for b in found.blocks[:4]] == [
        *("Who gained", "Who paid", "What it cost", "Orders not carried out")
    ]
    assert found.blocks[0].heading == "Who gained: 2 goals, together +1,000 roubles"
    assert found.blocks[1].heading == "Who paid: 2 goals, together −1,000 roubles"
    assert found.blocks[2].heading == "What it cost: household consumption −100.0 %"
    assert found.blocks[3].heading == "Orders not carried out: 3 of 4"
    assert found.note.startswith(decrees_verdict(ordered.replay or Replay(ordered.main, ())))
    height = sum(3 + len(b.rows) for b in found.blocks[:4])
    assert height <= 35


def test_who_gained_and_who_paid(ordered: ReportInput) -> None:
    gained = by(block(ordered, "Compare", "Who gained"), "what")
    keys = ("balanced", "mobilised", "difference", "percent", "worth")
    # 1000/9 - 50 = 550/9, which is 11/9 of 50
    assert figures(gained[KAZAKS], *keys) == pytest.approx(
        [50.0, 1000 / 9, 550 / 9, 11 / 9, 1100 / 9]
    )
    assert gained[KAZAKS].cells["class"] == "0 orders"
    paid = by(block(ordered, "Compare", "Who paid"), "what")
    assert figures(paid[HOMES], *keys) == pytest.approx([300.0, 0.0, -300.0, -1.0, -600.0])


def test_what_mobilisation_cost(ordered: ReportInput) -> None:
    consumed, heights, price = block(ordered, "Compare", "What it cost")
    keys = ("balanced", "mobilised", "difference")
    assert figures(consumed, *keys) == pytest.approx([600.0, 0.0, -600.0])
    assert figures(heights, *keys) == pytest.approx([1000.0, 2000.0, 1000.0])
    assert value(price, "mobilised") == pytest.approx(0.6)


def test_orders_not_carried_out_say_why(ordered: ReportInput) -> None:
    short, refused, overruled = block(ordered, "Compare", "Orders not carried out")
    assert overruled.cells["why"] == "decree 1 of a higher authority has set it"
    assert "capacity of trucks in 1: at most 1000 t" in str(refused.cells["why"])
    assert str(short.cells["why"]).startswith("capacity of trucks in 1 (price ")
    keys = ("ordered", "achieved", "missing", "share")
    assert figures(short, *keys) == pytest.approx([1200.0, 8000 / 9, 2800 / 9, 20 / 27])
    assert [value(row, "outcome") for row in (overruled, refused)] == ["OVERRULED", "REFUSED"]


def test_summary_measures(ordered: ReportInput) -> None:
    rows = by(block(ordered, "Compare", "Summary measures"), "what")
    keys = ("balanced", "mobilised")
    # fulfilments are all 1/2, and 20/27 twice and 0 twice
    assert figures(rows["Lowest fulfilment"], *keys) == pytest.approx([0.5, 0.0])
    assert figures(rows["Gini coefficient of fulfilment"], *keys) == pytest.approx([0.0, 0.5])
    variation = figures(rows["Coefficient of variation of fulfilment"], *keys)
    assert variation == pytest.approx([0.0, 1.0], abs=1e-9)
    # half of 550/9 + 3950/9 + 300 + 200 = 1000, of 1000 trucks
    moved = rows["Share of allotments that changed hands"]
    assert value(moved, "mobilised") == pytest.approx(0.5)


def test_the_charts_of_compare_state_the_finding(ordered: ReportInput) -> None:
    classes, claimants = table(ordered, "Compare").charts
    assert classes.title == "Class 2 ordinary gets 0.0 % of target, 50.0 % balanced"
    assert (
        claimants.title == "Of claimants army (+877.8) gains most, homes (−600) pays most [roubles]"
    )
    rows = block(ordered, "Compare", "Average fulfilment by class")
    assert [figures(r, "goals", "balanced", "mobilised") for r in rows] == [
        pytest.approx([2, 0.5, 20 / 27]),
        pytest.approx([2, 0.5, 0.0]),
    ]


def test_winners_and_losers_add_up(ordered: ReportInput) -> None:
    rows = by(block(ordered, "Winners and losers", "By claimant"), "what")
    assert list(rows) == ["army", "kazaks", "mines", "homes", "Total"]
    keys = ("balanced", "mobilised", "difference", "percent")
    assert figures(rows["army"], *keys) == pytest.approx([900.0, 16000 / 9, 7900 / 9, 79 / 81])
    assert rows["Total"].role is Role.TOTAL
    assert figures(rows["Total"], *keys) == pytest.approx([2000.0, 2000.0, 0.0, 0.0])
    uses = by(block(ordered, "Winners and losers", "By use"), "what")
    assert figures(uses["other"], "balanced", "mobilised") == pytest.approx([500.0, 2000 / 9])
    sectors = by(block(ordered, "Winners and losers", "By sector"), "what")
    assert figures(sectors["trucks"], "balanced", "difference") == pytest.approx([2000.0, 0.0])


def test_allotments_are_compared_as_a_heat_map(ordered: ReportInput) -> None:
    matrix = table(ordered, "Allotments compared").blocks[0]
    assert {column.band for column in matrix.columns if column.heat} == {"Difference"}
    (row,) = matrix.rows
    names = {c.key: c.header for c in matrix.columns if c.band == "Difference"}
    moved = {name: number(row.cells[key]) for key, name in names.items()}
    wanted = {"kazaks": 550 / 9, "army": 3950 / 9, "homes": -300.0, "mines": -200.0}
    assert moved == pytest.approx(wanted)
    every = by(block(ordered, "Allotments compared", "Allotments that differ"), "agency")
    assert figures(every["homes"], "balanced", "mobilised", "percent") == pytest.approx(
        [300.0, 0.0, -1.0]
    )


def test_differences_are_shaded_by_a_scale_about_zero(ordered: ReportInput) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_report(ordered)))["Allotments compared"]
    ((_, (rule,)),) = sheet.conditional_formatting._cf_rules.items()
    low, middle, high = (float(end.val) for end in rule.colorScale.cfvo)
    assert (low, middle, high) == pytest.approx((-3950 / 9, 0.0, 3950 / 9))


def test_every_decree_has_a_row(ordered: ReportInput) -> None:
    first, second, third, fourth = block(ordered, "Decrees", "Rulings")
    outcomes = [row.cells["outcome"] for row in (first, second, third, fourth)]
    assert outcomes == ["PAID", "OVERRULED", "REFUSED", "SHORT"]
    assert first.cells["number"] == Link("1", "Who paid")
    assert first.cells["date"] == "1933-01"
    assert second.cells["authority"] == "a trust, in the name of Gosplan"
    keys = ("ordered", "achieved", "share", "lost")
    # the 100 trucks that the kazaks got more were others', at 2 roubles
    assert figures(first, *keys) == pytest.approx([150.0, 150.0, 1.0, 200.0])
    # homes and mines lose all, 8500/19, and the kazaks 350/9
    lost = 2.0 * (8500 / 19 + 350 / 9)
    assert figures(fourth, *keys) == pytest.approx([1200.0, 8000 / 9, 20 / 27, lost])
    assert "ordered" not in second.cells or second.cells["ordered"] is None
    # 47.37 of 900, 31.58 of 600 and 21.05 of 400 are all 1/19 of the target: by name
    assert first.cells["payers"] == f"{ARMY}, 1 −5.26 %; {HOMES}, 1 −5.26 %; {MINES}, 1 −5.26 %"


def test_the_plan_after_each_decree(ordered: ReportInput) -> None:
    start, first, last = block(ordered, "Decrees", "The plan after each decree")
    assert [row.cells["step"] for row in (start, first, last)] == [
        *("approved", "1 scale", "4 set target")
    ]
    keys = ("heights", "consumption")
    assert figures(start, *keys) == pytest.approx([1000.0, 600.0])
    assert figures(first, *keys) == pytest.approx([2 * (150 + 7650 / 19), 10200 / 19])
    assert figures(last, *keys) == pytest.approx([2000.0, 0.0])


def test_a_long_reason_is_told_in_part_on_sheets_and_whole_in_the_data(
    ordered: ReportInput,
) -> None:
    assert ordered.replay is not None
    refused = replace(ordered.replay.rulings[2], lines=("one", "two", "three", "four", "five"))
    assert why_words(refused, TOLD) == "one; two; three; and 2 more, all in data_rulings"
    assert why_words(refused) == "one; two; three; four; five"
    assert why_words(replace(refused, lines=("one",)), TOLD) == "one"


def test_notes_of_a_replay_do_not_say_that_decrees_are_left_out(ordered: ReportInput) -> None:
    left_out = ("sheet decrees (4 rows): the plan is the one before the first of them.", "else")
    plan = ordered.main
    told = with_frames(plan)
    vars(told)["economy"] = replace(plan.economy, left_out=left_out)
    report = replace(ordered, plans={"mobilised": told})
    (row,) = block(report, "Notes", "What was left out")
    assert row.cells["text"] == "else"
    assert len(block(replace(report, replay=None), "Notes", "What was left out")) == 2


def test_the_waterfall_leads_from_the_approved_to_the_final_plan(ordered: ReportInput) -> None:
    start, first, second, end = block(ordered, "Decrees", "Step by step: household consumption")
    after = 10200 / 19
    assert figures(start, "level", "base", "rise") == [600.0, None, None]
    assert figures(first, "base", "rise", "fall") == pytest.approx([after, 0.0, 600 - after])
    assert figures(second, "base", "rise", "fall") == pytest.approx([0.0, 0.0, after])
    assert value(end, "level") == pytest.approx(0.0)
    chart = table(ordered, "Decrees").charts[1]
    assert isinstance(chart, Waterfall)
    assert chart.title == (
        "Decrees move household consumption from 600 to 0 roubles (−100.0 %); "
        "decree 4 set target takes most"
    )


def test_many_steps_are_merged_and_still_add_up() -> None:
    steps = [StepFigures(f"decree {n}", str(n), None, None, 0.0, None) for n in range(31)]
    values = [float(n * n) for n in range(31)]
    block = waterfall_block("Sum", steps, values)
    assert len(block.rows) == BARS + 3
    others = block.rows[-2]
    # the last 12 steps are the largest: 900 - 18**2 = 576 of 900, and 324 are others'
    assert others.cells["step"] == "others"
    assert figures(others, "value", "rise") == pytest.approx([900.0, 324.0])
    chart = waterfall(block, 0, "the sum", "roubles")
    assert chart.least == 0.0


def test_a_waterfall_of_small_changes_says_that_its_axis_is_cut() -> None:
    steps = [StepFigures("", str(n), None, None, 0.0, None) for n in range(2)]
    chart = waterfall(waterfall_block("Sum", steps, [100.0, 98.0]), 0, "the sum", "roubles")
    assert chart.least == pytest.approx(97.0)
    assert chart.axis.endswith("not from zero")


def test_orders_stand_as_the_final_plan_has_them(ordered: ReportInput) -> None:
    assert ordered.replay is not None
    first, second, third, fourth = standings(ordered.replay)
    assert (first.number, first.stands, first.ordered) == ("1", "short", 150.0)
    assert first.achieved == pytest.approx(1000 / 9)
    assert first.why.startswith("capacity of trucks in 1")
    assert (second.stands, second.ordered) == ("not in force", None)
    assert third.stands == "not in force"
    assert (fourth.stands, fourth.achieved) == ("short", pytest.approx(8000 / 9))
    rows = by(block(ordered, "Who paid", "How every order stands"), "number")
    heading = "How every order stands in the final plan: 2 short, 2 not in force"
    assert table(ordered, "Who paid").blocks[0].heading == heading
    assert figures(rows["1"], "missing", "share") == pytest.approx([350 / 9, 20 / 27])


def test_an_order_that_a_later_decree_moves_is_said_to_be_moved() -> None:
    log = trucks().decrees[:1]
    again = replace(log[0], number="5", date="1933-05", value=1.0)
    report = replayed(trucks((*log, again)))
    assert report.replay is not None
    first, second = standings(report.replay)
    assert (first.stands, first.why) == ("moved since", "by decree 5")
    assert (second.stands, second.achieved) == ("in full", pytest.approx(50.0))


def test_payers_and_gainers_of_each_decree(ordered: ReportInput) -> None:
    rows = block(ordered, "Who paid", "Gainers and payers")
    heads = [row.cells["what"] for row in rows if row.role is Role.HEADING]
    assert heads == [
        "1: scale trucks/kazaks/other 3 times (PAID)",
        "4: set target trucks/army/defence 1200 (SHORT)",
    ]
    gained, army, *_ = (row for row in rows if row.role is Role.DATA)
    assert (gained.cells["what"], gained.cells["side"]) == (KAZAKS, "gained, as ordered")
    keys = ("before", "after", "difference", "percent", "worth")
    assert figures(gained, *keys) == pytest.approx([50.0, 150.0, 100.0, 2.0, 200.0])
    assert (army.cells["what"], army.cells["side"]) == (ARMY, "paid")
    lost = -900 / 19
    assert figures(army, "difference", "percent", "worth") == pytest.approx(
        [lost, lost / 450.0, 2 * lost]
    )


def test_a_shock_is_an_equal_cut_or_a_protected_one(shocked: ReportInput) -> None:
    (supply,) = block(shocked, "Supply shock", "What is left")
    assert figures(supply, "before", "balanced", "mobilised", "left") == pytest.approx(
        [1000.0, 800.0, 800.0, 0.8]
    )
    rows = by(block(shocked, "Supply shock", "Cuts"), "what")
    keys = ("claim", "balanced", "cut_b", "mobilised", "cut_m")
    army, trade = rows["army: grain (defence)"], rows["trade: grain (export)"]
    assert figures(army, *keys) == pytest.approx([300.0, 240.0, 0.2, 300.0, 0.0], abs=1e-9)
    assert figures(trade, *keys) == pytest.approx([200.0, 160.0, 0.2, 0.0, 1.0], abs=1e-9)
    assert army.cells["class"] == "1 commanding heights"
    note = table(shocked, "Supply shock").note
    assert note.startswith("Cuts of 3 claims: balanced 20.0 %, mobilised 0.0 % to 100.0 %.")


def test_frozen_shows_the_damage_of_not_replanning(frozen: ReportInput) -> None:
    outputs = by(block(frozen, "Frozen", "Damage to outputs"), "item")
    # tests.politburo.test_frozen: 260/3 * 18/23 of steel against 80 when replanned
    steel = 260 / 3 * 72 / 92
    assert figures(outputs["steel"], "approved", "frozen", "rebalanced", "damage") == (
        pytest.approx([260 / 3, steel, 80.0, 80.0 - steel])
    )
    claims = by(block(frozen, "Frozen", "Damage to claims"), "item")
    homes = claims["homes: coal (household)"]
    assert figures(homes, "frozen", "rebalanced") == pytest.approx([40 * 72 / 92, 32.0])
    assert "It is not collapsing." in table(frozen, "Frozen").note
    start = block(frozen, "Frozen", "Output round by round")[0]
    # coal 92, ore 130, steel 260/3 at 5
    assert value(start, "value") == pytest.approx(92 + 130 + 1300 / 3)
    assert table(frozen, "Frozen").charts


def test_sheets_are_absent_where_there_is_nothing_to_say(
    full: ReportInput, simple: ReportInput, ordered: ReportInput
) -> None:
    assert not NEW & {found.name for found in report_tables(full)}
    alone = {found.name for found in report_tables(simple)}
    pair = {"Compare", "Winners and losers", "Allotments compared", "Side by side"}
    assert not (NEW | pair) & alone
    assert {"Supply shock", "Frozen"}.isdisjoint(t.name for t in report_tables(ordered))
    without = replace(ordered, replay=Replay(ordered.main, ()))
    assert not NEW & {found.name for found in report_tables(without)}


def test_summary_and_contents_count_the_decrees(ordered: ReportInput) -> None:
    said = (
        "4 decrees: 1 carried out (1 at the cost of others), 1 short, 1 refused, 1 overruled. "
        "Orders are in the mobilised plan only."
    )
    assert table(ordered, "Summary").note == f"{verdict(ordered.main)} {said}"
    assert any(found.note == said for found in table(ordered, "Contents").blocks)


def test_nothing_reads_nan_and_every_formula_has_its_value(
    ordered: ReportInput, shocked: ReportInput, frozen: ReportInput
) -> None:
    for report in (ordered, shocked, frozen):
        content = render_report(report)
        formulas, values = (
            openpyxl.load_workbook(io.BytesIO(content), data_only=data) for data in (False, True)
        )
        for sheet in formulas:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                stored = values[sheet.title][cell.coordinate].value
                assert str(stored).lower() not in ("nan", "inf", "-inf"), (sheet.title, cell)
                assert cell.data_type != "f" or stored not in (None, "")


def test_the_same_log_gives_the_same_bytes(ordered: ReportInput) -> None:
    assert render_report(ordered) == render_report(replayed(trucks()))


def test_json_has_the_rulings(ordered: ReportInput) -> None:
    found = json.loads(to_json(ordered))["rulings"]
    assert [ruling["number"] for ruling in found] == ["1", "2", "3", "4"]
    first, second, _, fourth = found
    assert (first["outcome"], first["ordered"], first["unit"]) == ("PAID", 150.0, "t")
    assert (first["date"], first["authority"]) == ("1933-01", "Politburo")
    assert first["words"] == "scale trucks/kazaks/other 3 times"
    assert first["gained"][0]["key"] == "claim:trucks/kazaks/other/1"
    assert first["gained"][0]["ordered"] is True
    assert [shift["share"] for shift in first["paid"]] == pytest.approx([-1 / 19] * 3)
    assert second["ordered"] is None
    assert second["lines"] == ["decree 1 of a higher authority has set it"]
    assert fourth["binding"][0]["row"] == "capacity of trucks in 1"
    assert fourth["lost_by_others"] == pytest.approx(2.0 * (8500 / 19 + 350 / 9))


def test_json_compares_who_gained_and_who_paid(ordered: ReportInput) -> None:
    found = json.loads(to_json(ordered))["comparison"]
    assert found["heights_gained"] == pytest.approx(1000.0)
    assert found["price_of_mobilisation"] == pytest.approx(0.6)
    assert [row["value"] for row in found["paid"]] == pytest.approx([-600.0, -400.0])
    lost = {row["key"]: row["change"] for row in found["who_carried_the_cut"]}
    assert lost == pytest.approx(
        {"claim:trucks/homes/household/1": -0.5, "claim:trucks/mines/other/1": -0.5}
    )


def test_tidy_tables_hold_every_ruling_and_shift(ordered: ReportInput) -> None:
    rulings, shifts = (table(ordered, name) for name in ("data_rulings", "data_shifts"))
    assert len(rulings.blocks[0].rows) == 4
    lost = [row for row in shifts.blocks[0].rows if row.cells["number"] == "4"]
    assert sum(number(row.cells["value"]) or 0.0 for row in lost) == pytest.approx(0.0)


def test_notes_define_every_measure(ordered: ReportInput, full: ReportInput) -> None:
    def words(report: ReportInput) -> set[object]:
        return {r.cells["what"] for b in table(report, "Notes").blocks for r in b.rows}

    measures = {
        *("Share of goals met", "Gini coefficient of fulfilment", "Price of mobilisation"),
        *("Coefficient of variation of fulfilment", "Share of allotments that changed hands"),
        *("Who carried the cut", "Who gained, who paid", "Worth"),
    }
    assert measures <= words(full)
    assert "Outcome of a decree" not in words(full)
    assert {"Outcome of a decree", "Lost by others", "How an order stands"} <= words(ordered)
