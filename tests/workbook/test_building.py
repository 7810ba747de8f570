"""From tables to the economy; every number is derived by hand in a comment."""

import math

import numpy as np
import pytest

DEMAND = "sector,use,value\ncoal,household,80\nsteel,defence,40\n"


def test_commodities_and_main_activities(economy_of):
    economy = economy_of(
        sectors="code,name,unit,group,agency,base_output,capacity,depreciation,lead,opening_stock,"
        "min_stock,storable,funded,price,import_limit\n"
        "coal,Hard coal,t,A; industry,MinCoal,100,120,0.1,1,5,6,yes,no,3,unlimited\n"
        "steel,,kt,A,,50,unlimited,,,,,,,4,\n"
    )
    coal, steel = economy.commodities
    assert (coal.title, steel.title) == ("Hard coal", "steel")
    assert (coal.opening_stock, coal.min_stock, coal.storable, coal.funded) == (5, 6, True, False)
    assert coal.import_limit == math.inf
    mine, mill = economy.activities
    assert (mine.code, mine.agency, mine.capacity, mine.depreciation) == (
        "coal",
        "MinCoal",
        120,
        0.1,
    )
    assert (mine.lead, mine.opening_output) == (1, 100.0)  # blank opening_output = base output
    assert mill.capacity == math.inf
    assert economy.foreign_credit is None
    assert str(coal.where) == "plan / sectors!A2"


def test_flows_become_norms_by_base_output(economy_of):
    # a(coal, steel) = 20 / 50, a(steel, coal) = 10 / 100
    assert economy_of().inputs.toarray() == pytest.approx(np.array([[0.0, 0.4], [0.1, 0.0]]))
    assert economy_of().outputs.toarray() == pytest.approx(np.eye(2))


def test_techniques_take_blanks_from_the_main_activity(economy_of):
    economy = economy_of(
        sectors="code,unit,agency,base_output,capacity,lead,depreciation,labour\n"
        "coal,t,MinCoal,100,120,1,0.1,2\nsteel,t,MinSteel,50,60,,,3\n",
        techniques="technique,sector,capacity,labour\nopen_pit,coal,30,\nscrap,steel,,5\n",
        norms="technique,commodity,input,output\nscrap,coal,0.1,\nscrap,steel,,0.9\nsteel,coal,,0.05\n",
        labour="category,available\nworkers,500\n",
    )
    pit, scrap = economy.activities[2:]
    assert (pit.commodity, pit.agency, pit.lead, pit.depreciation) == ("coal", "MinCoal", 1, 0.1)
    assert (pit.capacity, scrap.capacity) == (30.0, math.inf)
    assert pit.technique
    # The open pit has no norms of its own: it takes those of the mine. Scrap has.
    assert economy.inputs.toarray() == pytest.approx(
        np.array([[0.0, 0.4, 0.0, 0.1], [0.1, 0.0, 0.1, 0.0]])
    )
    # Scrap gives 0.9 steel; the mill gives 0.05 coal as a by-product.
    assert economy.outputs.toarray() == pytest.approx(
        np.array([[1.0, 0.05, 1.0, 0.0], [0.0, 1.0, 0.0, 0.9]])
    )
    assert economy.labour_norms == pytest.approx(np.array([[2.0, 3.0, 2.0, 5.0]]))


def test_labour_of_one_force_and_its_wage(economy_of):
    economy = economy_of(
        settings="key,value\nperiods,3\n",
        sectors="code,unit,base_output,capacity,labour,wage\ncoal,t,100,120,2,7\nsteel,t,50,60,3,7\n",
        labour="period,available\n,500\n2,520\n",
    )
    (force,) = economy.labour
    assert (force.code, force.available, force.wage) == ("labour", (500.0, 520.0, 500.0), 7.0)


def test_differing_wages_are_averaged_by_base_year_workers(read_csv, found):
    reading = read_csv(
        sectors="code,unit,base_output,capacity,labour,wage\ncoal,t,100,120,2,4\nsteel,t,50,60,4,7\n",
        labour="category,available\nworkers,500\n",
    )
    # Workers 2 * 100 = 200 and 4 * 50 = 200: the mean of 4 and 7 is 5.5.
    assert reading.economy.labour[0].wage == pytest.approx(5.5)
    assert found(reading) == [("R313", "sectors", "F2")]


def test_labour_categories_with_norms_of_their_own(economy_of):
    economy = economy_of(
        sectors="code,unit,base_output,capacity,labour\ncoal,t,100,120,9\nsteel,t,50,60,9\n",
        labour="category,available,wage\nminers,300,5\nsmelters,200,6\n",
        labour_norms="category,sector,per_unit\nminers,coal,2\nsmelters,steel,3\nminers,scrap,1\n",
        techniques="technique,sector,capacity\nscrap,steel,5\n",
    )
    # Scrap takes miners of its own, and smelters as the mill does.
    assert economy.labour_norms == pytest.approx(np.array([[2.0, 0.0, 1.0], [0.0, 3.0, 3.0]]))
    assert any("several labour categories" in text for text in economy.left_out)


def test_sector_labour_without_a_labour_sheet_is_left_out_with_a_note(economy_of):
    text = "code,unit,base_output,capacity,labour\ncoal,t,100,120,9\nsteel,t,50,60,9\n"
    economy = economy_of(sectors=text)
    assert economy.labour == ()
    assert any("no sheet labour" in note for note in economy.left_out)


def test_labour_without_a_figure_for_a_period_is_warned_of(read_csv, found):
    reading = read_csv(
        settings="key,value\nperiods,2\n",
        labour="category,period,available\nworkers,1,500\n",
        labour_norms="category,sector,per_unit\nworkers,coal,2\n",
    )
    assert found(reading) == [("V410", "labour", "C2")]
    assert reading.economy.labour[0].available == (500.0, math.inf)


def test_the_most_specific_productivity_wins(economy_of):
    economy = economy_of(
        settings="key,value\nperiods,2\n",
        sectors="code,unit,group,base_output,capacity\n"
        "coal,t,A; industry,100,120\nsteel,t,,50,60\n",
        productivity="item,period,index,kind\nall,,1.1,\nA,,1.2,\ncoal,2,1.3,\nall,2,1.05,wages\n",
    )
    assert economy.productivity == pytest.approx(np.array([[1.2, 1.3], [1.1, 1.1]]))
    assert economy.wage_index == pytest.approx(np.array([1.0, 1.05]))


def test_productivity_figures_follow_a_geometric_path(economy_of):
    economy = economy_of(
        settings="key,value\nbase_year,1950\nperiods,2\n",
        control_figures="figure,measure,item,period,value,as,path\n"
        "Productivity,productivity,all,1952,44,percent,geometric\n"
        "Wages,wages,,1952,1.1,index,\nCosts,cost,,1952,-20,percent,\n",
    )
    # 1.44 in two steps is 1.2 a year; wages have no path.
    assert economy.productivity[0] == pytest.approx([1.2, 1.44])
    assert economy.wage_index == pytest.approx([1.0, 1.1])
    assert economy.figures == ()
    assert any("'Costs'" in note for note in economy.left_out)


def test_claims_by_quantity_for_every_period_and_for_one(economy_of):
    economy = economy_of(
        settings="key,value\nperiods,2\n",
        claims="commodity,claimant,use,period,quantity,class,weight\n"
        "coal,households,household,,85,,\ncoal,households,household,2,90,3,2\nsteel,army,defence,1,0,,\n",
    )
    # The row for period 2 counts before the one for every period; a target of zero drops out.
    assert [(c.period, c.target, c.priority, c.weight) for c in economy.claims] == [
        (0, 85.0, 2, 1.0),
        (1, 90.0, 3, 2.0),
    ]
    assert [c.where.cell for c in economy.claims] == ["E2", "E3"]


def test_growth_of_claims_per_period_or_in_all(economy_of):
    economy = economy_of(
        settings="key,value\nbase_year,1950\nperiods,2\n",
        final_demand=DEMAND,
        claims="commodity,claimant,use,period,growth\n"
        "coal,households,household,,10\nsteel,army,defence,1952,10\n",
    )
    # coal: 80 * 1.1 and 80 * 1.1^2; steel: 40 * 1.1 in all by 1952.
    assert [(c.commodity, c.period, c.target) for c in economy.claims] == [
        ("coal", 0, pytest.approx(88.0)),
        ("coal", 1, pytest.approx(96.8)),
        ("steel", 1, pytest.approx(44.0)),
    ]


def test_growth_beyond_all_numbers_is_an_error(read_csv, found):
    reading = read_csv(
        settings="key,value\nperiods,2\n",
        final_demand=DEMAND,
        claims="commodity,claimant,use,growth\ncoal,households,household,1e300\n",
    )
    assert found(reading) == [("C212", "claims", "D2")]


def test_a_floor_above_the_target_that_growth_gives_is_an_error(read_csv, found):
    reading = read_csv(
        final_demand=DEMAND,
        claims="commodity,claimant,use,growth,floor\ncoal,households,household,10,89\n",
    )
    assert found(reading) == [("C219", "claims", "E2")]


def test_final_demand_that_nobody_claims_is_claimed_at_its_level(economy_of):
    economy = economy_of(
        sectors="code,unit,base_output,capacity,class\ncoal,t,100,120,3\nsteel,t,50,60,1\n",
        final_demand="sector,use,value\ncoal,household,70\ncoal,Party,10\nsteel,Defence,40\n",
        claims="commodity,claimant,use,quantity\ncoal,households,household,85\n",
    )
    found = [(c.commodity, c.claimant, c.use, c.target, c.priority) for c in economy.claims]
    assert found == [
        ("coal", "households", "household", 85.0, 3),
        ("coal", "Party", "other", 10.0, 3),
        ("steel", "defence", "defence", 40.0, 1),
    ]


def test_final_demand_alone_is_a_plan(economy_of):
    assert len(economy_of(claims=None, final_demand=DEMAND).claims) == 2


def test_foreign_exchange_exists_where_a_price_or_credit_is_given(economy_of):
    credit = economy_of(settings="key,value\nperiods,2\n", finance="period,foreign_credit\n2,7\n")
    assert credit.foreign_credit == (0.0, 7.0)
    assert credit.finance == ()  # foreign credit is no money of the plan
    priced = economy_of(
        sectors="code,unit,base_output,capacity,export_price\ncoal,t,100,120,2\nsteel,t,50,60,\n"
    )
    assert priced.foreign_credit == (0.0,)


def test_allocations_and_agencies(economy_of):
    economy = economy_of(
        settings="key,value\nperiods,2\n",
        agencies="agency,name,kind,rank,influence\nMinCoal,Coal,union,2,0.5\n",
        allocations="commodity,agency,period,min,max,share\nsteel,MinCoal,2,1,3,\ncoal,army,,,,0.2\n",
    )
    (agency,) = economy.agencies
    assert (agency.code, agency.kind, agency.rank, agency.influence) == ("MinCoal", "union", 2, 0.5)
    found = [(a.commodity, a.agency, a.period, a.low, a.high, a.share) for a in economy.allocations]
    assert found == [
        ("steel", "MinCoal", 1, 1.0, 3.0, None),
        ("coal", "army", 0, None, None, 0.2),
        ("coal", "army", 1, None, None, 0.2),
    ]


def test_stocks_of_agencies(economy_of):
    economy = economy_of(
        agency_stocks="agency,commodity,quantity\narmy,steel,5\narmy,coal,0\nhouseholds,coal,2\n",
    )
    # Nothing held is no stock.
    assert economy.agency_stocks == {("steel", "army"): 5.0, ("coal", "households"): 2.0}
    assert economy.owners == ("army", "households")
    assert economy.left_out == ()


def test_stocks_of_agencies_are_in_the_unit_of_their_product(economy_of):
    economy = economy_of(
        units="unit,base,factor\nkt,t,1000\n",
        agency_stocks="agency,commodity,quantity [kt]\narmy,steel,0.5\n",
    )
    assert economy.agency_stocks == {("steel", "army"): 500.0}


def test_what_is_not_planned_yet_is_named(economy_of):
    economy = economy_of(
        capital="good,sector,per_unit\nsteel,coal,0.5\n",
        decrees="number,kind,value,commodity\n1,set_target,90,coal\n",
        projects="project,sector,capacity_added,cost\ndam,coal,5,50\n",
    )
    (note,) = economy.left_out
    assert "sheet decrees (1 rows)" in note


def test_capital_may_name_a_labour_category(read_csv, found):
    labour = {
        "labour": "category,available\nbuilders,10\n",
        "labour_norms": "category,sector,per_unit\nbuilders,coal,0.01\n",
    }
    assert read_csv(capital="good,sector,per_unit\nbuilders,coal,2\n", **labour).issues == ()
    assert found(read_csv(capital="good,sector,per_unit\nbilders,coal,2\n", **labour)) == [
        ("R301", "capital", "A2")
    ]


@pytest.mark.parametrize(
    ("sheet", "text", "cell"),
    [
        ("labour_norms", "category,sector,per_unit\nworkers,coal,2\n", "A2"),
        ("norms", "technique,commodity,input\nscrap,coal,2\n", "A2"),
        ("techniques", "technique,sector,capacity\nscrap,stel,2\n", "B2"),
        ("project_inputs", "project,commodity,amount\ndam,coal,2\n", "A2"),
        ("productivity", "item,index\nindustri,2\n", "A2"),
        ("decrees", "number,kind,commodity\n1,scale,coal; stel\n", "C2"),
        ("final_demand", "sector,use,value\nstel,household,2\n", "A2"),
        ("allocations", "commodity,agency,max\ncoal,amry,5\n", "B2"),
        ("agency_stocks", "agency,commodity,quantity\namry,coal,5\n", "A2"),
        ("agency_stocks", "agency,commodity,quantity\narmy,coul,5\n", "B2"),
        ("petitions", "agency,figure,centre,offer\nMinCoal,Coal,2,1\n", "B2"),
    ],
)
def test_references_are_checked_on_every_sheet(sheet, text, cell, read_csv, found):
    assert found(read_csv(**{sheet: text})) == [("R301", sheet, cell)]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (
            ("C219", "projects", "F2"),
            "project,sector,capacity_added,cost,earliest,latest\nd,coal,1,1,2,1\n",
        ),
        (("C219", "allocations", "D2"), "commodity,agency,min,max\ncoal,army,5,4\n"),
        (("C219", "control_figures", "E2"), "figure,measure,item,value,high\nC,output,coal,5,4\n"),
        (("C205", "productivity", "B2"), "item,index\nall,0\n"),
        (("R309", "productivity", "A2"), "item,index,kind\ncoal,1.1,wages\n"),
    ],
)
def test_rows_that_contradict_themselves(place, text, read_csv, found):
    reading = read_csv(settings="key,value\nperiods,2\n", **{place[1]: text})
    assert found(reading) == [place]


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ("0.5; x", "C201"),
        ("0.5; 0.4", "C205"),
        ("1.5; -0.5", "C201"),
        ("1", "C220"),
        ("0.3; 0.3; 0.4", "C220"),
        ("1; 0", ""),
    ],
)
def test_spending_profiles_are_shares_that_add_up(profile, code, read_csv, found):
    head = "code,unit,base_output,capacity,construction_lag,spending_profile\n"
    text = f"{head}coal,t,100,120,2,{profile}\nsteel,t,50,60,,\n"
    assert [c for c, _, _ in found(read_csv(sectors=text))] == ([code] if code else [])
