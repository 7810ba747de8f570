"""What an economy is: frozen records and pure functions of them, and nothing else."""
