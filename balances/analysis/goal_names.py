"""Goals found by what a reader calls them: `pig iron 1932`, a claimant, an agency, a key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from balances.economy.economy import Economy
from balances.economy.issue import BalancesError
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_in_period, goal_words

NEAREST = 5
"""Names suggested where none fits."""


class GoalNameError(BalancesError):
    """No goal is called so, or several are; the message names the nearest."""


def goals_named(plan: Plan, name: str) -> tuple[str, ...]:
    """Keys of all goals that fit a name, in the order of the plan.

    A goal fits where every word of the name is among its words: label or commodity (code or
    name), claimant or agency, use, measure and period; case and underscores do not matter. If
    some bear exactly the name, with or without the period, they alone fit.

    Raises:
        GoalNameError: none fits.
    """
    asked = _plain(name)
    goals = _rows(plan)
    exact = [g["key"] for g in goals if asked in map(_plain, _names(plan.economy, g))]
    if exact:
        return tuple(exact)
    words = set(asked.split())
    fitting = [g["key"] for g in goals if words and words <= _words(plan.economy, g)]
    if fitting:
        return tuple(fitting)
    for figure in plan.economy.figures:
        if figure.hard and asked.startswith(_plain(figure.label) or asked):
            raise GoalNameError(
                f"{figure.label!r} is a limit and no goal: it holds, and others bear its price."
            )
    near = _nearest(plan, asked)
    said = f"did you mean {'; '.join(near)}?" if near else "the plan has no goals."
    raise GoalNameError(f"no goal is called {name!r}; {said}")


def goal_named(plan: Plan, name: str) -> str:
    """Key of the one goal that fits a name; see `goals_named`.

    Raises:
        GoalNameError: none fits, or several do.
    """
    found = goals_named(plan, name)
    if len(found) == 1:
        return found[0]
    told = {g["key"]: _told(g) for g in _rows(plan)}
    first = "; ".join(told[key] for key in found[:NEAREST])
    raise GoalNameError(f"{len(found)} goals are called {name!r}, such as {first}.")


def _rows(plan: Plan) -> list[Mapping[str, Any]]:
    """The goals of a plan as records."""
    rows: list[Any] = plan.goals.to_dict("records")
    return rows


def _told(goal: Mapping[str, Any]) -> str:
    return goal_in_period(goal)


def _names(economy: Economy, goal: Mapping[str, Any]) -> Iterator[str]:
    """What a goal is called in full: its key, its words, a figure's label."""
    yield goal["key"]
    yield goal["key"].partition(":")[2]
    own = [goal["figure"]] if goal["kind"] == "figure" else []
    own += [label.removesuffix(f" {goal['period']}") for label in own]
    if goal["kind"] == "stock":
        own.append(f"stock of {goal['commodity']}")
    if goal["kind"] == "claim":
        for good in _titles(economy, goal["commodity"]):
            own += [f"{good} {goal['claimant']}", f"{goal['claimant']} {good}"]
    for each in (*own, goal_words(goal)):
        yield each
        yield f"{each} {goal['period']}"


def _words(economy: Economy, goal: Mapping[str, Any]) -> set[str]:
    """Every word that says something of a goal, agencies that answer for it among them."""
    parts = [
        *(str(goal[field]) for field in ("kind", "figure", "measure", "item", "period")),
        *(str(goal[field]) for field in ("commodity", "claimant", "use")),
        *_titles(economy, goal["commodity"] or goal["item"]),
        *_agencies(economy, goal),
    ]
    return {word for part in parts for word in _plain(part).split()}


def _titles(economy: Economy, code: str) -> tuple[str, ...]:
    place = economy.commodity_index.get(code)
    return () if place is None else (code, economy.commodities[place].title)


def _agencies(economy: Economy, goal: Mapping[str, Any]) -> Iterator[str]:
    """The claimant's name; of a figure, code and name of who makes what it is about."""
    titles = {agency.code: agency.title for agency in economy.agencies}
    yield titles.get(goal["claimant"], "")
    if goal["kind"] == "figure":
        for activity in economy.activities:
            if goal["item"] in (activity.code, activity.commodity):
                yield activity.agency
                yield titles.get(activity.agency, "")


def _plain(text: str) -> str:
    """Lower case, without underscores and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _nearest(plan: Plan, asked: str) -> list[str]:
    """The names most like what was asked, as a reader would write them."""
    shown: dict[str, str] = {}
    for goal in _rows(plan):
        for name in (*_names(plan.economy, goal), *_titles(plan.economy, goal["commodity"])):
            shown.setdefault(_plain(name), _told(goal))
    near = difflib.get_close_matches(asked, shown, n=3 * NEAREST, cutoff=0.0)
    return list(dict.fromkeys(shown[name] for name in near))[:NEAREST]
