"""Notes: where the figures come from, how they were made, what they mean, how to cite them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from balances.gosplan.plan import Plan
from balances.reporting.definitions import COMPARISON, DECREES, FROZEN, HOUSEHOLDS, INVESTMENT
from balances.reporting.frames import frame_of
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Row, Table
from balances.reporting.wording import SYNTHETIC, plan_name, span

_COLUMNS = (Column("what", "What", width=30.0), Column("text", "Text", width=110.0))

_METHODS = {
    "leximin": (
        "Goals are claims, soft control figures and closing stocks. Class by class, the smallest "
        "share of target delivered is made as large as it can be; the goals that stop it there "
        "are fixed, and the rest is raised further. Within a class nobody can be given more "
        "without giving less to someone who already has a smaller share (leximin)."
    ),
    "weighted": "The weighted sum of the shares of target delivered is made as large as it can be.",
    "least_effort": "All goals are hard; the plan that takes the least effort is chosen.",
    "iterative": (
        "Gosplan's own rounds: outputs start at final use; each round adds the inputs needed for "
        "the outputs of the round before. Nothing is optimised."
    ),
}
_MODES = {
    "balanced": "Balanced: all goals stand in one class, so shortage is shared in equal cuts.",
    "mobilised": (
        "Mobilised: classes as the workbook declares them (0 orders, 1 commanding heights, "
        "2 ordinary, 3 residual); a later class takes what the earlier ones leave."
    ),
}
_LEAST_EFFORT = (
    "Least effort",
    "Among all plans that reach the same goals, the last stage takes the one with the least "
    "effort: outputs, labour, imports and stocks, each at its value.",
)


def notes(report: ReportInput) -> Table | None:
    """Provenance, method, proof, measures, colours, omissions and citation."""
    built = (
        ("Where this comes from", _provenance(report)),
        ("How the plan was made", _method(report)),
        ("What proves it", _proof(report)),
        ("What the words mean", _meanings(report)),
        ("How to read the sheets", _READING),
        ("What was left out", _left_out(report)),
        ("Sources that the workbook names", _sources(report)),
        ("How to cite", _citation(report)),
    )
    blocks = tuple(_block(heading, lines) for heading, lines in built if lines)
    return Table(
        name="Notes",
        title="Notes",
        about="Provenance, method, certificate, definitions, sources, how to cite",
        blocks=blocks,
        warning=SYNTHETIC if report.synthetic else "",
    )


def _meanings(report: ReportInput) -> list[tuple[str, str]]:
    plans = report.plans.values()
    lines = list(_MEANINGS)
    if any(len(frame_of(p, name)) for p in plans for name in ("investment", "projects")):
        lines += INVESTMENT
    if any(len(frame_of(p, "household_money")) for p in plans):
        lines += HOUSEHOLDS
    if report.pair is not None:
        lines += COMPARISON
    if report.replay is not None and report.replay.steps:
        lines += DECREES
    if report.frozen is not None:
        lines += FROZEN
    return lines


def _left_out(report: ReportInput) -> list[tuple[str, str]]:
    """What takes no part in the plans shown: a replay is of the decrees that a plan leaves out."""
    every = report.economy.left_out
    replayed = report.replay is not None
    return [("", words) for words in every if not (replayed and words.startswith("sheet decrees"))]


def _block(heading: str, lines: Iterable[tuple[str, str]]) -> Block:
    rows = tuple(Row({"what": what, "text": text}) for what, text in lines)
    return Block(_COLUMNS, rows, heading=heading, headless=True)


def _provenance(report: ReportInput) -> list[tuple[str, str]]:
    came = report.provenance
    settings = report.economy.settings
    lines = [
        ("Title", settings.title),
        ("Base year", settings.base_year),
        ("Periods", span(report.main)),
        *came.lines,
        ("Solver", "; ".join(dict.fromkeys(plan.solver for plan in report.plans.values()))),
    ]
    return [(what, text) for what, text in lines if text]


def _method(report: ReportInput) -> list[tuple[str, str]]:
    lines = [
        (f"Method {plan.method}", _METHODS.get(plan.method, "")) for plan in report.plans.values()
    ]
    lines += [(f"Mode {mode}", _MODES.get(mode, "")) for mode in report.plans]
    if any(plan.status != "historical" for plan in report.plans.values()):
        lines.append(_LEAST_EFFORT)
    lines += [(f"Unique ({mode})", _unique(plan)) for mode, plan in report.plans.items()]
    return list(dict.fromkeys(line for line in lines if line[1]))


def _unique(plan: Plan) -> str:
    if plan.status == "historical":
        return ""
    return (
        "The solver saw no other plan with the same goals and effort."
        if plan.unique
        else "Other plans reach the same goals with the same effort; single outputs may differ."
    )


def _proof(report: ReportInput) -> list[tuple[str, str]]:
    lines = []
    for plan in report.plans.values():
        proof = plan.certificate
        names = ("primal", "bounds", "dual", "complementarity", "gap")
        ratios = {name: getattr(proof, name) for name in names}
        held = [f"{name} {ratio:.3g}" for name, ratio in ratios.items() if math.isfinite(ratio)]
        words = f"grade {proof.grade}; {', '.join(held)}"
        lines.append((f"Certificate, {plan_name(plan)}", words))
    return [*lines, *_RATIOS] if lines else []


_RATIOS = [
    (
        "What the ratios mean",
        "Worst violations found by a check that is independent of the solver, each relative to the "
        "size of what is checked. Primal: balances and limits hold. Bounds: nothing is below zero "
        "or above its limit. Dual: no activity would still pay at the shadow prices. "
        "Complementarity: only what is used up has a price. Gap: the value of the plan equals the "
        "value of its limits at those prices, so no plan can be better.",
    )
]
_MEANINGS = [
    ("Fulfilment", "Delivered (or attained) over target, counted from 0 up to 1."),
    ("Output", "Gross output in the natural unit of the product, over the whole period."),
    ("Index", "Output over the output of the base year."),
    ("Utilisation", "Output over capacity."),
    ("Productive consumption", "What activities use of a product as input."),
    (
        "Gross output of a group",
        "Sum of outputs at base prices; where any base price is missing, each output counts "
        "relative to its natural size instead.",
    ),
    ("National income", "Value added at base prices: outputs less inputs."),
    (
        "Shadow price",
        "Objectively determined valuation: the gain in the objective of a stage from one more "
        "unit of the row; zero for what is in surplus.",
    ),
]
_READING = [
    ("Blue figures", "Given in the workbook or found by the solver."),
    ("Black figures", "Live formulas on the figures of the sheet; their value is stored too."),
    ("Green text", "Links to other sheets."),
    ("–", "Zero. A blank cell means that the figure does not apply."),
    (
        "Decimals",
        "Cells hold full precision; the decimals shown follow the size of the row. Differences "
        "below one part in a thousand million are shown as zero.",
    ),
    ("data_ sheets", "The same figures as tidy tables, one row per fact, every plan, unrounded."),
]


def _sources(report: ReportInput) -> list[tuple[str, str]]:
    return [
        (f"{source.sheet} ({source.rows} rows)" if source.rows > 1 else source.sheet, source.text)
        for source in report.economy.sources
    ]


def _citation(report: ReportInput) -> list[tuple[str, str]]:
    came = report.provenance
    title = report.economy.settings.title or came.input_name or "untitled economy"
    version = came.versions.get("balances", "")
    names = " and ".join(plan_name(plan) for plan in report.plans.values())
    mark = f" SHA-256 {came.sha256[:16]}…" if came.sha256 else ""
    invented = " Synthetic data." if report.synthetic else ""
    text = f"{title}: {names}. Computed with balances {version}".rstrip() + f".{mark}{invented}"
    return [("Plan", text)]
