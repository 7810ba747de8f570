"""Capital construction, projects and money; every number is derived by hand in a comment."""

import math

import numpy as np
import pytest

from balances.economy.issue import Level

SETTINGS = "key,value\nbase_year,1950\nperiods,3\n"
SECTORS = (
    "code,unit,group,agency,base_output,capacity,price,construction_lag,spending_profile\n"
    "coal,t,A,MinCoal,100,120,1,2,0.6; 0.4\nsteel,t,A,MinSteel,50,60,2,1,\n"
)
CAPITAL = "good,sector,per_unit\nsteel,coal,0.5\nsteel,steel,0.25\n"
LABOUR = {
    "labour": "category,available,wage\nbuilders,100,3\n",
    "labour_norms": "category,sector,per_unit\nbuilders,coal,0.01\n",
}
HEAD = "figure,measure,item,period,value,as,path,class\n"


@pytest.fixture
def built(economy_of):
    """The economy of a small workbook of three years with capital coefficients."""

    def build(**sheets):
        return economy_of(**{"settings": SETTINGS, "sectors": SECTORS, "capital": CAPITAL} | sheets)

    return build


@pytest.fixture
def places(read_csv, found):
    """Code, sheet and cell of every issue of the same small workbook."""

    def read_it(**sheets):
        return found(
            read_csv(**{"settings": SETTINGS, "sectors": SECTORS, "capital": CAPITAL} | sheets)
        )

    return read_it


def test_lags_and_profiles_hold_for_techniques_too(built):
    economy = built(techniques="technique,sector,capacity\nopen_pit,coal,30\n")
    coal, steel, pit = economy.activities
    assert (coal.construction_lag, coal.spending) == (2, (0.6, 0.4))
    assert (steel.construction_lag, steel.spending_profile, steel.spending) == (1, (), (1.0,))
    assert (pit.construction_lag, pit.spending) == (2, (0.6, 0.4))
    assert economy.horizon == 5  # three periods and a lag of two


def test_shares_printed_as_thirds_are_made_to_add_up(built):
    text = "code,unit,base_output,capacity,construction_lag,spending_profile\n"
    economy = built(sectors=f"{text}coal,t,100,120,3,0.33; 0.33; 0.33\nsteel,t,50,60,,\n")
    assert economy.activities[0].spending == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert sum(economy.activities[0].spending) == pytest.approx(1.0, abs=1e-15)


def test_base_retail_prices_are_kept_where_they_differ(economy_of):
    economy = economy_of(
        sectors="code,unit,base_output,capacity,retail_price,base_retail_price\n"
        "coal,t,100,120,3,4\nsteel,t,50,60,5,5\n"
    )
    assert dict(economy.base_retail_prices) == {"coal": 4.0}
    assert [c.retail_price for c in economy.commodities] == [3.0, 5.0]


@pytest.mark.parametrize(
    "capital",
    [
        "good,sector,per_unit\nsteel,coal,0.5\nsteel,steel,0.25\nbuilders,coal,2\n",
        "good\\sector,coal,steel\nsteel,0.5,0.25\nbuilders,2,\n",
    ],
)
def test_capital_coefficients_of_goods_and_of_labour(capital, built):
    techniques = "technique,sector,capacity\nopen_pit,coal,30\n"
    economy = built(capital=capital, techniques=techniques, **LABOUR)
    # The open pit is built as the mine is.
    assert economy.capital.toarray() == pytest.approx(np.array([[0.0, 0.0, 0.0], [0.5, 0.25, 0.5]]))
    assert economy.capital_labour == pytest.approx(np.array([[2.0, 0.0, 2.0]]))
    assert economy.expandable == (0, 1, 2)
    assert economy.left_out == ()


def test_a_code_of_a_sector_and_of_labour_is_the_product(built):
    labour = {"labour": "category,available\ncoal,100\n"}
    economy = built(capital="good,sector,per_unit\ncoal,steel,0.5\n", **labour)
    assert economy.capital.toarray()[0, 1] == 0.5
    assert not economy.capital_labour.any()


def test_productivity_of_construction_is_of_builders_and_of_a_sector_so_called(built):
    sectors = "code,unit,base_output,capacity\ncoal,t,100,120\nsteel,t,50,60\nconstruction,r,9,9\n"
    index = "item,period,index\nconstruction,1951,1.1\nall,,1.2\n"
    economy = built(sectors=sectors, productivity=index)
    assert economy.construction_productivity == pytest.approx([1.1, 1.2, 1.2])
    assert economy.productivity[2] == pytest.approx([1.1, 1.2, 1.2])
    assert economy.productivity[0] == pytest.approx([1.2, 1.2, 1.2])


def test_productivity_of_construction_without_builders_is_said_to_be_idle(built):
    index = "item,index\nconstruction,1.1\n"
    assert any("no labour of capital" in note for note in built(productivity=index).left_out)
    builders = "good,sector,per_unit\nsteel,coal,0.5\nbuilders,coal,2\n"
    assert built(productivity=index, capital=builders, **LABOUR).left_out == ()


PROJECTS = (
    "project,agency,sector,capacity_added,cost,declared_cost,earliest,latest,min_duration,done,"
    "integer,new_site\n"
)


def test_projects_and_their_inputs(built):
    economy = built(
        projects=f"{PROJECTS}dam,,coal,10,50,40,1952,1953,2,0.2,yes,yes\n"
        "pit,Trust,steel,5,9,,,,,,,\nold,,coal,5,9,,1940,1951,,,,\nnew,,coal,5,9,,1953,1960,,,,\n",
        project_inputs="project,commodity,amount\ndam,steel,3\ndam,coal,0\n",
    )
    dam, pit, old, new = economy.projects
    assert (dam.agency, dam.activity, dam.capacity_added) == ("MinCoal", "coal", 10.0)
    assert (dam.cost, dam.declared_cost, dam.planned_cost) == (50.0, 40.0, 40.0)
    assert dict(dam.inputs) == {"steel": 3.0}
    assert (dam.earliest, dam.latest, dam.min_duration, dam.done) == (1, 2, 2, 0.2)
    assert (dam.integer, dam.new_site) == (True, True)
    assert (dam.where.sheet, dam.where.cell) == ("projects", "A2")
    assert (pit.agency, pit.planned_cost, pit.earliest, pit.latest) == ("Trust", 9.0, 0, 2)
    assert (pit.min_duration, pit.done, pit.integer, dict(pit.inputs)) == (1, 0.0, False, {})
    # Labels before and after the plan are cut to it.
    assert [(p.earliest, p.latest) for p in (old, new)] == [(0, 0), (2, 2)]


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("dam,,coal,10,50,,1953,1952,,,,", "C219", "H2"),
        ("dam,,coal,10,50,,1960,1955,,,,", "C219", "H2"),
        ("dam,,coal,10,50,,soon,,,,,", "C215", "G2"),
        ("dam,,coal,10,50,,1952Q1,,,,,", "C215", "G2"),
        ("dam,,coal,10,50,,,,,1.2,,", "C205", "J2"),
        ("dam,,coal,10,50,,,,0,,,", "C205", "I2"),
        ("dam,,coal,10,-1,,,,,,,", "C205", "E2"),
        ("dam,,cool,10,50,,,,,,,", "R301", "C2"),
    ],
)
def test_projects_that_cannot_be(line, code, cell, places):
    assert places(projects=PROJECTS + line) == [(code, "projects", cell)]


MONEY = (
    "period,agency,budget,budget_rule,normal_capital_work,price_elasticity,price_cap,cost_index\n"
)


def test_finance_by_period_and_agency(built):
    economy = built(
        finance="period,agency,budget,overhang_limit,max_open,spread,other_income,other_spending,"
        "deficit_limit,loans,household_other_income,direct_taxes,savings,construction_wage_share,"
        "consumer_price_cap,price_cap\n"
        "1951,,60,5,2,yes,10,20,-3,4,6,7,8,0.4,1.5,1.2\n1951,MinCoal,20,,,,,,,,,,,,,\n1953,MinSteel,9,,,,,,,,,,,,,\n"
    )
    first, second, third = economy.finance
    assert (first.budget, first.rule, first.authorised) == (60.0, "ceiling", False)
    assert dict(first.agency_budgets) == {"MinCoal": 20.0}
    assert (first.overhang_limit, first.max_open, first.spread) == (5.0, 2, True)
    assert (first.other_income, first.other_spending, first.deficit_limit) == (10.0, 20.0, -3.0)
    assert (first.loans, first.direct_taxes, first.savings) == (4.0, 7.0, 8.0)
    assert (first.household_income, first.wage_share) == (6.0, 0.4)
    assert (first.price_cap, first.consumer_price_cap) == (1.2, 1.5)
    assert (first.where.sheet, first.where.cell) == ("finance", "C2")
    assert (second.budget, second.max_open, second.other_income) == (None, None, None)
    assert (second.price_cap, second.overhang_limit, second.cost_index) == (math.inf, math.inf, 1.0)
    assert dict(third.agency_budgets) == {"MinSteel": 9.0}
    assert economy.base_investment is None
    assert economy.figures == ()


def test_the_base_year_gives_investment_nominal_and_real(built):
    economy = built(finance=f"{MONEY}1950,,40,,,,,1.25\n1951,,60,,,,,\n")
    assert economy.base_investment == (40.0, 32.0)  # 40 / 1.25
    assert [f.budget for f in economy.finance] == [60.0, None, None]


def test_a_base_year_alone_is_no_money_of_the_plan(built):
    economy = built(finance=f"{MONEY}1950,,40,,,,,\n")
    assert (economy.base_investment, economy.finance) == ((40.0, 40.0), ())


def test_cost_index_of_figure_then_finance_then_sheet(built):
    economy = built(
        finance=f"{MONEY}1951,,60,,,,,0.95\n1952,,60,,,,,0.9\n1953,,60,,,,,\n",
        productivity="item,index,kind\nall,0.99,cost\n",
        control_figures=f"{HEAD}Cost,cost,,1952,-20,percent,,\n",
    )
    assert [f.cost_index for f in economy.finance] == pytest.approx([0.95, 0.8, 0.99])
    economy = built(
        finance=f"{MONEY}1951,,60,,,,,0.95\n",
        control_figures=f"{HEAD}Cost,cost,construction,1953,0.512,index,geometric,\n",
    )
    assert [f.cost_index for f in economy.finance] == pytest.approx([0.8, 0.64, 0.512])  # 0.8^3


def test_points_of_the_cost_curve_by_period(built):
    curve = "period,volume,price_index\n,40,1\n,50,1.2\n1952,30,1.1\n"
    economy = built(cost_curve=curve, finance=f"{MONEY}1951,,60,,,,,\n")
    every = ((40.0, 1.0), (50.0, 1.2))
    assert [f.curve for f in economy.finance] == [every, ((30.0, 1.1),), every]
    assert len(built(cost_curve=curve).finance) == 3  # a curve is money too


@pytest.mark.parametrize(
    ("lines", "cell"),
    [
        (",50,1\n,40,1.2\n", "B3"),  # volumes fall
        (",0,1\n,40,1.2\n", "B2"),
        (",40,0\n", "C2"),
        (",40,1.2\n,50,1\n", "C3"),  # spending 48, then 50: 0.2 a unit after 1.2
        (",40,1.2\n,50,0.5\n", "C3"),  # spending falls
        (",40,1\n1952,40,1.2\n1952,50,1.1\n", "C4"),
    ],
)
def test_points_that_make_no_curve(lines, cell, places):
    curve = f"period,volume,price_index\n{lines}"
    assert places(cost_curve=curve) == [("C221", "cost_curve", cell)]


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("1951,,-1,,,,,", "C205", "C2"),
        ("1951,,60,,40,1.2,,", "C205", "F2"),
        ("1951,,60,,40,-0.1,,", "C205", "F2"),
        ("1951,,60,,40,0.5,0.9,", "C205", "G2"),
        ("1951,,60,,0,0.5,,", "C205", "E2"),
        ("1951,,60,,,,,0", "C205", "H2"),
        ("1951,,60,authorized?,,,,", "C206", "D2"),
        ("1951,,60,,,0.5,,", "R314", "F2"),
        ("1951,,60,,40,,,", "R315", "E2"),
        ("1951,,,authorised,,,,", "R315", "D2"),
        ("1951,MinCoal,60,,,,1.2,", "R315", "G2"),
        ("1950,,60,,,,1.2,", "R315", "G2"),
        ("1949,,60,,,,,", "C215", "A2"),
        ("1950,MinCoal,60,,,,,", "C215", "A2"),
        ("1951,MinCaol,60,,,,,", "R301", "B2"),
    ],
)
def test_money_that_cannot_be(line, code, cell, places):
    assert (code, "finance", cell) in places(finance=MONEY + line)
    assert {c for c, _, _ in places(finance=MONEY + line)} <= {code, "R315"}


def test_an_elasticity_beside_points_counts_for_nothing(places):
    curve = "period,volume,price_index\n,40,1\n,50,1.2\n"
    money = f"{MONEY}1951,,60,,40,0.5,,\n1952,,60,,,,,\n"
    assert places(cost_curve=curve, finance=money) == [("R315", "finance", "F2")]


def test_authorised_budgets_set_a_goal_of_what_they_buy(built):
    economy = built(
        finance=f"{MONEY}1951,,60,authorised,40,0.5,,\n1952,,60,authorised,40,0.5,1.2,\n"
        "1953,,60,ceiling,40,0.5,,\n"
    )
    # N = 40 (I / 40)^2: 60 buys sqrt(2400) = 48.990; within the cap I / 40 = 1.2, so 48.
    assert [(f.measure, f.period, f.priority, f.hard) for f in economy.figures] == [
        ("real_investment", 0, 2, False),
        ("real_investment", 1, 2, False),
    ]
    assert [f.target for f in economy.figures] == pytest.approx([48.990, 48.0], rel=0.005)
    assert [f.where.cell for f in economy.figures] == ["C2", "C3"]


def test_a_figure_of_real_investment_stands_before_the_goal_of_the_budget(built):
    economy = built(
        finance=f"{MONEY}1950,,40,,,,,1.25\n1951,,60,authorised,,,,\n1952,,60,authorised,,,,\n",
        control_figures=f"{HEAD}Work,real_investment,,1952,50,percent,,1\n",
    )
    # 32 of the base year and half as much again; 60 at planned cost buys 60.
    assert [(f.label, f.period, f.target) for f in economy.figures] == [
        ("Work", 1, pytest.approx(48.0)),
        ("Authorised investment", 0, pytest.approx(60.0)),
    ]


def test_a_figure_of_investment_is_the_authorised_budget(built):
    economy = built(
        finance=f"{MONEY}1950,,40,,,,,\n1953,,70,ceiling,,,,0.5\n",
        control_figures=f"{HEAD}Investment,investment,,1953,72.8,percent,geometric,1\n",
    )
    # 1.728 = 1.2^3 on 40: 48, 57.6, 69.12; the figure stands before the budget of the sheet.
    assert [f.budget for f in economy.finance] == pytest.approx([48.0, 57.6, 69.12])
    assert all(f.authorised for f in economy.finance)
    assert [f.where.cell for f in economy.finance] == ["E2"] * 3
    # What they buy at planned cost, in the class of the figure: 69.12 / 0.5 in the last year.
    assert [f.target for f in economy.figures] == pytest.approx([48.0, 57.6, 138.24])
    assert {f.priority for f in economy.figures} == {1}
    assert economy.left_out == ()


def test_a_quantity_of_investment_needs_no_sheet_finance(built):
    economy = built(control_figures=f"{HEAD}Investment,investment,,1952,50,,,\n")
    assert [f.budget for f in economy.finance] == [None, 50.0, None]


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("I,investment,,1953,50,percent,,", "R311", "E2"),
        ("I,investment,,1953,50,quantity,geometric,", "R311", "E2"),
        ("I,real_investment,,1953,1.5,index,,", "R311", "E2"),
        ("I,investment,coal,1953,50,,,", "R309", "C2"),
        ("I,real_investment,coal,1953,50,,,", "R309", "C2"),
        ("I,investment,,1953,-5,,,", "C205", "E2"),
        ("K,capacity,heavy,1953,50,,,", "R301", "C2"),
        ("K,capacity,coal,1956,50,,,", "C215", "D2"),
        ("K,capacity,coal,1950,50,,,", "C215", "D2"),
        ("C,cost,coal,1953,-20,percent,,", "R309", "C2"),
        ("C,cost,,1953,-100,percent,,", "C205", "E2"),
    ],
)
def test_figures_of_construction_that_cannot_be(line, code, cell, places):
    assert places(control_figures=HEAD + line) == [(code, "control_figures", cell)]


def test_a_figure_of_capacity_may_be_of_a_group_at_base_prices(built):
    economy = built(control_figures=f"{HEAD}K,capacity,all,1953,10,percent,,\n")
    # 1.1 of 120 at 1 and 60 at 2.
    assert [f.target for f in economy.figures] == [pytest.approx(264.0)]


def test_there_is_no_total_of_capacities_without_a_limit(places):
    sectors = "code,unit,base_output,capacity\ncoal,t,100,120\nsteel,t,50,unlimited\n"
    line = f"{HEAD}K,capacity,all,1953,50,,,\n"
    assert ("R309", "control_figures", "C2") in places(sectors=sectors, control_figures=line)


def test_a_figure_of_capacity_may_lie_after_the_plan(built):
    # Coal takes two years to build: what is started in 1953 is ready in 1955.
    lines = "K,capacity,coal,1955,30,percent,,\nL,capacity,coal,1954,140,,,\n"
    economy = built(control_figures=HEAD + lines)
    assert [(f.period, f.target) for f in economy.figures] == [
        (4, pytest.approx(156.0)),  # 1.3 of 120
        (3, 140.0),
    ]


def test_capacities_of_two_years_after_the_plan_are_no_alternatives(built):
    head = HEAD.replace("class", "variant")
    lines = "K,capacity,coal,1955,150,,,A\nK,capacity,coal,1954,140,,,B\n"
    assert len(built(control_figures=head + lines).figures) == 2


@pytest.mark.parametrize("label", ["1934Q1", "1933Q4+1"])
def test_quarters_go_on_after_the_plan(label, economy_of):
    economy = economy_of(
        settings="key,value\nperiod_name,quarter\nfirst_period,1933Q1\nperiods,4\n",
        projects="project,sector,capacity_added,cost\ndam,coal,10,50\n",
        control_figures=f"figure,measure,item,period,value\nK,capacity,coal,{label},125\n",
    )
    assert [f.period for f in economy.figures] == [4]


def test_figures_of_capital_work_are_left_out_where_nothing_is_built(economy_of):
    economy = economy_of(
        settings=SETTINGS,
        finance="period,budget\n1951,60\n",
        control_figures=f"{HEAD}I,investment,,1953,50,,,\nR,real_investment,,,5,,,\n",
    )
    assert [f.budget for f in economy.finance] == [60.0, None, 50.0]
    assert economy.figures == ()
    assert [note.partition(":")[0] for note in economy.left_out] == [
        "control figure 'R' (real_investment)",
        "finance",
    ]


def test_new_capacity_counts_towards_figures_once_it_can_be_ready(places):
    # Coal can grow from the third year on, so 121 of the 120 there is are out of reach before.
    line = "C,output,coal,{},121,,,\n"
    assert places(control_figures=HEAD + line.format(1952)) == [("V403", "control_figures", "E2")]
    assert places(control_figures=HEAD + line.format(1953)) == []


def test_projects_count_towards_figures_by_what_can_be_done(places):
    # 20 % done and half of the whole a year: 2 + 5 in the second year, all 10 in the third.
    project = f"{PROJECTS}dam,,coal,10,50,,,,2,0.2,,\n"
    line = "C,output,coal,{},{},,,\n"
    for year, most in ((1951, 122), (1952, 127), (1953, 130)):
        sheets = {"projects": project, "capital": None}
        assert places(control_figures=HEAD + line.format(year, most), **sheets) == []
        assert len(places(control_figures=HEAD + line.format(year, most + 1), **sheets)) == 1


@pytest.mark.parametrize(
    "sheets",
    [
        {"capital": "good,sector,per_unit\nbricks,coal,1\n"},
        {"capital": None, "project_inputs": "project,commodity,amount\ndam,bricks,1\n"},
    ],
)
def test_goods_of_construction_are_used(sheets, places):
    sectors = f"{SECTORS}bricks,t,A,,0,0,1,,\n"
    project = "project,sector,capacity_added,cost\ndam,coal,10,50\n"
    found = places(sectors=sectors, projects=project, **sheets)
    assert found == [("V402", "sectors", "A4")]


def test_goods_and_labour_of_construction_need_prices_where_money_pays(read_csv, found):
    unpriced = {
        "settings": SETTINGS,
        "sectors": SECTORS.replace(",60,2,", ",60,,"),
        "capital": "good,sector,per_unit\nsteel,coal,0.5\nbuilders,coal,2\n",
    } | {name: text.replace(",3", ",") for name, text in LABOUR.items()}
    assert found(read_csv(**unpriced)) == []
    expected = [("R310", "sectors", "G3"), ("R310", "labour", "C2")]
    assert found(read_csv(finance=f"{MONEY}1951,,60,,,,,\n", **unpriced)) == expected
    figure = f"{HEAD}Work,real_investment,,1953,50,,,\n"
    assert found(read_csv(control_figures=figure, **unpriced)) == expected


IMPLIED = {
    "settings": "key,value\nbase_year,1950\n",
    "sectors": "code,unit,group,base_output,capacity,price\n"
    "coal,t,A,100,900,1\nsteel,t,A,50,900,2\n",
    "labour": "category,available,wage\nworkers,9000,3\n",
    "labour_norms": "category,sector,per_unit\nworkers,coal,2\nworkers,steel,4\n",
}


@pytest.mark.parametrize(
    ("employment", "sense", "fits"),
    [
        # Base employment 2 * 100 + 4 * 50 = 400; 1.5 of the output at productivity 1.2 is 500.
        ("500,", "", True),
        ("25,percent", "", True),
        # Rounding of 50 % and 20 % printed in whole: 0.5 / 150 + 0.005 / 1.2, about 0.75 % of 500.
        ("504,", "", True),
        ("510,", "", False),
        ("490,", "at_least", False),
        ("510,", "at_most", True),
        ("490,", "at_most", False),
    ],
)
def test_employment_against_output_and_productivity(employment, sense, fits, read_csv, found):
    lines = (
        "figure,measure,item,value,as,path,sense\nOutput,group_output,A,50,percent,,\n"
        f"Productivity,productivity,all,20,percent,,\nWorkers,employment,A,{employment},,{sense}\n"
    )
    reading = read_csv(control_figures=lines, **IMPLIED)
    assert found(reading) == ([] if fits else [("V406", "control_figures", "D4")])
    assert fits or "imply 500" in reading.issues[0].message


@pytest.mark.parametrize(("fund", "fits"), [(30, True), (31, True), (35, False)])
def test_wage_fund_against_employment_and_wages(fund, fits, read_csv, found):
    # 1.13 of the workers at 1.15 of the wage is 1.2995 of the fund: +29.95 %.
    lines = (
        f"figure,measure,item,value,as\nWorkers,employment,,13,percent\nWages,wages,,15,percent\n"
        f"Fund,wage_fund,all,{fund},percent\n"
    )
    reading = read_csv(control_figures=lines, **IMPLIED)
    assert found(reading) == ([] if fits else [("V406", "control_figures", "D4")])
    assert fits or "1559.4" in reading.issues[0].message  # 1.2995 of 400 * 3


@pytest.mark.parametrize(("income", "fits"), [(60, True), (61, True), (62, False)])
def test_national_income_against_consumption_and_investment(income, fits, read_csv, found):
    # Base: value added 200 - 40 = 160, consumption 80, investment 40; 1.5 and 1.8 of them
    # make 192 of 120: +60 %. Rounding: (0.4 + 0.2) * 160 / 120 and 0.8 of the figure itself.
    reading = read_csv(
        **IMPLIED,
        final_demand="sector,use,value\ncoal,household,80\nsteel,defence,40\n",
        capital=CAPITAL,
        finance="period,budget\n1950,40\n",
        control_figures="figure,measure,item,value,as\nEating,consumption,,50,percent\n"
        f"Building,real_investment,,80,percent\nIncome,national_income,,{income},percent\n",
    )
    expected = [] if fits else [("V406", "control_figures", "D4")]
    assert found(reading) == expected
    assert fits or all(n in reading.issues[0].message for n in ("256", "259.2", "0.5", "0.25"))


def test_budgets_may_be_changed_like_any_figure(built, read_csv):
    edits = ["finance.1951.budget=70", "capital.steel/coal.per_unit=0.6"]
    reading = read_csv(
        {"edits": edits},
        settings=SETTINGS,
        sectors=SECTORS,
        capital=CAPITAL,
        finance=f"{MONEY}1951,,60,,,,,\n",
    )
    assert all(issue.level is Level.WARNING for issue in reading.issues)
    assert reading.economy.finance[0].budget == 70.0
    assert reading.economy.capital.toarray()[1, 0] == 0.6


def test_a_capacity_without_limit_is_no_figure_to_ask_for(places):
    sectors = "code,unit,base_output,capacity\ncoal,t,100,\nsteel,t,50,60\n"
    line = HEAD + "K,capacity,coal,1953,50,,,"
    assert ("R309", "control_figures", "C2") in places(sectors=sectors, control_figures=line)
