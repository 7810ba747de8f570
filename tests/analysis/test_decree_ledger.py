"""The ledger of a decree: from the order, through what is scarce, to who paid."""

from __future__ import annotations

import pytest

from balances.analysis import payments
from balances.economy.decrees import Decree
from balances.economy.keys import Key
from balances.politburo import Outcome, replay
from tests.conftest import an_economy, good, made, want


def rails(*decrees: Decree, bread: float = 30.0):
    """Steel for 96 of 100: 40 of rails at 0.9 each, and 60 for homes."""
    return an_economy(
        good("steel", name="Steel"), good("rails"), good("bread"), made("steel", 100.0),
        made("bread", bread), want("rails", 40.0, "NKPS"), want("steel", 60.0, "homes"),
        want("bread", 30.0, "homes"), uses={("steel", "rails"): 0.9}, decrees=decrees,
    )  # fmt: skip


MORE_RAILS = Decree("1", "raise_target", claims=("rails/NKPS/other",), value=20.0)


def test_the_payer_sets_free_what_the_order_takes_beyond_what_there_was():
    (step,) = replay(rails(MORE_RAILS)).steps
    assert step.ruling.outcome is Outcome.PAID
    (payment,) = payments(step)
    assert payment.payer == "claim:steel/homes/other/1"
    assert payment.row == Key("capacity", "steel", 0)
    # 20 * 0.9 = 18 more of steel; 4 were left.
    assert (payment.lost, payment.drawn, payment.freed) == pytest.approx((14.0, 18.0, 14.0))
    assert (payment.order_chain, payment.payer_chain) == (("steel", "rails"), ("steel",))
    assert payment.words == (
        "The order takes 18 t of the capacity of Steel in 1, which is used up "
        "(1 t of rails takes 0.9 t of Steel); homes: steel (other) 1 gives up 14 t "
        "and sets 14 t of it free."
    )


def test_an_order_that_costs_nobody_anything_has_no_ledger():
    few = Decree("1", "raise_target", claims=("rails/NKPS/other",), value=4.0)
    (step,) = replay(rails(few)).steps
    assert step.ruling.outcome is Outcome.FREE
    assert payments(step) == ()


def test_what_a_shock_takes_nobody_ordered():
    fewer = Decree("1", "shock", sectors=("bread",), value=0.5, basis="factor", what="capacity")
    (step,) = replay(rails(fewer)).steps
    (payment,) = payments(step)
    assert payment.row is None
    assert payment.words == "homes: bread (other) 1 gives up 15 t, by the decree itself."


def test_a_payer_that_shares_no_limit_by_current_inputs_is_told_so():
    # New capacity for rails takes the bread of who builds it; no norm says so.
    economy = an_economy(
        good("rails", price=1.0), good("bread", price=1.0), made("rails", 10.0),
        made("bread", 30.0), want("rails", 10.0, "NKPS"), want("bread", 30.0, "homes"),
        capital={("bread", "rails"): 0.5},
        decrees=(Decree("1", "raise_target", claims=("rails/NKPS/other",), value=10.0),),
    )  # fmt: skip
    (step,) = replay(economy).steps
    assert step.ruling.outcome is Outcome.PAID
    (payment,) = payments(step)
    assert payment.lost == pytest.approx(5.0)
    assert payment.words == (
        "homes: bread (other) 1 gives up 5 t, through no limit that both draw on by current inputs."
    )


def test_where_nothing_was_ordered_what_gains_takes():
    # 54 of steel for 60 of rails and 60 for homes, of 100: all get 50/57; then rails come first.
    economy = an_economy(
        good("steel", name="Steel"), good("rails"), made("steel", 100.0),
        want("rails", 60.0, "NKPS"), want("steel", 60.0, "homes"),
        uses={("steel", "rails"): 0.9},
        decrees=(Decree("1", "priority", claims=("rails/NKPS/other",), value=1.0),),
    )  # fmt: skip
    (step,) = replay(economy).steps
    (payment,) = payments(step)
    lost = 60.0 * 50.0 / 57.0 - 46.0
    assert (payment.lost, payment.drawn, payment.freed) == pytest.approx((lost, lost, lost))
    assert payment.words.startswith("What gains by it takes 6.6316 t of the capacity of Steel")
