"""How much one file may hold. Beyond, it is refused with a sentence that names the limit."""

from __future__ import annotations

MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_ROWS = 500_000
MAX_COLUMNS = 300
MAX_CELL_CHARS = 32_767  # the most that a cell of a spreadsheet holds
MAX_LINE_CHARS = 2_000_000

SAMPLE_ROWS = 200  # read to guess the separator and the columns
HEADER_SCAN_ROWS = 30  # an export may begin with remarks; the header is looked for this far
CELL_MAY_SPAN_LINES = 1_000
LINES_READ_TWICE = 50_000  # what a file with broken quotes may cost before quotes are taken as plain characters
PROBLEMS_KEPT = 10_000  # shown on the page of an import; the error file has them all
