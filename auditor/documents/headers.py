"""Header rows to columns: which header cells stand above each column, merged cells resolved."""

from __future__ import annotations

from auditor.documents.model import Column, SourceText
from auditor.documents.spaces import squeeze

Row = list[SourceText]
Spans = dict[tuple[int, int], tuple[int, int]]
"""How many rows and columns a merged cell covers, by the line and column of the rendition where its text starts."""


def _is_blank(cell: SourceText) -> bool:
    return not cell.text.strip()


def _text(cell: SourceText) -> str:
    return squeeze(cell.text)


def columns_from_spans(header: list[Row], width: int) -> list[Column]:
    """Columns of a header whose merged cells leave blanks: a blank over a label belongs to the cell on its left."""
    columns = []
    for index in range(width):
        above: list[SourceText] = []
        for height, row in enumerate(header):
            if index < len(row) and not _is_blank(row[index]):
                if not above or _text(above[-1]) != _text(row[index]):
                    above.append(row[index])
            elif any(index < len(lower) and not _is_blank(lower[index]) for lower in header[height + 1 :]):
                covering = _covering(header[:height], row, index)
                if covering is not None:
                    above.append(covering)
        columns.append(Column(tuple(_text(cell) for cell in above), tuple(above)))
    return columns


def columns_under(header: list[Row], width: int, spans: Spans) -> list[Column]:
    """Columns of a header whose merged cells are known: the cells that reach over each column, from the top down."""
    paths: list[list[SourceText]] = [[] for _ in range(width)]
    for row in header:
        for index, cell in enumerate(row):
            if not _is_blank(cell):
                _, span = spans.get((cell.line, cell.pieces[0].column), (1, 1))
                for path in paths[index : index + span]:
                    path.append(cell)
    return [Column(tuple(_text(cell) for cell in path), tuple(path)) for path in paths]


def _covering(uppers: list[Row], row: Row, index: int) -> SourceText | None:
    """The merged cell on the left that reaches over a blank; a cell above that begins in between ends its reach."""
    for left in range(min(index, len(row) - 1), -1, -1):
        if left < index and not _is_blank(row[left]):
            return row[left]
        if any(left < len(upper) and not _is_blank(upper[left]) for upper in uppers):
            return None
    return None


def expand_header(header: list[Row], width: int) -> list[Column]:
    """Columns of a header that prints each merged cell once: a blank cell below goes on with the one above it.

    The last row must be as wide as the table. Where the share of adjoining merged cells cannot be told, the cells above are left out.
    """
    paths: list[list[SourceText]] = [[] for _ in range(width)]
    if not header or len(header[-1]) != width:
        return [Column((), ()) for _ in range(width)]
    spans = [(index, index + 1) for index in range(width)]
    lower = header[-1]
    for cell, path in zip(lower, paths, strict=True):
        if not _is_blank(cell):
            path.insert(0, cell)
    for upper in reversed(header[:-1]):
        shares = _shares(len(upper), lower)
        if shares is None:
            break
        position = 0
        wider = []
        for cell, share in zip(upper, shares, strict=True):
            start, end = spans[position][0], spans[position + share - 1][1]
            wider.append((start, end))
            if not _is_blank(cell):
                for index in range(start, end):
                    paths[index].insert(0, cell)
            position += share
        spans, lower = wider, upper
    return [Column(tuple(_text(cell) for cell in path), tuple(path)) for path in paths]


def _shares(count: int, lower: Row) -> list[int] | None:
    """How many cells of the lower row each of `count` upper cells covers; None if that cannot be told."""
    runs: list[list[SourceText]] = []
    for cell in lower:
        if _is_blank(cell):
            runs.append([cell])
        elif runs and not _is_blank(runs[-1][0]):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    printed = [run for run in runs if not _is_blank(run[0])]
    groups = count - (len(runs) - len(printed))
    if groups < len(printed):
        return None
    shares: list[int] = []
    for run in runs:
        if _is_blank(run[0]):
            shares.append(1)
            continue
        wanted = groups - (len(printed) - 1) if len(printed) == 1 else None
        split = _split_run([_text(cell) for cell in run], wanted) if groups != len(printed) else [len(run)]
        if split is None:
            return None
        shares.extend(split)
    return shares if len(shares) == count else None


def _split_run(labels: list[str], groups: int | None) -> list[int] | None:
    """Part adjoining labels into groups: a label seen again opens a group, and a group ends when it has all labels of the one before."""
    if groups == len(labels):
        return [1] * groups
    shares: list[int] = []
    start = 0
    before: list[str] = []
    for index, label in enumerate(labels):
        group = labels[start:index]
        if index > start and (label in group or (before and group == before)):
            shares.append(index - start)
            before, start = group, index
    shares.append(len(labels) - start)
    return shares if groups is None or len(shares) == groups else None
