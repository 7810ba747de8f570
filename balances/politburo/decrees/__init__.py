"""The kinds of decrees: one module each, in the order of MODEL section 6."""

from __future__ import annotations

from balances.politburo.change import Kind
from balances.politburo.decrees import (
    allocate,
    budget,
    ceiling,
    concentrate,
    cut_except,
    grant_inputs,
    growth_target,
    mobilise_stock,
    price,
    priority,
    protect,
    raise_target,
    reserve,
    scale,
    set_target,
    share,
    shock,
    tighten_norm,
    veto,
)

KINDS: tuple[Kind, ...] = (
    set_target.KIND,
    raise_target.KIND,
    scale.KIND,
    growth_target.KIND,
    protect.KIND,
    priority.KIND,
    share.KIND,
    allocate.KIND,
    ceiling.KIND,
    budget.KIND,
    cut_except.KIND,
    concentrate.KIND,
    grant_inputs.KIND,
    reserve.KIND,
    price.KIND,
    tighten_norm.KIND,
    mobilise_stock.KIND,
    veto.KIND,
    veto.RESCIND,
    shock.KIND,
)

SHOCK = shock.KIND.name
UNDOING = (veto.KIND.name, veto.RESCIND.name)
"""Kinds that take other decrees out of force."""


def kind_of(name: str) -> Kind | None:
    """The kind of that name; None if there is none."""
    return next((kind for kind in KINDS if kind.name == name), None)
