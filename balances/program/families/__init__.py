"""Constraint families: one module, one equation. The order here is the order of the rows."""

from balances.program.families import (
    after_goals,
    agency_allocation,
    capacity,
    capital_work,
    closing_stock,
    control_figures,
    foreign_exchange,
    fulfilment,
    household_money,
    investment_budget,
    labour,
    material_balance,
    projects,
    protection,
    state_budget,
)
from balances.program.rows import Family

FAMILIES: tuple[Family, ...] = (
    Family("material_balance", material_balance.rows, material_balance.limits),
    Family("capacity", capacity.rows, capacity.limits),
    Family("labour", labour.rows, labour.limits),
    Family("capital_work", capital_work.rows, capital_work.limits),
    Family("projects", projects.rows, projects.limits),
    Family("investment_budget", investment_budget.rows, investment_budget.limits),
    Family("state_budget", state_budget.rows, state_budget.limits),
    Family("household_money", household_money.rows, household_money.limits),
    Family("foreign_exchange", foreign_exchange.rows, foreign_exchange.limits),
    Family("agency_allocation", agency_allocation.rows, agency_allocation.limits),
    Family("control_figures", control_figures.rows, control_figures.limits),
    Family("closing_stock", closing_stock.rows, closing_stock.limits),
    Family("protection", protection.rows, protection.limits),
    Family("after_goals", after_goals.rows, after_goals.limits),
    Family("fulfilment", fulfilment.rows, fulfilment.limits),
)
