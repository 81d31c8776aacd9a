"""What tables and prose can supply: whether any layout or word gives the cells that a selection asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from auditor.checks.select import Select
from auditor.facts.prose.covered import covered_concepts
from auditor.messages import told
from auditor.vocabulary import Layout, Pane, Vocabulary

_OWN_DIMENSIONS = ("item", "unit", "column", "year")
"""Dimensions whose members documents bring along."""


class Supply:
    """The concepts and members that layouts and words give."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._layouts = {layout.id: layout for layout in vocabulary.layouts}
        meanings = [meaning for _, meaning in vocabulary.aliases]
        self._said_concepts = {meaning.concept for meaning in meanings if not meaning.table_only}
        self._said_concepts |= {unit.concept for unit in vocabulary.units.values()}
        self._said_concepts |= {unit.concept for _, _, unit in vocabulary.signs}
        self._said_concepts |= {*vocabulary.whole_names.values(), *covered_concepts(vocabulary)}
        self._said_members = {(meaning.dimension, meaning.member) for meaning in meanings if not meaning.table_only}
        self._said_members |= {(entry.dimension, entry.member) for entry in vocabulary.kind_members}
        self._labelled_concepts = {meaning.concept for meaning in meanings}
        self._labelled_concepts |= {concept for form in vocabulary.forms for concept in form.concepts}
        self._labelled_members = {(meaning.dimension, meaning.member) for meaning in meanings}

    def problems_of(self, select: Select, join: frozenset[str]) -> Iterator[str]:
        """Why no figure, or none of a layout that it names, can be one that a selection asks for."""
        if select.layouts and select.place == "narrative":
            yield told("nowhere")
            return
        for concept in sorted(select.concepts):
            if not self.gives_concept(concept, select.layouts, select.place):
                yield told("gives-no-concept-there", name=concept)
        for dimension, members in select.dims.items():
            for member in sorted(members):
                if not self._gives_member(dimension, member, select):
                    yield told("gives-no-member-there", dimension=dimension, name=member)
        for name in sorted({*select.layouts} - {"none"}):
            yield from self._layout_problems(self._layouts[name], select, join)

    def gives_concept(self, concept: str, layouts: Collection[str], place: str | None) -> bool:
        """Whether a concept has a word, or a layout (of some, or of any) that says so of a pane or a column."""
        if concept in (self._said_concepts if place == "narrative" else self._labelled_concepts | self._said_concepts):
            return True
        panes = self._panes(layouts) if place != "narrative" else []
        return any(
            concept == pane.concept or any(concept == column.concept for column in pane.columns) for pane in panes
        )

    def has_dimension(self, layout: str, dimension: str) -> bool:
        """Whether the rows of a layout run along a dimension, or labels can name members of it."""
        if layout == "none" or any(pane.rows == dimension for pane in self._layouts[layout].panes):
            return True
        known = self._vocabulary.dimensions.get(dimension)
        is_named = any(name == dimension for name, _ in self._labelled_members)
        return known is None or (is_named and not known.code_lengths)

    def _panes(self, layouts: Collection[str]) -> list[Pane]:
        wanted = [layout for name, layout in self._layouts.items() if not layouts or name in layouts]
        return [pane for layout in wanted for pane in layout.panes]

    def _gives_member(self, dimension: str, member: str, select: Select) -> bool:
        if dimension in _OWN_DIMENSIONS:
            return True
        in_prose = select.place == "narrative"
        if (dimension, member) in (self._said_members if in_prose else self._labelled_members | self._said_members):
            return True
        known = self._vocabulary.dimensions[dimension]
        if known.code_lengths:
            fits = known.code_pattern is None or known.code_pattern.fullmatch(member) is not None
            return fits and len(member) in known.code_lengths and (in_prose or self._has_codes(dimension, select))
        if in_prose:
            return False
        panes = self._panes(select.layouts)
        given = [dims for pane in panes for dims in (pane.dims, *(column.dims for column in pane.columns))]
        return any(dims.get(dimension) == member for dims in given)

    def _has_codes(self, dimension: str, select: Select) -> bool:
        return any(pane.rows == dimension for pane in self._panes(select.layouts))

    def _layout_problems(self, layout: Layout, select: Select, join: frozenset[str]) -> Iterator[str]:
        reasons = [self._unfit(pane, select, join) for pane in layout.panes]
        if not reasons:
            yield told("layout-unread", layout=layout.id)
        elif all(reasons):
            yield told("layout-prints-none", layout=layout.id, why=reasons[0])

    def _unfit(self, pane: Pane, select: Select, join: frozenset[str]) -> str | None:
        """Why no cell of a pane can be selected, by the members that all of its cells are of."""
        for dimension, member in pane.dims.items():
            if dimension not in select.dims:
                if dimension not in join:
                    return told("cells-of-member", dimension=dimension, member=member)
                continue
            allowed = select.dims[dimension]
            above = self._vocabulary.dimensions[dimension].ancestors(member)
            if allowed and allowed <= set(above):
                return told("cells-below-whole", dimension=dimension, member=member)
        return None
