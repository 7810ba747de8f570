# %% [markdown]
# # One shortage, two answers
# The three invented (synthetic) sectors of the tutorial. Steel is short: Gosplan cuts everyone
# equally, the Politburo serves the army first. Run from the folder of the repository. Cells begin
# with `# %%`; VS Code, Spyder and PyCharm run them one by one.

# %%
from balances import load, solve

economy = load("examples/three_sectors")

# %% [markdown]
# ## The two plans

# %%
balanced = solve(economy, mode="balanced").claims.set_index("claimant")
mobilised = solve(economy, mode="mobilised").claims.set_index("claimant")
print(f"{'share of the claim met':<24}balanced  mobilised")
for claimant in balanced.index:
    equal, by_class = balanced.fulfilment[claimant], mobilised.fulfilment[claimant]
    print(f"{claimant:<24}{equal:8.4f}{by_class:11.4f}")

# %% [markdown]
# ## What one more kt of steel is worth
# The shadow price of its capacity: what one more unit adds to the fulfilment of all.

# %%
steel = solve(economy).outputs.set_index("activity").loc["steel"]
print(f"steel made: {steel.output:.1f} of {steel.capacity:.1f} {steel.unit}")
print(f"one more kt of capacity: {steel.shadow_price:+.6f} of every claim")
print(f"fulfilment with 51 kt: {balanced.fulfilment['army'] + steel.shadow_price:.4f}")
