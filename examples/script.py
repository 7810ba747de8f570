"""Two sectors of Miller & Blair (2009), ch. 2: what must be made for 600 and 1,500 of final use.

Run from the folder of the repository: python examples/script.py
"""

from balances import check, load, solve

WORKBOOK = "data/textbook/miller_blair.xlsx"

for issue in check(WORKBOOK):
    print(issue)

economy = load(WORKBOOK)
plan = solve(economy)
for row in plan.outputs.itertuples():
    print(f"{row.activity:<13}{row.output:9.2f} {row.unit}")
print(f"goals met: {(plan.goals['fulfilment'] > 1 - 1e-6).sum()} of {len(plan.goals)}")
