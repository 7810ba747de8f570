"""What is wrong with decrees: one function a check, each `(decree, kind, economy) -> issues`.

Nothing is solved. A decree that is not active is not looked at.
Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from balances.economy.decrees import Decree, replay_key
from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.politburo.change import Kind
from balances.politburo.context import amount_of, share_of
from balances.politburo.data_needed import missing_data
from balances.politburo.decrees import KINDS, SHOCK, kind_of
from balances.politburo.new_claims import parts_of, with_new_claims
from balances.politburo.targets import GOAL_COLUMNS
from balances.workbook.catalogue import issue
from balances.workbook.words import did_you_mean, listed, shown

FIELDS = {
    **{"claim": "claims", "commodity": "commodities", "sector": "sectors", "group": "groups"},
    **{"agency": "agencies", "agency_kind": "agency_kinds", "use": "uses", "figure": "figures"},
    **{"project": "projects", "from_agency": "from_agency", "cancels": "cancels"},
}
"""Fields of a decree by target column."""

NEW_CLAIMS = "set_target"
"""Kind that makes the claims that it names."""


def issues_of(economy: Economy) -> tuple[Issue, ...]:
    """Everything wrong with the active decrees of an economy, all at once."""
    found: list[Issue] = []
    for decree in economy.decrees:
        if not decree.active:
            continue
        kind = kind_of(decree.kind)
        if kind is None:
            found.append(_unknown(decree))
            continue
        found += [problem for check in CHECKS for problem in check(decree, kind, economy)]
        if kind.name == NEW_CLAIMS:
            economy = with_new_claims(decree, economy)
    return tuple(found)


def _unknown(decree: Decree) -> Issue:
    names = [kind.name for kind in KINDS]
    message = f"There is no kind of decree {shown(decree.kind)}."
    return issue(
        "D501",
        decree.at("kind"),
        message + did_you_mean(decree.kind, names),
        f"Write one of {', '.join(names)}.",
    )


def value_is_there(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """A kind that needs a value has one."""
    if kind.needs_value and decree.value is None:
        message = f"{kind.name} has no value; expected: {kind.value}."
        yield issue("D504", decree.at("value"), message, "Write the value.")
    if kind.name == "grant_inputs" and decree.value is None and not decree.figures:
        message = "grant_inputs names neither a value nor a figure whose inputs are to be found."
        yield issue("D504", decree.at("value"), message, "Write one of the two.")


def value_makes_sense(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """A value lies where its kind has a meaning; a class and a number of projects are whole."""
    if decree.value is None or (decree.basis or kind.blank) not in kind.bases:
        return
    basis, value = decree.basis or kind.blank, decree.value
    counts = kind.name == "priority" or (kind.name, basis) == ("concentrate", "quantity")
    if counts and value != round(value):
        yield _senseless(decree, kind, "a whole number")
    if basis == "percent":
        value = amount_of(value, basis, 1.0) if kind.grows else share_of(decree)
    if kind.least is not None and value < kind.least:
        yield _senseless(decree, kind, _in_words("at least", kind.least, basis, kind))
    if kind.most is not None and value > kind.most and basis != "quantity":
        yield _senseless(decree, kind, _in_words("at most", kind.most, basis, kind))


def _in_words(limit: str, value: float, basis: str, kind: Kind) -> str:
    if basis != "percent":
        return f"{limit} {value:g}"
    return f"{limit} {100.0 * (value - 1.0 if kind.grows else value):g} percent"


def _senseless(decree: Decree, kind: Kind, expected: str) -> Issue:
    message = f"The value is {decree.value:.15g}; {expected} is expected of {kind.name}."
    return issue("D505", decree.at("value"), message, "Correct it, or say in `as` what it is.")


def words_are_of_the_kind(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """Columns `as` and `what` say something that the kind knows."""
    for column, word, known in (
        ("as", decree.basis, kind.bases),
        ("what", decree.what, kind.whats),
    ):
        if word and word not in known:
            options = listed(known) if known else "a blank"
            message = f"{column} is {shown(word)}; {options} is expected of {kind.name}."
            yield issue("D512", decree.at(column), message, "Correct it or leave it blank.")


def claims_are_well_named(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """A claim is named as commodity/claimant/use."""
    for name in decree.claims:
        if parts_of(name, economy) is None:
            message = f"The claim {shown(name)} is not a known commodity/claimant/use."
            remedy = "Write the code of a sector, a claimant and one of the uses of claims."
            yield issue("D511", decree.at("claim"), message, remedy)


def targets_are_named(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """The target columns that the kind needs are filled."""
    for column in kind.needs:
        if not getattr(decree, FIELDS[column]):
            message = f"{kind.name} names nothing in the column {column}."
            yield issue("D506", decree.at(column), message, f"Fill the column {column}.")
    if kind.targets and not _filled(decree, kind.targets):
        message = f"{kind.name} names no target."
        remedy = f"Fill at least one of the columns {', '.join(kind.targets)}."
        yield issue("D506", decree.at(kind.targets[0]), message, remedy)


def targets_match(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """What the target columns pick together is something."""
    columns = _filled(decree, kind.targets or (*GOAL_COLUMNS, "project"))
    earlier = (claims_are_well_named, targets_are_named)
    if any(problem for check in earlier for problem in check(decree, kind, economy)):
        return
    if not kind.selects or not columns or _matches(decree, kind, economy):
        return
    spared = replace(decree, spared=())
    alone = [c for c in columns if not _matches(_with_only(spared, c), kind, economy)]
    if _matches(spared, kind, economy):
        column, message = "except", f"except spares all that {kind.name} is about."
    elif alone:
        column = alone[0]
        names = listed(getattr(decree, FIELDS[column]))
        message = f"{kind.name} is about nothing: no target has {names} in the column {column}."
    else:
        column = columns[-1]
        message = (
            f"{kind.name} is about nothing: nothing is in all of {', '.join(columns)} at once."
        )
    remedy = "Correct the column, or set active to no; several target columns narrow each other."
    yield issue("D507", decree.at(column), message, remedy)


def _filled(decree: Decree, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column for column in columns if getattr(decree, FIELDS[column]))


def _with_only(decree: Decree, column: str) -> Decree:
    others = (FIELDS[c] for c in (*GOAL_COLUMNS, "project") if c != column)
    blank: dict[str, Any] = dict.fromkeys(others, ())
    return replace(decree, **blank)


def _matches(decree: Decree, kind: Kind, economy: Economy) -> bool:
    return any(len(select(decree, economy)) > 0 for select in kind.selects)


def data_are_there(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """The workbook has the money, prices, stocks or bases that the kind changes."""
    lack = missing_data(decree, kind.name, economy)
    if lack is not None:
        code, column, message, remedy = lack
        yield issue(code, decree.at(column), message, remedy)


def undoes_what_is_earlier(decree: Decree, kind: Kind, economy: Economy) -> Iterator[Issue]:
    """A veto names earlier decrees, and no events."""
    for other in economy.decrees:
        if other.number not in decree.cancels:
            continue
        if replay_key(other) >= replay_key(decree):
            message = f"Decree {shown(other.number)} is not earlier than the one that undoes it."
            remedy = "Correct the number or the dates; undated decrees come first."
            yield issue("D509", decree.at("cancels"), message, remedy)
        elif other.kind == SHOCK:
            message = f"Decree {shown(other.number)} is a shock, an event that nobody can undo."
            remedy = "Set active to no in its row."
            yield issue("D509", decree.at("cancels"), message, remedy)


Check = Callable[[Decree, Kind, Economy], Iterator[Issue]]

CHECKS: tuple[Check, ...] = (
    value_is_there,
    value_makes_sense,
    words_are_of_the_kind,
    claims_are_well_named,
    targets_are_named,
    targets_match,
    data_are_there,
    undoes_what_is_earlier,
)
