"""Control figures: indices, growth, ranges, paths, variants; numbers by hand."""

import pytest

from balances.economy.issue import Level

SETTINGS = "key,value\nbase_year,1950\nperiods,2\n"
HEAD = "figure,measure,item,period,value,high,as,against,path,sense,hard,variant\n"
SECTORS = (
    "code,unit,group,base_output,capacity,price\ncoal,t,A; industry,100,900,1\n"
    "steel,t,B; industry,50,900,2\n"
)


@pytest.fixture
def figures_of(economy_of):
    def build(lines: str, variant: str | None = None, **sheets):
        options = {"variant": variant} if variant else None
        sheets = {
            "settings": SETTINGS,
            "sectors": SECTORS,
            "control_figures": HEAD + lines,
        } | sheets
        return economy_of(options, **sheets).figures

    return build


def brief(figures):
    return [(f.label, f.period, pytest.approx(f.target)) for f in figures]


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("Coal,output,coal,,110,,,,,,,", 110.0),
        ("Coal,output,coal,,1.7,,index,,,,,", 170.0),  # 1.7 of 100
        ("Coal,output,coal,,70,,percent,,,,,", 170.0),
        ("Coal,group_output,industry,,10,,percent,,,,,", 220.0),  # 1.1 of 100 * 1 + 50 * 2
        # Value added at base prices: 200 less inputs 20 * 1 + 10 * 2 = 160; 1.5 of it.
        ("Income,national_income,,,50,,percent,,,,,", 240.0),
    ],
)
def test_a_figure_is_reckoned_on_its_base(line, target, figures_of):
    (figure,) = figures_of(line)
    assert figure.target == pytest.approx(target)
    assert figure.period == 1  # blank is the last


def test_a_figure_keeps_what_was_printed(figures_of):
    (figure,) = figures_of("Coal,output,coal,1951,35,40,percent,,,,,")
    assert (figure.printed, figure.basis, figure.base, figure.on_path) == (
        35.0,
        "percent",
        100.0,
        False,
    )
    assert (figure.target, figure.high) == (pytest.approx(135.0), pytest.approx(140.0))
    assert (figure.where.sheet, figure.where.cell) == ("control_figures", "E2")
    assert figure.period == 0


def test_at_most_and_equal_are_hard(figures_of):
    lines = (
        "A,output,coal,1951,9,,,,,at_most,,\nB,output,coal,1952,9,,,,,equal,no,\n"
        "C,output,steel,,9,,,,,,,\nD,output,steel,1951,9,,,,,,yes,\n"
    )
    assert [f.hard for f in figures_of(lines)] == [True, True, False, True]


def test_a_target_of_zero_drops_out_but_a_limit_of_zero_stays(figures_of):
    lines = "A,output,coal,,0,,,,,,,\nB,output,steel,,0,,,,,at_most,,\n"
    assert brief(figures_of(lines)) == [("B", 1, 0.0)]


def test_a_target_of_zero_that_a_decree_is_about_stays(figures_of):
    lines = "Coal,output,coal,,0,,index,,,,,\nSteel,output,steel,,0,,index,,,,,\n"
    found = figures_of(lines, decrees="number,kind,value,figure\n1,growth_target,55,Coal\n")
    assert [(f.label, f.target, f.base) for f in found] == [("Coal", 0.0, 100.0)]


def test_a_geometric_path_fills_the_periods_before(figures_of):
    figures = figures_of("Coal,output,coal,1952,44,,percent,,geometric,,,")
    # 1.44 in two steps: 120, then 144.
    assert brief(figures) == [("Coal", 0, 120.0), ("Coal", 1, 144.0)]
    assert [f.on_path for f in figures] == [True, False]


def test_a_figure_of_its_own_stands_before_the_path(figures_of):
    lines = "Coal,output,coal,1951,130,,,,,,,\nCoal,output,coal,1952,44,,percent,,geometric,,,\n"
    assert brief(figures_of(lines)) == [("Coal", 0, 130.0), ("Coal", 1, 144.0)]


def test_growth_against_the_period_before(figures_of):
    own = "Coal,output,coal,1951,130,,,,,,,\nCoal,output,coal,1952,10,,percent,previous,,,,\n"
    assert brief(figures_of(own)) == [("Coal", 0, 130.0), ("Coal", 1, 143.0)]  # 130 * 1.1
    none = "Coal,output,coal,1952,10,,percent,previous,,,,\n"
    assert brief(figures_of(none)) == [("Coal", 1, 121.0)]  # 100 * 1.1^2


VARIANTS = (
    "Coal,output,coal,,10,,percent,,,,,Gosplan\n"
    "Steel,output,steel,,20,,percent,,,,,Gosplan\n"
    "Coal,output,coal,,30,,percent,,,,,Stalin\n"
    "Income,national_income,,,50,,percent,,,,,Stalin\n"
    "Coal,output,coal,,40,,percent,,,,,Congress\n"
)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("Gosplan", [("Coal", 1, 110.0), ("Steel", 1, 60.0)]),
        ("stalin", [("Steel", 1, 60.0), ("Coal", 1, 130.0), ("Income", 1, 240.0)]),
        ("Congress", [("Steel", 1, 60.0), ("Income", 1, 240.0), ("Coal", 1, 140.0)]),
        (None, [("Steel", 1, 60.0), ("Income", 1, 240.0), ("Coal", 1, 140.0)]),
    ],
)
def test_the_chosen_variant_stands_else_the_one_before_it(variant, expected, figures_of):
    assert brief(figures_of(VARIANTS, variant)) == expected


def test_rows_without_a_variant_are_common_ground(figures_of):
    lines = "Coal,output,coal,,10,,percent,,,,,\nCoal,output,coal,,30,,percent,,,,,Stalin\n"
    common = "Steel,output,steel,,20,,percent,,,,,\n"
    assert brief(figures_of(lines + common)) == [("Coal", 1, 130.0), ("Steel", 1, 60.0)]


def test_the_reading_names_the_variants(read_csv):
    reading = read_csv(settings=SETTINGS, sectors=SECTORS, control_figures=HEAD + VARIANTS)
    assert reading.variants == ("Gosplan", "Stalin", "Congress")
    assert reading.variant == "Congress"
    assert any("'Congress' is in force" in note for note in reading.economy.left_out)


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("Coal,output,cole,,5,,,,,,,", "R301", "C2"),
        ("Coal,output,A,,5,,,,,,,", "R309", "C2"),
        ("Coal,outputs,coal,,5,,,,,,,", "C206", "B2"),
        ("Coal,output,coal,1953,5,,,,,,,", "C215", "D2"),
        ("Coal,output,coal,,-5,,,,,,,", "C205", "E2"),
        ("Coal,output,coal,,-101,,percent,,,,,", "C205", "E2"),
        ("Use,consumption,,,5,,percent,,,,,", "R311", "E2"),
        ("Use,consumption,,,5,,,,geometric,,,", "R311", "E2"),
        ("Wages,wage_fund,,,5,,,,,,,", "R309", "C2"),
        ("P,productivity,all,,-100,,percent,,,,,", "C205", "E2"),
    ],
)
def test_figures_that_cannot_be_reckoned(line, code, cell, read_csv, found):
    reading = read_csv(settings=SETTINGS, sectors=SECTORS, control_figures=HEAD + line)
    assert (code, "control_figures", cell) in found(reading)
    assert {c for c, _, _ in found(reading)} == {code}


def test_one_label_for_two_figures_in_force_is_an_error(read_csv, found):
    lines = "Plan,output,coal,,5,,,,,,,A\nPlan,output,steel,,5,,,,,,,B\n"
    reading = read_csv(settings=SETTINGS, sectors=SECTORS, control_figures=HEAD + lines)
    assert found(reading) == [("R302", "control_figures", "A3")]


def test_blank_period_and_last_period_are_the_same_key(read_csv, found):
    lines = "Plan,output,coal,,5,,,,,,,\nPlan,output,coal,1952,6,,,,,,,\n"
    reading = read_csv(settings=SETTINGS, sectors=SECTORS, control_figures=HEAD + lines)
    assert found(reading) == [("R302", "control_figures", "A3")]


def test_figures_of_investment_are_left_out_with_a_note(read_csv):
    lines = "I,investment,,,5,,,,,,,\nK,capacity,coal,1960,5,,,,,,,\n"
    reading = read_csv(settings=SETTINGS, sectors=SECTORS, control_figures=HEAD + lines)
    assert all(i.level is Level.WARNING for i in reading.issues)
    assert reading.economy.figures == ()
    assert sum("needs capital construction data" in note for note in reading.economy.left_out) == 2


def test_percent_cells_of_xlsx_are_growth_in_percent(rows, read_xlsx):
    rows["control_figures"] = [
        ["figure", "measure", "item", "value", "as"],
        ["Coal", "output", "coal", "10%", "percent"],
        ["Steel", "output", "steel", "110%", "index"],
    ]
    reading = read_xlsx(rows)
    assert [f.target for f in reading.economy.figures] == pytest.approx([110.0, 55.0])
