"""The project store: pictures, labels and annotations in one file, and the only place that speaks SQL.

Rows never leave this package: what comes out are domain values, ids and small frozen values.
"""
