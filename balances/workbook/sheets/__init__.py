"""The sheets of a workbook, one module a chapter; `balances.workbook.schema` joins them."""
