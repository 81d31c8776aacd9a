"""Named tuples whose constructor is compiled when the first of them is made: a run makes few of the hundreds of kinds there are.

They are those of `typing` otherwise, which compile the constructor and every annotation of each kind at every start.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    _field = type(namedtuple("_One", "field").field)
    """The descriptor of a field, by its place and its docstring."""

    class _Kind(type):
        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            return _kind(name, bases[1:], namespace)

    class NamedTuple(metaclass=_Kind):
        """What a named tuple is made of: `class Place(NamedTuple)`, with an annotation for each field, and its default."""

    class _Methods:
        """What every kind has."""

        def _replace(self, /, **named: Any) -> tuple[Any, ...]:
            made = self._make(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            told = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({told})"

        @classmethod
        def _make(cls, values: Iterable[Any]) -> tuple[Any, ...]:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

    _METHODS = {name: vars(_Methods)[name] for name in ("_replace", "_asdict", "__getnewargs__", "__repr__", "_make")}

    def _kind(name: str, others: tuple[type, ...], namespace: dict[str, Any]) -> type:
        fields = tuple(_annotated(namespace))
        defaults = {field: namespace[field] for field in fields if field in namespace}
        own = {**_METHODS, **namespace, "__slots__": (), "_fields": fields, "_field_defaults": defaults}
        own["__match_args__"] = fields
        own.update((field, _field(place, "")) for place, field in enumerate(fields))

        def first(cls: type, /, *args: Any, **named: Any) -> tuple[Any, ...]:
            made.__new__ = _constructor(fields, tuple(defaults.values()))
            return made.__new__(cls, *args, **named)

        own["__new__"] = first
        made = type(name, (tuple, *others), own)
        return made

    def _annotated(namespace: dict[str, Any]) -> Iterable[str]:
        """The names that have annotations in the body of a class; from Python 3.14 on they may be told by a function."""
        if "__annotations__" in namespace or sys.version_info < (3, 14):
            return namespace.get("__annotations__", ())
        import annotationlib

        annotate = annotationlib.get_annotate_from_class_namespace(namespace)
        asked = annotationlib.Format.FORWARDREF
        return annotationlib.call_annotate_function(annotate, asked) if annotate is not None else ()

    def _constructor(fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Any:
        names = ", ".join(fields)
        values = f"({names},)" if fields else "()"
        new = eval(f"lambda _cls, {names}: _new(_cls, {values})", {"_new": tuple.__new__, "__builtins__": {}})
        new.__defaults__ = defaults
        return new
