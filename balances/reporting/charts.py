"""Native charts: their title states the finding, axes are seen, colours are two."""

from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.layout import Placed
from balances.reporting.style import FACE
from balances.reporting.table import AnyChart, Chart, Curve, Waterfall, number
from balances.reporting.text import visible

COLOURS = ("24406B", "C8792B")
STEPS = ("24406B", "5B8DB8", "C8792B")
"""Level, rise and fall of a waterfall."""

CHART_WIDTH = 16
"""Width of every chart [cm]."""


def draw(chart: AnyChart, placed: Placed, sheet: Worksheet) -> BarChart | ScatterChart:
    """The chart over the data rows of its block."""
    if isinstance(chart, Curve):
        return _curves(chart, placed, sheet)
    if isinstance(chart, Waterfall):
        return _waterfall(chart, placed, sheet)
    return _bars(chart, placed, sheet)


def _curves(curve: Curve, placed: Placed, sheet: Worksheet) -> ScatterChart:
    """Lines over a true scale, so that points need not stand at equal distances."""
    drawn = _curve(curve, placed, sheet, (curve.value, curve.axis), COLOURS[0])
    drawn.x_axis.title = _title(curve.x_axis, 900)
    drawn.title = _title(visible(curve.title), 1100)
    drawn.legend = None
    if curve.percent:
        drawn.y_axis.number_format = "0%"
        drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = 0.0, 1.0
    if curve.second:
        other = _curve(curve, placed, sheet, (curve.second, curve.second_axis), COLOURS[1])
        other.x_axis.axId, other.y_axis.axId = 300, 400
        other.x_axis.crossAx, other.y_axis.crossAx = 400, 300
        other.x_axis.delete = True
        other.y_axis.crosses = "max"
        other.y_axis.majorGridlines = None
        for chart, key in ((drawn, curve.value), (other, curve.second)):
            low, high = _round_about(*_reach(placed, key))
            chart.y_axis.scaling.min, chart.y_axis.scaling.max = low, high
        drawn += other
        drawn.legend = Legend()
        drawn.legend.position = "b"
    drawn.display_blanks = "span"
    drawn.width, drawn.height = CHART_WIDTH, 9
    drawn.layout = Layout(manualLayout=ManualLayout(h=0.56, w=0.70, x=0.14, y=0.18))
    return drawn


def _curve(
    curve: Curve, placed: Placed, sheet: Worksheet, drawn: tuple[str, str], colour: str
) -> ScatterChart:
    key, axis = drawn
    found = ScatterChart()
    found.style, found.scatterStyle = None, "lineMarker"
    first, last = placed.data_rows
    at, along = (column_index_from_string(placed.letters[k]) for k in (key, curve.x))
    values = Reference(sheet, min_col=at, min_row=first - 1, max_row=last)
    series = Series(
        values, Reference(sheet, min_col=along, min_row=first, max_row=last), title_from_data=True
    )
    series.smooth = False
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=22_000))
    series.marker = Marker(symbol="circle", size=5)
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    found.series.append(series)
    found.x_axis.delete = found.y_axis.delete = False
    found.x_axis.majorGridlines, found.x_axis.axPos = None, "b"
    found.x_axis.number_format = found.y_axis.number_format = "#,##0.####"
    low, high = _reach(placed, curve.x)
    found.x_axis.scaling.min, found.x_axis.scaling.max = low, high
    found.y_axis.title = _title(axis, 900)
    lines = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    found.y_axis.majorGridlines = ChartLines(spPr=lines)
    return found


def _reach(placed: Placed, key: str) -> tuple[float | None, float | None]:
    """Where the axis begins and ends: at the first and the last point."""
    found = [number(row.cells.get(key)) for row in placed.block.rows]
    known = [value for value in found if value is not None]
    return (min(known), max(known)) if len(set(known)) > 1 else (None, None)


def _round_about(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Round figures just outside the range: two curves show their shapes, not their heights."""
    if low is None or high is None:
        return None, None
    step = 10.0 ** math.floor(math.log10(high - low))
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _bars(chart: Chart, placed: Placed, sheet: Worksheet) -> BarChart:
    """Bars from left to right, a name each."""
    drawn = _named_bars(chart.labels, chart.values, placed, sheet, chart.rows)
    for series, colour in zip(drawn.series, COLOURS, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.invertIfNegative = False
    _set_axes(drawn, chart.axis)
    if not _any_below_zero(placed, chart.values):
        drawn.y_axis.scaling.min = 0.0
    if chart.percent:
        drawn.y_axis.number_format = "0%"
        drawn.y_axis.scaling.max = 1.0
        drawn.y_axis.majorUnit = 0.2
        drawn.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False)
        drawn.dataLabels.showLegendKey = False
    drawn.title = _title(visible(chart.title), 1100)
    drawn.legend = drawn.legend if len(chart.values) > 1 else None
    if drawn.legend:
        drawn.legend.position = "b"
    return drawn


def _any_below_zero(placed: Placed, keys: Sequence[str]) -> bool:
    cells = (number(row.cells.get(key)) for row in placed.block.rows for key in keys)
    return any(value < 0.0 for value in cells if value is not None)


def _waterfall(chart: Waterfall, placed: Placed, sheet: Worksheet) -> BarChart:
    """Steps from one level to another: what a step stands on is there, but not seen."""
    keys = (chart.base, chart.level, chart.rise, chart.fall)
    drawn = _named_bars(chart.labels, keys, placed, sheet)
    drawn.grouping, drawn.overlap = "stacked", 100
    drawn.series[0].graphicalProperties = GraphicalProperties(noFill=True)
    for series, colour in zip(drawn.series[1:], STEPS, strict=True):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
    _set_axes(drawn, chart.axis)
    drawn.y_axis.scaling.min = chart.least
    drawn.title = _title(visible(chart.title), 1100)
    drawn.legend = None
    drawn.height = max(8.0, 3.5 + 0.5 * len(placed.block.rows))
    drawn.layout = Layout(manualLayout=ManualLayout(h=0.70, w=0.70, x=0.24, y=0.16))
    return drawn


def _named_bars(
    labels: str,
    values: Sequence[str],
    placed: Placed,
    sheet: Worksheet,
    rows: tuple[int, int] | None = None,
) -> BarChart:
    drawn = BarChart()
    drawn.type, drawn.grouping, drawn.gapWidth = "bar", "clustered", 60
    first, last = placed.data_rows
    if rows is not None:
        first, last = (placed.first_row + position for position in rows)
    for key in values:
        at = column_index_from_string(placed.letters[key])
        series = Series(Reference(sheet, min_col=at, min_row=first, max_row=last))
        header = Reference(sheet, min_col=at, min_row=placed.header_row)
        series.tx = SeriesLabel(strRef=StrRef(str(header)))
        drawn.series.append(series)
    names = column_index_from_string(placed.letters[labels])
    drawn.set_categories(Reference(sheet, min_col=names, min_row=first, max_row=last))
    drawn.width, drawn.height = CHART_WIDTH, max(8.0, 4.0 + 0.5 * (last - first))
    return drawn


def _set_axes(drawn: BarChart, axis: str) -> None:
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.tickLblSkip = 1
    drawn.x_axis.tickLblPos = "low"
    drawn.y_axis.crosses = "max"
    drawn.y_axis.title = _title(axis, 900)
    lines = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    drawn.y_axis.majorGridlines = ChartLines(spPr=lines)
    drawn.y_axis.number_format = "#,##0.####"
    drawn.layout = Layout(manualLayout=ManualLayout(h=0.62, w=0.66, x=0.28, y=0.16))


def _title(text: str, size: int) -> Title:
    properties = CharacterProperties(sz=size, b=size > 1000, latin=Font(typeface=FACE))
    run = RegularTextRun(t=text, rPr=properties)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[run])
    title = Title()
    title.tx = _rich(paragraph)
    title.overlay = False
    return title


def _rich(paragraph: Paragraph) -> Text:
    return Text(rich=RichText(p=[paragraph]))
