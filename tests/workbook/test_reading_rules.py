"""How sheets, headers and rows are found: each rule with its code and cell."""

import pytest

from balances.workbook.settings import read_settings


def test_three_sheets_are_a_workbook(read_csv):
    reading = read_csv()
    assert reading.issues == ()
    assert set(reading.tables.by_name) == {"sectors", "flows", "claims"}
    assert reading.name == "plan"


@pytest.mark.parametrize("name", ["SECTORS", "Sec-tors", "products", " commodities "])
def test_sheet_names_match_by_letters_and_aliases(name, read_csv):
    text = "code,name,unit,base_output,capacity\ncoal,Coal,t,100,120\nsteel,Steel,t,50,60\n"
    assert read_csv(sectors=None, **{name: text}).issues == ()


@pytest.mark.parametrize(
    "header", ["Base Output", "BASE-OUTPUT", "x", "gross_output", " base_output"]
)
def test_headers_match_by_letters_and_aliases(header, economy_of):
    text = f"Code,UNIT,{header},Capacity\ncoal,t,100,120\nsteel,t,50,60\n"
    assert economy_of(sectors=text).commodities[0].base_output == 100.0


def test_titles_comments_and_blank_rows(read_csv):
    text = (
        "Claims of 1951\n\n# source: archive 12\n"
        "commodity,claimant,quantity\n"
        "# a comment\ncoal,households,85\n , ,\n\n# synthetic\nsteel,army,42\n\n"
    )
    reading = read_csv(claims=text)
    assert reading.issues == ()
    assert [c.where.cell for c in reading.economy.claims] == ["C6", "C10"]
    notes = [(n.sheet, n.text, n.synthetic) for n in reading.economy.sources]
    assert notes == [("claims", "source: archive 12", False), ("claims", "synthetic", True)]


def test_sources_are_collected_with_their_rows(economy_of):
    text = (
        "commodity,claimant,quantity,source\n"
        "coal,households,85,Gregory p. 5\nsteel,army,42,Gregory p. 5\ncoal,army,1,guess\n"
    )
    notes = [(n.text, n.rows) for n in economy_of(claims=text).sources]
    assert notes == [("Gregory p. 5", 2), ("guess", 1)]


def test_the_header_may_stand_in_row_twenty_but_no_later(read_csv, found):
    claims = "commodity,claimant,quantity\ncoal,households,85\n"
    assert read_csv(claims="note\n" * 19 + claims).issues == ()
    assert found(read_csv(claims="note\n" * 20 + claims)) == [("S102", "claims", "")]


def test_a_csv_with_semicolons_is_told_so(read_csv, found):
    reading = read_csv(claims="commodity;claimant;quantity\ncoal;households;85\n")
    assert found(reading) == [("S102", "claims", "")]
    assert "semicolon" in reading.issues[0].message


def test_a_sheet_with_only_its_header_is_valid(read_csv):
    reading = read_csv(
        labour="category,period,available\n", decrees="number,kind\n", norms="technique,commodity\n"
    )
    assert reading.issues == ()
    assert reading.tables.has("decrees")


def test_all_missing_sheets_are_named_at_once(read_csv, found):
    reading = read_csv(sectors=None, flows=None, claims=None, settings="key,value\n")
    assert found(reading) == [
        ("S101", "sectors", ""),
        ("S101", "flows", ""),
        ("S101", "claims", ""),
    ]
    assert reading.economy is None


def test_note_columns_and_private_columns_are_free(read_csv):
    text = "commodity,claimant,quantity,Notes,_mine,#x\ncoal,households,85,a,b,c\n"
    assert read_csv(claims=text).issues == ()


def test_an_unknown_column_gets_a_suggestion(read_csv, found):
    text = "commodity,claimant,quantity,wieght\ncoal,households,85,2\n"
    reading = read_csv(claims=text)
    assert found(reading) == [("S103", "claims", "D1")]
    assert "'weight'" in reading.issues[0].message


def test_a_comment_row_is_one_only_in_the_first_cell(read_csv, found):
    text = "commodity,claimant,quantity\ncoal,#army,85\n#REF!,army,4\n"
    assert found(read_csv(claims=text)) == [("C211", "claims", "A3")]


def test_quoted_line_breaks_keep_line_numbers(read_csv, found):
    text = 'commodity,claimant,quantity,note\ncoal,households,85,"two\nlines"\nsteel,army,x,\n'
    assert found(read_csv(claims=text)) == [("C201", "claims", "C4")]


def test_blank_is_not_zero_where_a_value_is_required(read_csv, found):
    text = "code,unit,base_output\ncoal,,100\n,t,50\n"
    places = found(
        read_csv(sectors=text, flows="supplier,user,value\n", claims="commodity,claimant\n")
    )
    assert ("C203", "sectors", "B2") in places
    assert ("C203", "sectors", "A3") in places


@pytest.mark.parametrize(
    ("word", "value"), [("yes", True), ("Y", True), ("TRUE", True), ("0", False)]
)
def test_yes_and_no(word, value, economy_of):
    text = f"code,unit,base_output,capacity,storable\ncoal,t,100,120,{word}\nsteel,t,50,60,\n"
    assert economy_of(sectors=text).commodities[0].storable is value


def test_lists_are_separated_by_semicolons(economy_of):
    text = "code,unit,group,base_output,capacity\ncoal,t,A; industry ;,100,120\nsteel,t,,50,60\n"
    assert economy_of(sectors=text).commodities[0].groups == ("A", "industry")


def test_dash_means_what_settings_say(economy_of):
    sectors = "code,unit,base_output,capacity,opening_stock\ncoal,t,100,120,-\nsteel,t,50,60,-\n"
    economy = economy_of(settings="key,value\ndash_means,zero\n", sectors=sectors)
    assert economy.commodities[0].opening_stock == 0.0


def test_blanks_have_the_defaults_of_the_specification(economy_of):
    economy = economy_of(
        claims="commodity,claimant,quantity\ncoal,households,85\n",
        agencies="agency\nMinCoal\n",
        control_figures="figure,measure,item,value\nCoal,output,coal,90\n",
    )
    coal, claim, figure = economy.commodities[0], economy.claims[0], economy.figures[0]
    assert (coal.import_limit, coal.storable, coal.funded) == (0.0, False, True)
    assert (claim.use, claim.priority, claim.weight, claim.floor) == ("other", 2, 1.0, 0.0)
    assert (figure.hard, figure.sense, figure.priority, figure.weight) == (
        False,
        "at_least",
        2,
        1.0,
    )
    assert economy.agencies[0].rank == 5


def test_a_duplicate_key_names_both_rows(read_csv):
    text = "commodity,claimant,quantity\ncoal,households,85\nsteel,army,2\ncoal,households,5\n"
    (issue,) = read_csv(claims=text).issues
    assert (issue.code, issue.where.cell) == ("R302", "A4")
    assert "row 4" in issue.message
    assert "row 2" in issue.message


def test_a_technique_may_not_bear_the_code_of_a_sector(read_csv, found):
    reading = read_csv(techniques="technique,sector,capacity\ncoal,steel,5\n")
    assert ("R302", "techniques", "A2") in found(reading)


def test_twins_are_warned_of_and_kept_apart(read_csv, found):
    text = "commodity,claimant,quantity\ncoal,MinCoal,85\nsteel,Min\u0421oal,2\n"
    reading = read_csv(claims=text)
    assert found(reading) == [("R304", "claims", "B3")]
    assert len({claim.claimant for claim in reading.economy.claims}) == 2


def test_settings_have_defaults(read_csv):
    frame, issues = read_settings(read_csv().tables)
    assert issues == ()
    assert frame.settings.method == "leximin"
    assert frame.settings.after_goals == "least_effort"
    assert frame.settings.currency == "roubles"
    assert frame.calendar.labels == ("1",)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("base_year,1955\nperiods,3", ("1956", "1957", "1958")),
        ("periods,2", ("1", "2")),
        ("first_period,1933Q3\nperiods,3", ("1933Q3", "1933Q4", "1934Q1")),
        ("base_year,1932\nperiod_name,quarter\nperiods,2", ("1933Q1", "1933Q2")),
        ("base_year,1932q4\nperiods,1", ("1933Q1",)),
        ("base_year,1950\nfirst_period,1955", ("1955",)),
    ],
)
def test_period_labels(lines, labels, economy_of):
    assert economy_of(settings=f"key,value\n{lines}\n").periods == labels


@pytest.mark.parametrize(
    "lines",
    ["first_period,spring\nperiods,2", "period_name,quarter\nfirst_period,1933\nbase_year,1932"],
)
def test_labels_that_cannot_be_counted_on(lines, read_csv, found):
    assert "C215" in {code for code, _, _ in found(read_csv(settings=f"key,value\n{lines}\n"))}


def test_after_goals_names_a_measure(read_csv, economy_of, found):
    text = "key,value\nafter_goals,maximise:{}\n"
    economy = economy_of(settings=text.format("output/coal"))
    assert economy.settings.after_goals == "maximise:output/coal"
    assert found(read_csv(settings=text.format("outputs"))) == [("C206", "settings", "B2")]


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("output/coal/1", False),
        ("national_income//1-2", False),
        ("output/coal/3", True),
        ("output/coal/2-1", True),
        ("output/coal/1-", True),
    ],
)
def test_after_goals_names_periods_of_the_plan(read_csv, found, what, wrong):
    reading = read_csv(settings=f"key,value\nperiods,2\nafter_goals,maximise:{what}\n")
    assert found(reading) == ([("C215", "settings", "B3")] if wrong else [])


def test_a_unit_in_a_header_is_checked_row_by_row(read_csv, found):
    text = "code,unit,base_output [t],capacity [t]\ncoal,t,100,120\nsteel,kt,50,60\n"
    assert found(read_csv(sectors=text)) == [("C202", "sectors", "C1"), ("C202", "sectors", "D1")]


def test_a_unit_that_units_knows_is_converted(economy_of):
    economy = economy_of(
        sectors="code,unit,base_output,capacity [kt]\ncoal,t,100,0.12\nsteel,t,50,0.06\n",
        units="unit,base,factor\nkt,t,1000\n",
    )
    assert [a.capacity for a in economy.activities] == pytest.approx([120.0, 60.0])


def test_units_of_prices_and_growth_are_understood(read_csv):
    sectors = (
        "code,unit,base_output,capacity,price [roubles/t]\ncoal,t,100,120,1\nsteel,t,50,60,2\n"
    )
    claims = "commodity,claimant,use,growth [%]\ncoal,households,household,5\n"
    demand = "sector,use,value\ncoal,household,80\nsteel,defence,40\n"
    assert read_csv(sectors=sectors, claims=claims, final_demand=demand).issues == ()


def test_ten_faults_are_found_in_one_reading(read_csv, found):
    reading = read_csv(
        settings="key,value\nperiods,two\nmethode,leximin\n",
        sectors="code,unit,base_output,capacity,storable\n"
        'coal,t,100,"1,234",no\nsteel,t,50,-60,perhaps\nsteel,t,1,1,\n',
        flows="supplier,user,value\ncoal,stel,20\nsteel,coal,\n",
        claims="commodity,claimant,use,quantity,floor\n"
        "coal,households,household,85,90\nsteel,army,defense,#N/A,\n",
        allocations="commodity,agency,min,max\ncoal,army,5,4\n",
        clams="commodity\n",
    )
    assert found(reading) == [
        ("C201", "settings", "B2"),
        ("C208", "sectors", "D2"),
        ("C205", "sectors", "D3"),
        ("C214", "sectors", "E3"),
        ("R302", "sectors", "A4"),
        ("R301", "flows", "B2"),
        ("C203", "flows", "C3"),
        ("C219", "claims", "E2"),
        ("C206", "claims", "C3"),
        ("C211", "claims", "D3"),
        ("C219", "allocations", "D2"),
        ("R305", "settings", "A3"),
        ("S104", "clams", ""),
    ]
    assert reading.economy is None
