"""`python -m balances` is the same as `balances`."""

from balances.cli import main

if __name__ == "__main__":
    main()
