"""The arithmetic behind `data.check.check`: a report's figures proved against its percentages and its sums.

All of it is exact: money and FTE are integers in hundredths, percentages integers in tenths of a per cent.
"""
