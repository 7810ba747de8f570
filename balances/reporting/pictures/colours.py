"""Colours of the figures, those of the report and of the page in daylight."""

SERIES = ("#24406B", "#C8792B", "#8892A0")
RULE, QUIET, INK = "#D9D9D9", "#595959", "#1B2230"
LEVEL, RISE, FALL = "#24406B", "#5B8DB8", "#C8792B"
