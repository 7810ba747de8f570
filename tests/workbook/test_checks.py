"""Economics after structure: what is warned of, and what is not."""

import pytest

from balances.workbook.numbers import decimals, rounding

GROUPS = (
    "code,unit,group,base_output,capacity,price\ncoal,t,A; industry,100,900,1\n"
    "steel,t,B; industry,50,900,2\n"
)
FIGURES = "figure,measure,item,as,value,sense\n"


@pytest.mark.parametrize(
    ("value", "places"), [(100.0, 0), (0.5, 1), (12.25, 2), (1e-7, 7), (1e20, 0)]
)
def test_printed_digits(value, places):
    assert decimals(value) == places


def test_rounding_is_half_a_last_digit_a_term():
    assert rounding([1.5, 2.25, 0.0, 3.0]) == pytest.approx(3 * 0.005)


def test_a_group_that_eats_itself_is_named_with_its_radius(read_csv, found):
    # sqrt(4 * 0.3) = 1.0954; bread stands outside the group.
    reading = read_csv(
        sectors="code,unit,capacity\ncoal,t,9\nsteel,t,9\nbread,t,9\n",
        flows=None,
        coefficients="supplier,user,value\ncoal,steel,4\nsteel,coal,0.3\ncoal,bread,0.1\n",
        claims="commodity,claimant,quantity\nbread,all,1\n",
    )
    assert found(reading) == [("V401", "coefficients", "C2")]
    message = reading.issues[0].message
    assert "1.0954" in message
    assert "'coal', 'steel'" in message
    assert "bread" not in message
    assert reading.economy is None


@pytest.mark.parametrize(("value", "productive"), [(0.999999, True), (1.0, False)])
def test_a_sector_that_eats_its_own_output(value, productive, read_csv):
    coefficients = f"supplier,user,value\ncoal,coal,{value}\n"
    reading = read_csv(flows=None, coefficients=coefficients)
    assert (reading.economy is not None) == productive


def test_rounding_explains_small_gaps(read_csv, found):
    demand = "sector,use,value\ncoal,household,{}\nsteel,defence,40\n"
    # Coal: two terms in whole numbers and the output: 1.5 may be rounding, 2 may not.
    assert found(read_csv(final_demand=demand.format(79))) == []
    assert found(read_csv(final_demand=demand.format(78))) == [("V405", "sectors", "D2")]
    # One decimal printed: 0.05 * 2 + 0.5 of the output.
    assert found(read_csv(final_demand=demand.format(79.3))) == [("V405", "sectors", "D2")]


def test_totals_and_parts_that_agree_are_silent(read_csv, found):
    # A weighs 100 of 200: 80 and 60 make 70.
    lines = (
        "I,group_output,industry,percent,70,\nA,group_output,A,percent,80,\n"
        "B,group_output,B,percent,60,\n"
    )
    assert found(read_csv(sectors=GROUPS, control_figures=FIGURES + lines)) == []


def test_totals_and_parts_that_disagree_name_both_weights(read_csv):
    # (1.70 - 1.65) / (1.80 - 1.65) = 1/3 against 100 of 200.
    lines = (
        "I,group_output,industry,percent,70,\nA,group_output,A,percent,80,\n"
        "B,group_output,B,percent,65,\n"
    )
    (issue,) = read_csv(sectors=GROUPS, control_figures=FIGURES + lines).issues
    assert (issue.code, issue.where.cell) == ("V406", "E2")
    assert "0.333" in issue.message
    assert "0.5" in issue.message


def test_figures_that_cross(read_csv, found):
    lines = "Least,output,coal,,150,\nMost,output,coal,,140,at_most\n"
    reading = read_csv(sectors=GROUPS, control_figures=FIGURES + lines)
    assert found(reading) == [("V406", "control_figures", "E2")]


def test_floors_above_what_there_can_be(read_csv, found):
    claims = "commodity,claimant,use,quantity,floor\ncoal,a,household,85,70\ncoal,b,social,60,51\n"
    assert found(read_csv(claims=claims)) == [("V406", "claims", "D2")]


def test_stocks_and_imports_count_towards_a_figure(read_csv, found):
    sectors = (
        "code,unit,base_output,capacity,opening_stock,import_limit\n"
        "coal,t,100,120,5,\nsteel,t,50,60,,10\n"
    )
    figure = "figure,measure,item,value\nExports,exports,{},{}\n"
    for item, most in (("coal", 125), ("steel", 70)):
        assert found(read_csv(sectors=sectors, control_figures=figure.format(item, most))) == []
        places = found(read_csv(sectors=sectors, control_figures=figure.format(item, most + 1)))
        assert places == [("V403", "control_figures", "D2")]


def test_what_is_kept_counts_in_later_periods(read_csv, found):
    sectors = "code,unit,base_output,capacity,storable\ncoal,t,100,120,{}\nsteel,t,50,60,\n"
    sheets = {
        "settings": "key,value\nperiods,2\n",
        "control_figures": "figure,measure,item,value\nExports,exports,coal,200\n",
    }
    assert found(read_csv(sectors=sectors.format("yes"), **sheets)) == []
    assert len(found(read_csv(sectors=sectors.format("no"), **sheets))) == 1


def test_what_agencies_hold_counts_once_and_in_any_period(read_csv, found):
    # 120 of coal can be made a year and the army holds 20: 140 in either year, not 160.
    claims = "commodity,claimant,use,period,quantity,floor\ncoal,army,other,{0},{1},{1}\n"
    stocks = "agency,commodity,quantity\narmy,coal,20\n"
    for period in (1, 2):
        for floor, codes in ((140, []), (141, ["V406"])):
            reading = read_csv(
                settings="key,value\nperiods,2\n",
                claims=claims.format(period, floor),
                agency_stocks=stocks,
            )
            assert [code for code, _, _ in found(reading)] == codes


def test_column_sums_need_prices_or_money_units(read_csv, found):
    coefficients = "supplier,user,value\ncoal,steel,1.2\n"
    tons = "code,unit,capacity\ncoal,t,9\nsteel,t,9\n"
    money = "code,unit,capacity\ncoal,roubles,9\nsteel,roubles,9\n"
    claims = "commodity,claimant,quantity\ncoal,all,1\n"
    sheets = {"flows": None, "coefficients": coefficients, "claims": claims}
    assert found(read_csv(sectors=tons, **sheets)) == []
    assert found(read_csv(sectors=money, **sheets)) == [("V404", "sectors", "A3")]


def test_more_than_ten_alike_are_one_line(read_csv, found):
    sectors = "code,unit\n" + "".join(f"s{n},t\n" for n in range(12))
    reading = read_csv(
        sectors=sectors,
        flows="supplier,user,value\n",
        claims="commodity,claimant,quantity\ns1,all,1\n",
    )
    assert found(reading) == [("V410", "sectors", "A2")]
    assert "12" in reading.issues[0].message


def test_warnings_are_errors_with_strict(read_csv):
    flows = "supplier,user,value\ncoal,steel,20\nsteel,coal,-1\n"
    assert read_csv(flows=flows).economy is not None
    assert read_csv({"strict": True}, flows=flows).economy is None
