"""Workbooks (.xlsx, .xls, .et): the visible sheets as tables, numbers as their formats display them.

The two kinds of file are read by modules of their own, `xml_reader` and `binary_reader`.
"""
