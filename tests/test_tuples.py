"""Named tuples compiled at their first use: they are those of `typing` in all that the program asks of them."""

from __future__ import annotations

import pickle
import typing
from typing import Generic, TypeVar

import pytest

from auditor.tuples import NamedTuple

T = TypeVar("T")


class Place(NamedTuple):
    """A line and what stands there."""

    line: int
    text: str = ""
    marks: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text


class Plain(typing.NamedTuple):
    line: int
    text: str = ""
    marks: tuple[str, ...] = ()


class Box(NamedTuple, Generic[T]):
    inside: T


class Shown(NamedTuple):
    line: int

    def __repr__(self) -> str:
        return f"line {self.line}"


def test_it_is_a_tuple_with_names() -> None:
    place = Place(3, text="甲")
    assert tuple(place) == (3, "甲", ())
    assert (place.line, place.text, place.is_blank) == (3, "甲", False)
    assert place._replace(text="") == Place(3)
    assert place._asdict() == Plain(3, "甲")._asdict()
    assert Place._make([1, "乙", ()]) == Place(1, "乙")
    assert repr(place) == repr(Plain(3, "甲")).replace("Plain", "Place")
    assert hash(place) == hash(Plain(3, "甲"))


def test_its_kind_tells_its_fields() -> None:
    assert Place._fields == Plain._fields
    assert Place._field_defaults == Plain._field_defaults
    assert typing.get_type_hints(Place) == typing.get_type_hints(Plain)


@pytest.mark.parametrize(
    "make",
    [lambda kind: kind(), lambda kind: kind(1, line=1), lambda kind: kind(1, other=2), lambda kind: kind(1, "", (), 4)],
)
def test_what_does_not_fit_its_fields_is_refused(make: typing.Callable[[type], object]) -> None:
    for kind in (Plain, Place):
        with pytest.raises(TypeError):
            make(kind)
    with pytest.raises(ValueError, match="unexpected"):
        Place(1)._replace(other=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Place._make([1])


def test_nothing_can_be_set() -> None:
    with pytest.raises(AttributeError):
        Place(1).line = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Place(1).other = 2  # type: ignore[attr-defined]


def test_it_is_sent_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(Place(3, "甲"))) == Place(3, "甲")


def test_it_is_matched_by_its_fields() -> None:
    match Place(3, "甲"):
        case Place(line, text):
            assert (line, text) == (3, "甲")


def test_it_may_be_of_any_type_and_show_itself_otherwise() -> None:
    assert Box[int](3).inside == 3
    assert repr(Shown(3)) == "line 3"
