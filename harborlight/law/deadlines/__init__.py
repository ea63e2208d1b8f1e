"""Deadlines as the law counts them: rules are data, what counts them is a pure function.

result = count("D01", {"served_on": date(2026, 3, 24)})
result.dates.legal_last, result.steps
"""
