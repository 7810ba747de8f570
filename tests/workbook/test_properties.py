"""Properties of reading: order does not matter, and no bytes bring it down."""

import contextlib
import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balances.economy.issue import FileError
from balances.workbook import Reading, read

SHARED = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

ROWS = {
    "sectors": ("code,unit,group,base_output,capacity,price", [
        "coal,t,A,100,120,1", "steel,t,A,50,60,2", "bread,t,B,30,40,3"]),
    "flows": ("supplier,user,value", ["coal,steel,20", "steel,coal,10", "coal,bread,5"]),
    "claims": ("commodity,claimant,use,quantity", [
        "coal,households,household,70", "bread,households,household,25", "steel,army,defence,30"]),
    "control_figures": ("figure,measure,item,value", [
        "Coal,output,coal,110", "A,group_output,A,220", "Bread,output,bread,33"]),
}  # fmt: skip


def facts(economy):
    """What the economy says, whatever the order in which it says it."""
    norms = economy.inputs.toarray()
    return (
        sorted((c.code, c.unit, c.groups, c.base_output, c.price) for c in economy.commodities),
        sorted((a.code, a.capacity) for a in economy.activities),
        sorted(
            (i, j, norms[economy.commodity_index[i], economy.activity_index[j]])
            for i in economy.commodity_index
            for j in economy.activity_index
        ),
        sorted((c.commodity, c.claimant, c.target) for c in economy.claims),
        sorted((f.label, f.target) for f in economy.figures),
    )


def shuffled(head: str, lines: list[str], chance: random.Random) -> str:
    table = [head.split(","), *(line.split(",") for line in chance.sample(lines, len(lines)))]
    order = chance.sample(range(len(table[0])), len(table[0]))
    return "\n".join(",".join(row[n] for n in order) for row in table) + "\n"


@SHARED
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(read_csv, chance):
    plain = read_csv(**{name: "\n".join([head, *lines]) for name, (head, lines) in ROWS.items()})
    other = read_csv(
        **{name: shuffled(head, lines, chance) for name, (head, lines) in ROWS.items()}
    )
    assert facts(other.economy) == facts(plain.economy)


@pytest.fixture(scope="module")
def workbook_bytes(tmp_path_factory):
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    for name, (head, lines) in ROWS.items():
        sheet = made.create_sheet(name)
        sheet.append(head.split(","))
        for line in lines:
            sheet.append([float(c) if c.isdigit() else c for c in line.split(",")])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def reads_or_refuses(path, content: bytes) -> None:
    path.write_bytes(content)
    with contextlib.suppress(FileError):
        assert isinstance(read(path), Reading)


@SHARED
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_changed_bytes_give_a_reading_or_a_refusal(tmp_path, workbook_bytes, changes):
    content = bytearray(workbook_bytes)
    for place, byte in changes:
        content[place % len(content)] = byte
    reads_or_refuses(tmp_path / "plan.xlsx", bytes(content))


@SHARED
@given(st.data())
def test_changed_parts_give_a_reading_or_a_refusal(tmp_path, workbook_bytes, data):
    first, span = data.draw(st.integers(0, 10**6)), data.draw(st.integers(0, 10**6))
    new = data.draw(st.binary(max_size=6))
    with zipfile.ZipFile(io.BytesIO(workbook_bytes)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    start = first % (len(parts[name]) + 1)
    parts[name] = parts[name][:start] + new + parts[name][start + span % 12 :]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    reads_or_refuses(tmp_path / "plan.xlsx", stream.getvalue())


CELLS = st.one_of(
    st.sampled_from(
        ["coal", "steel", "1,5", "1.234", "-", "#REF!", "1e400", "yes", "percent", "index", "all",
         "geometric", "previous", "at_most", "1951", "unlimited", "*", "", " ", "0", "-3", "A"]
    ),
    st.integers(-5, 500).map(str),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters='",\r\n'), max_size=4),
)  # fmt: skip
FUZZED = (
    ("sectors", 10),
    ("flows", 4),
    ("final_demand", 3),
    ("labour", 4),
    ("labour_norms", 3),
    ("techniques", 6),
    ("norms", 4),
    ("productivity", 4),
    ("claims", 9),
    ("control_figures", 12),
    ("finance", 4),
    ("allocations", 6),
    ("agency_stocks", 3),
    ("settings", 2),
)


@SHARED
@given(st.data())
def test_any_cells_give_a_reading(read_csv, data):
    from balances.workbook.schema import sheet as sheet_of

    sheets = {}
    name, _ = data.draw(st.sampled_from(FUZZED))
    columns = [column.name for column in sheet_of(name).columns]
    lines = data.draw(
        st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=4)
    )
    sheets[name] = "\n".join([",".join(columns), *(",".join(line) for line in lines)]) + "\n"
    assert isinstance(read_csv(**sheets), Reading)
