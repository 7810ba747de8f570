"""Where the stages of a program begin: at those of a like program that are most like them."""

from __future__ import annotations

import numpy as np

from balances.economy.keys import Key
from balances.program.stands import Keys, Stand, Stands, sign_of

GOALS = 30
UNKNOWNS = (*(Key("f", f"g{n}") for n in range(GOALS)), Key("lambda", ""))
ROWS = tuple(Key("fulfilment", f"g{n}") for n in range(GOALS))
KEYS = Keys(ROWS, UNKNOWNS, tuple(f"g{n}" for n in range(GOALS)))
LEVEL = np.append(np.zeros(GOALS), -1.0)


def sign(raised, tied=()):
    with_first = np.full(GOALS, -1)
    with_first[list(tied)] = 0
    return sign_of(np.array(raised, dtype=np.int64), with_first, LEVEL)


def stand(raised, tied=()):
    return Stand(sign(raised, tied), basis=None, lp=None)


ALL, HALF, FEW = range(30), range(15, 30), range(28, 30)
THREE = [stand(ALL), stand(HALF, range(1, 15)), stand(FEW, range(1, 28))]


def test_a_stage_begins_where_the_one_most_like_it_ended():
    stands = Stands(THREE, KEYS, KEYS)
    # Goal 20 is no longer among those that are raised; the stages are otherwise the same.
    half = [g for g in HALF if g != 20]
    assert stands.nearest(sign(ALL), None) is THREE[0]
    assert stands.nearest(sign(half, range(1, 15)), sign(ALL)) is THREE[1]
    assert stands.nearest(sign(FEW, range(1, 28)), sign(half)) is THREE[2]


def test_a_stand_is_taken_once():
    stands = Stands(THREE, KEYS, KEYS)
    assert stands.nearest(sign(ALL), None) is THREE[0]
    # The same again is far from what is left: it goes on from where the one before ended.
    assert stands.nearest(sign(ALL), sign(ALL)) is None


def test_a_new_stage_goes_on_from_the_present_one_where_no_other_is_close():
    stands = Stands(THREE[1:], KEYS, KEYS)
    assert stands.nearest(sign(range(3, 30)), sign(ALL)) is None
    # Without a present one it takes the most similar there is.
    assert stands.nearest(sign(range(3, 30)), None) is THREE[1]


def test_no_stands_no_beginning():
    assert Stands([], KEYS, KEYS).nearest(sign(ALL), None) is None


def test_goals_rows_and_unknowns_are_found_by_their_keys():
    order = [4, *[n for n in range(GOALS) if n != 4]]
    new = Keys(
        (Key("fulfilment", "new"), *[ROWS[n] for n in order]),
        (Key("f", "new"), *[UNKNOWNS[n] for n in [*order, GOALS]]),
        ("new", *[f"g{n}" for n in order]),
    )
    stands = Stands(THREE, KEYS, new)
    assert stands.rows.tolist() == [-1, *order]
    assert stands.unknowns.tolist() == [-1, *order, GOALS]
    # The new goal is raised with all others: one difference from the first of the old stages.
    raised, level = np.arange(GOALS + 1), np.append(np.zeros(GOALS + 1), -1.0)
    everyone = sign_of(raised, np.full(GOALS + 1, -1), level)
    assert stands.nearest(everyone, everyone) is THREE[0]
