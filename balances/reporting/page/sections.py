"""Sections of the page: the sheets of the report, each shown for every plan.

Where there are two plans, a section holds both and the switch of the page shows one of them.
To add a sheet: one line in `SECTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting.classes import declared_classes
from balances.reporting.figures.figure import BarFigure, NetworkFigure
from balances.reporting.figures.flow_network import flow_network
from balances.reporting.figures.investment_prices import investment_prices
from balances.reporting.figures.investment_work import investment_work
from balances.reporting.figures.output_by_group import output_by_group
from balances.reporting.figures.who_gained import who_gained
from balances.reporting.frames import records
from balances.reporting.page.charts import drawn
from balances.reporting.page.markup import element
from balances.reporting.page.network import network_diagram
from balances.reporting.page.tables import block_html
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets.allotments_compared import allotments_compared
from balances.reporting.sheets.compare import compare
from balances.reporting.sheets.control_figures import control_figures
from balances.reporting.sheets.decrees import decrees
from balances.reporting.sheets.distribution import distribution
from balances.reporting.sheets.explanations import explanations
from balances.reporting.sheets.frozen import frozen
from balances.reporting.sheets.investment import investment
from balances.reporting.sheets.iterations import iterations
from balances.reporting.sheets.labour import labour
from balances.reporting.sheets.material_balances import material_balances
from balances.reporting.sheets.money import money
from balances.reporting.sheets.notes import notes
from balances.reporting.sheets.plan import plan as outputs
from balances.reporting.sheets.prices import prices
from balances.reporting.sheets.problems import problems
from balances.reporting.sheets.projects import projects
from balances.reporting.sheets.structure import structure
from balances.reporting.sheets.summary import summary
from balances.reporting.sheets.supply_shock import supply_shock
from balances.reporting.sheets.trade import trade
from balances.reporting.sheets.who_paid import who_paid
from balances.reporting.sheets.winners_losers import winners_losers
from balances.reporting.table import Block, Column, Row, Show, Table
from balances.reporting.wording import class_words, plan_name, titled

Sheet = Callable[[ReportInput], Table | None]
DrawnFigure = Callable[[ReportInput], BarFigure | NetworkFigure | None]


def goals(report: ReportInput) -> Table | None:
    """Every goal of a plan: what was asked and what is delivered."""
    plan = report.main
    declared = declared_classes(plan)
    columns = (
        Column("goal", "Goal"),
        Column("period", "Period"),
        Column("fulfilment", "Fulfilment", show=Show.SHARE),
        Column("target", "Target", show=Show.QUANTITY),
        Column("delivered", "Delivered", show=Show.QUANTITY),
        Column("unit", "Unit"),
        Column("class", "Class"),
    )
    same = ("period", "unit", "target", "delivered", "fulfilment")
    rows = tuple(
        Row(
            {"goal": goal_words(goal)}
            | {"class": class_words(declared.get(goal["key"], goal["priority"]))}
            | {key: goal[key] for key in same}
        )
        for goal in records(plan.goals)
    )
    return Table("Goals", titled(plan, "Goals"), "", (Block(columns, rows),)) if rows else None


def details(report: ReportInput) -> Table | None:
    """The summary of one plan without the figures of all, which stand at the head of the page."""
    found = summary(report)
    return None if found is None else replace(found, blocks=found.blocks[1:], note="")


def notes_of_page(report: ReportInput) -> Table | None:
    """The notes without the colours and formulas of the Excel report."""
    found = notes(report)
    if found is None:
        return None
    kept = tuple(block for block in found.blocks if not block.heading.startswith("How to read"))
    return replace(found, blocks=kept)


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Attributes:
        name: in links; lower case and hyphens.
        heading: of the part.
        sheet: what it shows.
        of_mode: whether every plan has its own, or one is about all.
        figures: what is drawn above the tables.
        note: how to read it; None = as the sheet of the Excel report says.
    """

    name: str
    heading: str
    sheet: Sheet
    of_mode: bool = True
    figures: tuple[DrawnFigure, ...] = ()
    note: str | None = None


OF_THE_BALANCED = "Difference = mobilised less balanced; percent is of the balanced plan."

SECTIONS: tuple[Section, ...] = (
    Section("compare", "Balanced and mobilised", compare, False, (who_gained,)),
    Section("winners", "Winners and losers", winners_losers, False, note=OF_THE_BALANCED),
    Section("rulings", "Rulings", decrees, of_mode=False),
    Section(
        "who-paid",
        "Who paid",
        who_paid,
        of_mode=False,
        note="Gains and losses are against the step before, the largest part of a target first. "
        "Percent is of the quantity before. Worth is at base prices; a control figure has none.",
    ),
    Section("shock", "Supply shock", supply_shock, of_mode=False),
    Section("frozen", "Without replanning", frozen, of_mode=False),
    Section("details", "Shortfalls, tight limits, growth", details, figures=(output_by_group,)),
    Section("goals", "Goals", goals),
    Section("outputs", "Outputs", outputs),
    Section("control-figures", "Control figures", control_figures),
    Section(
        "balances",
        "Material balances",
        material_balances,
        note="One row per product and period, in the product's own unit. "
        "Lines that are zero throughout are left out.",
    ),
    Section("structure", "Structure of production", structure, False, (flow_network,)),
    Section(
        "distribution",
        "Distribution",
        distribution,
        note="What each agency receives of the centrally distributed products: the production use "
        "of its activities, their construction, its own claims, and what it holds beyond its use. "
        "Share is of all sources of the product in the period.",
    ),
    Section(
        "allotments-compared",
        "Distribution, balanced and mobilised",
        allotments_compared,
        of_mode=False,
        note=OF_THE_BALANCED,
    ),
    Section("labour", "Labour", labour),
    Section("investment", "Investment", investment, figures=(investment_work, investment_prices)),
    Section("projects", "Projects", projects),
    Section("money", "Money", money),
    Section("trade", "Trade", trade),
    Section("prices", "Shadow prices", prices),
    Section("explanations", "Why goals are short", explanations),
    Section("iterations", "Rounds", iterations),
    Section("problems", "Problems in the workbook", problems, of_mode=False),
    Section("notes", "Notes", notes_of_page, of_mode=False),
)


def section_html(section: Section, report: ReportInput) -> list[Element]:
    """What stands in a section; nothing where the sheet has nothing to say."""
    if not section.of_mode:
        return _parts(section, report, section.name)
    found = []
    for mode, plan in report.plans.items():
        alone = replace(report, plans={mode: plan})
        parts = _parts(section, alone, f"{section.name}-{mode}")
        if parts:
            found.append(of_mode(plan, parts, report))
    return found


def of_mode(plan: Plan, parts: list[Element], report: ReportInput) -> Element:
    """Parts about one plan under its name; the switch shows and hides it where there are two."""
    if len(report.plans) < 2:
        return element("div", *parts)
    name = element("p", plan_name(plan), class_="plan-name")
    return element("div", name, *parts, class_=f"of-{plan.mode}")


def _parts(section: Section, report: ReportInput, name: str) -> list[Element]:
    table = section.sheet(report)
    if table is None or not table.blocks:
        return []
    note = table.note if section.note is None else section.note
    mode = report.main.mode if section.of_mode else ""
    figures = [figure(report) for figure in section.figures]
    found = [_drawn(figure, mode) for figure in figures if figure is not None]
    found += [element("p", note, class_="note")] if note else []
    for position, block in enumerate(table.blocks):
        found += block_html(block, f"{name}-{position}", table.title)
    return found


def _drawn(figure: BarFigure | NetworkFigure, mode: str) -> Element:
    return network_diagram(figure) if isinstance(figure, NetworkFigure) else drawn(figure, mode)
