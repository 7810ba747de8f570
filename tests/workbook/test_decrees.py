"""The sheet decrees: every column finds its place in the record."""

from __future__ import annotations

from balances.economy.decrees import Decree

HEAD = "number,date,authority,kind,value,high,as,of,claim,commodity,sector,group,agency,"
HEAD += "agency_kind,use,figure,project,what,period,from_agency,except,order,channel,"
HEAD += "delegated_by,cancels,active,note,source\n"


def test_every_column_is_in_the_record(economy_of):
    economy = economy_of(
        settings="key,value\nperiods,2\n",
        agencies="agency,kind\narmy,union\nMinCoal,regional\n",
        control_figures="figure,measure,item,value\nCoal output,output,coal,90\n",
        projects="project,sector,capacity_added,cost\ndam,coal,5,50\n",
        decrees=HEAD
        + "1,1932-07-23,Politburo,cut_except,10,12,percent,claim,coal/army/defence; coal/a/b,"
        + "coal,steel,A; B,army,union,household,Coal output,dam,stock,2,MinCoal,coal; steel,yes,"
        + "cipher,Politburo,2,no,a remark,the protocol\n2,,,veto,,,,,,,,,,,,,,,,,,,,,,,,\n",
    )
    undated, first = economy.decrees
    assert undated == Decree("2", "veto", where=undated.where)
    assert (undated.where.sheet, undated.where.cell) == ("decrees", "A3")
    assert first == Decree(
        number="1", date="1932-07-23", authority="Politburo", kind="cut_except",
        value=10.0, high=12.0, basis="percent", of="claim",
        claims=("coal/army/defence", "coal/a/b"), commodities=("coal",), sectors=("steel",),
        groups=("A", "B"), agencies=("army",), agency_kinds=("union",), uses=("household",),
        figures=("Coal output",), projects=("dam",), what="stock", period=1,
        from_agency="MinCoal", spared=("coal", "steel"), order=True, channel="cipher",
        delegated_by="Politburo", cancels=("2",), active=False, note="a remark",
        source="the protocol", where=first.where,
    )  # fmt: skip


def test_decrees_are_read_in_order_of_date_and_number(economy_of):
    rows = "10,1933,scale\n9,1933,scale\n1,1933Q2,scale\n2,1932-12,scale\n"
    economy = economy_of(decrees=f"number,date,kind\n{rows}")
    assert [decree.number for decree in economy.decrees] == ["2", "9", "10", "1"]


def test_a_percentage_is_a_share_unless_the_value_is_in_percent(economy_of):
    rows = "1,scale,12%,\n2,scale,12%,share\n3,scale,12%,percent\n4,scale,12,percent\n"
    economy = economy_of(decrees=f"number,kind,value,as\n{rows}")
    assert [decree.value for decree in economy.decrees] == [0.12, 0.12, 12.0, 12.0]


def test_a_decree_that_cancels_none_of_the_log_is_an_error(read_csv, found):
    text = "number,kind,cancels\n1,scale,\n2,veto,1; 3\n"
    assert found(read_csv(decrees=text)) == [("R301", "decrees", "C3")]


def test_a_quarter_is_a_date(read_csv, found):
    text = "number,date,kind\n1,1933Q1,scale\n2,1933Q5,scale\n"
    assert found(read_csv(decrees=text)) == [("D503", "decrees", "B3")]


def test_notes_say_that_the_plan_is_the_one_before_the_decrees(economy_of):
    economy = economy_of(decrees="number,kind\n1,scale\n2,scale\n")
    assert economy.left_out == (
        "sheet decrees (2 rows): the plan is the one before the first of them.",
    )
