"""Native bar charts: their title states the finding, axes are seen, colours are two."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
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
from balances.reporting.table import Chart
from balances.reporting.text import visible

COLOURS = ("24406B", "C8792B")


def draw(chart: Chart, placed: Placed, sheet: Worksheet) -> BarChart:
    """The chart over the data rows of its block."""
    drawn = BarChart()
    drawn.type, drawn.grouping, drawn.gapWidth = "bar", "clustered", 60
    first, last = placed.data_rows
    for key in chart.values:
        at = column_index_from_string(placed.letters[key])
        reference = Reference(sheet, min_col=at, min_row=first - 1, max_row=last)
        drawn.add_data(reference, titles_from_data=True)
    names = column_index_from_string(placed.letters[chart.labels])
    drawn.set_categories(Reference(sheet, min_col=names, min_row=first, max_row=last))
    for series, colour in zip(drawn.series, COLOURS, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
    _set_axes(drawn, chart)
    drawn.title = _title(visible(chart.title), 1100)
    drawn.legend = drawn.legend if len(chart.values) > 1 else None
    if drawn.legend:
        drawn.legend.position = "b"
    drawn.width, drawn.height = 16, 8
    return drawn


def _set_axes(drawn: BarChart, chart: Chart) -> None:
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.crosses = "max"
    drawn.y_axis.title = _title(chart.axis, 900)
    lines = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    drawn.y_axis.majorGridlines = ChartLines(spPr=lines)
    if chart.percent:
        drawn.y_axis.number_format = "0%"
        drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = 0.0, 1.0
        drawn.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False)
        drawn.dataLabels.showLegendKey = False
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
