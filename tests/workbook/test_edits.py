"""Changes asked for on the command line and in the sheet scenarios."""

import pytest

from balances.workbook.edits import Edit, parse_edit

SETTINGS = "key,value\nbase_year,1950\nperiods,2\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("sectors.coal.capacity=5", ("sectors", "coal", "capacity", "5")),
        ("sectors.capacity=5", ("sectors", "*", "capacity", "5")),
        ("finance.1955.budget=60", ("finance", "1955", "budget", "60")),
        ("coefficients.coal/steel.value=0.3", ("coefficients", "coal/steel", "value", "0.3")),
        ("sectors.01.2.capacity=5", ("sectors", "01.2", "capacity", "5")),
        ("settings.periods=3", ("settings", "periods", "value", "3")),
        ("settings.title=a=b", ("settings", "title", "value", "a=b")),
    ],
)
def test_a_change_is_parsed(text, parts):
    sheet, key, field, value = parts
    assert parse_edit(text) == Edit(sheet, key, field, "set", value, text)


@pytest.mark.parametrize("text", ["", "sectors", "sectors=5", "=5", ".coal=5", "sectors.=5", "a.b"])
def test_what_is_no_change(text):
    assert parse_edit(text) is None


def edited(economy_of, *edits, **sheets):
    return economy_of({"edits": edits}, **sheets)


def test_one_cell_and_all_rows(economy_of):
    economy = edited(economy_of, "sectors.capacity=200", "sectors.coal.capacity=unlimited")
    assert [a.capacity for a in economy.activities] == [float("inf"), 200.0]


def test_settings_are_set_whether_they_are_there_or_not(economy_of):
    economy = edited(economy_of, "settings.periods=3", "settings.base_year=1950")
    assert economy.periods == ("1951", "1952", "1953")
    economy = edited(economy_of, "settings.periods=3", settings="key,value\nperiods,1\n")
    assert economy.periods == ("1", "2", "3")


def test_norms_long_and_matrix(economy_of):
    change = "coefficients.coal/steel.value=0.3"
    long = "supplier,user,value\ncoal,steel,0.4\nsteel,coal,0.1\n"
    matrix = "supplier\\user,coal,steel\ncoal,,0.4\nsteel,0.1,\n"
    for text in (long, matrix):
        economy = edited(economy_of, change, flows=None, coefficients=text)
        assert economy.inputs.toarray()[0, 1] == 0.3
    economy = edited(
        economy_of, "coefficients.coal/coal.value=0.05", flows=None, coefficients=matrix
    )
    assert economy.inputs.toarray()[0, 0] == 0.05


def test_composite_keys_may_be_cut_short_where_one_row_is_left(economy_of):
    economy = edited(economy_of, "claims.coal/households.quantity=70", "claims.steel.class=1")
    assert [(c.target, c.priority) for c in economy.claims] == [(70.0, 2), (42.0, 1)]


def test_stars_stand_for_all(economy_of):
    economy = edited(economy_of, "claims.*/army.quantity=7")
    assert [c.target for c in economy.claims] == [85.0, 7.0]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ("sectorz.coal.capacity=5", "S112"),
        ("sectors.coal.capasity=5", "S112"),
        ("capital.coal/steel.per_unit=5", "S112"),
        ("sectors.cole.capacity=5", "R308"),
        ("settings.period=5", "R308"),
        ("sectors.coal.capacity=many", "C201"),
        ("sectors.coal.capacity=-5", "C205"),
        ("sectors.coal.unit=", "C203"),
        ("nonsense", "S112"),
    ],
)
def test_a_change_that_cannot_be_made_is_an_error(edit, code, read_csv, found):
    reading = read_csv({"edits": [edit]})
    assert [c for c, _, _ in found(reading)] == [code]
    assert reading.economy is None


def test_an_ambiguous_key_names_the_rows(read_csv):
    claims = "commodity,claimant,quantity\ncoal,households,5\ncoal,army,6\n"
    (issue,) = read_csv({"edits": ["claims.coal.quantity=5"]}, claims=claims).issues
    assert issue.code == "R308"
    assert "coal/households/other" in issue.message
    assert "coal/army/other" in issue.message


def test_a_scenario_sets_scales_and_adds_before_the_edits(economy_of):
    sheet = (
        "scenario,sheet,key,field,op,value\ndry,sectors,coal,capacity,scale,0.5\n"
        "dry,claims,coal,quantity,add,-5\ndry,sectors,*,opening_stock,set,3\n"
        "wet,sectors,coal,capacity,set,999\n"
    )
    options = {"scenario": "Dry", "edits": ["sectors.steel.opening_stock=4"]}
    sectors = "code,unit,base_output,capacity,opening_stock\ncoal,t,100,120,1\nsteel,t,50,60,1\n"
    economy = economy_of(options, scenarios=sheet, sectors=sectors)
    assert economy.activities[0].capacity == 60.0
    assert economy.claims[0].target == 80.0
    assert [c.opening_stock for c in economy.commodities] == [3.0, 4.0]


def test_a_scenario_scales_a_matrix(economy_of):
    sheet = "scenario,sheet,key,field,op,value\ndry,flows,coal/*,value,scale,2\n"
    flows = "supplier\\user,coal,steel\ncoal,,20\nsteel,10,\n"
    economy = economy_of({"scenario": "dry"}, scenarios=sheet, flows=flows)
    assert economy.inputs.toarray().tolist() == [[0.0, 0.8], [0.1, 0.0]]


def test_finance_by_period(economy_of):
    economy = edited(
        economy_of,
        "finance.1952.foreign_credit=60",
        settings=SETTINGS,
        finance="period,foreign_credit\n1951,5\n1952,6\n",
    )
    assert economy.foreign_credit == (5.0, 60.0)


def test_edited_tables_are_what_the_reading_shows(read_csv):
    reading = read_csv({"edits": ["sectors.coal.capacity=5"]})
    assert reading.tables.rows("sectors")[0].number_of("capacity") == 5.0
