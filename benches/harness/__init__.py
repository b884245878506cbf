"""The parts of bench.py: what is compared, how it is run, and what is said about it."""
