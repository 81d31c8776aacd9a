"""What may stand in the vocabulary's files; anything else is an error with its file and line."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.tomlfiles import Problem
from auditor.validation import problems_of
from auditor.vocabulary.patterns import Pattern


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Name(_Strict):
    zh: str
    en: str


class _Unit(_Strict):
    name: str
    aliases: list[str]
    quantity: str
    scale: Decimal
    exact_decimals: int | None = None
    concept: str | None = None
    each: list[Pattern] = []
    before: list[str] = []
    behind: list[str] = [""]


class _Concept(_Strict):
    id: str
    name: _Name
    aliases: list[str]
    also: list[str] = []
    parts: list[str] = []
    free: dict[str, list[str]] = {}
    generic: bool = False
    unit: str | None = None
    aside: bool = False
    whole_name: list[str] = []


class _Member(_Strict):
    id: str
    name: _Name
    aliases: list[str]
    alone: list[str] = []
    in_prose: list[str] = []
    parent: str | None = None
    concept: str | None = None
    table_only: bool = False
    compared: bool = False
    may_be: list[str] = []
    kind: str | None = None
    change: Literal["base", "amount", "percent"] | None = None


class _Dimension(_Strict):
    id: str
    name: _Name
    additive: bool = True
    scope: bool = False
    measure: bool = False
    often_unnamed: bool = False
    narrows: bool = False
    holds_items: bool = False
    code_lengths: list[int] = []
    code_pattern: Pattern | None = None
    member: list[_Member] = []


class _Kind(_Strict):
    id: str
    name: _Name
    words: list[str]
    own_bases: Pattern | None = None


class _Publisher(_Strict):
    id: str
    name: _Name
    titles: Pattern
    parts_totals: bool = False
    tells_some: bool = False
    is_place: bool = False


class _Column(_Strict):
    header: Pattern
    unless: Pattern | None = None
    when: Pattern | None = None
    concept: str | None = None
    dims: dict[str, str] = {}
    additive: bool = True
    role: str = "amount"
    alone: bool = False


class _Pane(_Strict):
    concept: str
    rows: str = "item"
    dims: dict[str, str] = {}
    header: Pattern | None = None
    column: list[_Column] = []
    either_way: bool = False
    known_only: bool = False
    by_labels: bool = False
    is_list: bool = False


class _Layout(_Strict):
    id: str
    known_as: str | None = None
    name: _Name
    title: list[Pattern]
    unless: Pattern | None = None
    header: list[Pattern] = []
    core: bool = False
    since: int | None = None
    indicators: bool = False
    pane: list[_Pane] = []


class _Breakdown(_Strict):
    opens: list[str]
    opens_fully: list[str] = []
    opens_partly: list[str]
    after_taking: list[Pattern] = []
    ordinals: list[str] = []
    besides_named: list[Pattern] = []
    all_kinds: list[str] = []
    all_kinds_of_noun: list[str] = []
    ends_partly: list[str]
    runs_on: list[str]
    distributes: list[str]
    summary: list[Pattern] = []
    composed: Annotated[list[Pattern], Field(max_length=1)] = []
    alike: list[str] = []
    adds: list[str] = []
    totals: list[str] = []
    grand_totals: list[Pattern] = []
    mixed: list[Pattern] = []
    left_of_two: list[Pattern] = []
    halves: list[Pattern] = []
    other_halves: list[Pattern] = []
    more_than: list[Pattern] = []
    less_than: list[Pattern] = []
    nets: list[Pattern] = []
    behind_totals: Annotated[list[Pattern], Field(max_length=1)] = []
    matched: list[Pattern] = []
    offset: list[Pattern] = []
    left_of_both: list[Pattern] = []
    told_above: list[str] = []
    grades: list[Pattern] = []
    grown: list[Pattern] = []
    excepted: list[Pattern] = []
    excepted_behind: list[str] = []
    at: list[str] = []
    inside: list[str] = []
    above: list[str] = []
    sums: list[str] = []
    summing: Annotated[list[Pattern], Field(max_length=1)] = []
    remainders: list[Pattern] = []
    shortfalls: list[Pattern] = []
    owned: list[Pattern] = []
    owed: list[Pattern] = []
    net: list[Pattern] = []
    carried: list[Pattern] = []
    brought: list[Pattern] = []
    rolls_from: list[Pattern] = []
    rolls_to: list[Pattern] = []
    into: list[Pattern] = []
    out_of: list[Pattern] = []
    plus: list[Pattern] = []
    minus: list[Pattern] = []
    summed: list[Pattern] = []
    counted: list[Pattern] = []
    closes: list[Pattern] = []
    besides: list[Pattern] = []
    chiefly: list[Pattern] = []
    means: list[Pattern] = []
    done: list[Pattern] = []
    due: list[Pattern] = []
    adjusted: list[Pattern] = []
    included: list[Pattern] = []
    parted: list[Pattern] = []
    both: list[Pattern] = []
    second_side: list[Pattern] = []
    received: list[str] = []
    spent: list[str] = []
    rest: list[str] = []
    rest_untold: list[Pattern] = []
    remains: list[str] = []
    reasons: list[str] = []
    explains: list[str] = []
    enumerates: list[str] = []
    by: list[Pattern] = []
    by_colon: list[Pattern] = []
    uses: Annotated[list[Pattern], Field(max_length=1)] = []
    separators: list[str] = []


class _Change(_Strict):
    base: list[Pattern]
    base_behind: list[Pattern] = []
    rates_in_words: list[Pattern] = []
    times_behind: list[Pattern] = []
    over_years: list[Pattern] = []
    offsetting: list[Pattern] = []
    """What says that changes of both ways are set against each other: 增减相抵."""
    jointly: list[Pattern] = []
    moves: list[Pattern] = []
    on_average: list[Pattern] = []
    up: list[str]
    down: list[str]
    flat: list[str]
    flat_to_base: list[str]
    roughly_flat: list[str]
    vague: list[str]
    same_basis: list[str]
    points: list[str]
    costs_up: list[str]
    costs_down: list[str]
    becomes: list[str]
    rises: list[str] = []
    falls: list[str] = []
    increments: list[str] = []
    restates: list[str] = []
    thresholds: list[str]
    apart: list[Pattern] = []
    inside: list[Pattern] = []
    over_time: list[Pattern] = []
    each_of: list[Pattern] = []
    rate_of_each: list[Pattern] = []
    without: list[Pattern] = []
    standards: list[Pattern] = []
    earlier: list[Pattern] = []
    causes: list[Pattern] = []
    year_before: list[Pattern] = []
    odd: list[str] = []


class _Share(_Strict):
    ranks: list[Pattern] = []
    opens: list[str]
    all_of: list[str] = []
    totals: list[str] = []
    of: list[str] = []
    goes: list[str] = []
    all: list[Pattern] = []
    views: list[Pattern] = []
    paces: list[Pattern] = []
    lessens: list[Pattern] = []
    its: list[str] = []
    copula: list[str] = []
    joint: list[str] = []
    amounts: list[Pattern] = []


class _Movement(_Strict):
    begins: list[Pattern] = []
    ends: list[Pattern] = []
    came: list[Pattern] = []
    went: list[Pattern] = []
    plain: list[Pattern] = []


class _Completion(_Strict):
    opens: list[str]
    results: list[str]
    rates: list[Pattern] = []
    plans: list[str]
    adjusted: list[str] = []
    plain: list[str] = []
    subject: Annotated[list[str], Field(min_length=1, max_length=1)]
    over: list[Pattern] = []
    under: list[Pattern] = []
    of_plan: list[Pattern] = []
    plan_alone: list[Pattern] = []


class _Comparison(_Strict):
    exceeds: Pattern
    falls_short: Pattern
    equals: Pattern
    roughly_equals: Pattern


class _Pairs(_Strict):
    before: Pattern
    now: Pattern
    plan: Pattern
    result: Pattern
    of_plan: Pattern
    against_plan: Pattern
    rate: Pattern
    left: Pattern = "(?!)"
    silent: Pattern
    stocks: Pattern = "(?!)"
    sphere: Pattern = "(?!)"
    row_of_shares: Pattern = "(?!)"
    row_of_rates: Pattern = "(?!)"


class _Nil(_Strict):
    words: list[str]
    between: list[str]
    things: list[str] = []


class _Labels(_Strict):
    fillers: list[str]
    organisation_ends: list[str]
    topic_marks: list[str]
    code_marks: Annotated[list[Pattern], Field(max_length=1)] = []
    topic_separators: list[str]
    topic_again: list[str] = []
    bodies: Annotated[list[Pattern], Field(max_length=1)] = []
    setting: list[Pattern]
    glossary: list[str]
    behind: list[str] = []
    refers: list[str] = []
    in_turn: Annotated[list[str], Field(max_length=2)] = []
    doings: list[Pattern] = []
    spans: list[Pattern] = []
    covered: list[Pattern] = []
    covered_as: list[Pattern] = []
    uncut: list[str] = []
    called: list[Pattern] = []
    paid_from: list[Pattern] = []
    sources: list[str] = []


class _Codes(_Strict):
    named: Pattern
    ending: str = ""
    rest: str = ""


class _Tables(_Strict):
    ordinal: list[str]
    code_ends: list[str]
    code_after_code: list[str]
    unit_code: list[str]
    code: list[str]
    label: list[str]
    text: list[str]
    text_ends: list[str] = []
    totals: list[str]
    of_which: list[str]
    not_additive: list[str]
    dashes: list[str]
    minus: list[str] = []
    plus: list[str] = []


class _Structure(_Strict):
    total: Pattern
    total_column: Pattern
    internal: Pattern
    side: Pattern
    own_sum: Pattern
    year_balance: Pattern
    end_balance: Pattern
    handed_on: Pattern
    beyond: Pattern
    grand_total: Pattern
    subtotal: Pattern
    added: Pattern
    subtracted: Pattern
    of_which: Pattern
    embedded_code: Pattern
    level_mark: Pattern
    carried: Pattern
    lent: Pattern
    rate: Pattern
    of_one: Pattern = "(?!)"
    share_column: Pattern
    count: Pattern
    change: Pattern
    indicators: Pattern
    kind_of_project: Pattern
    bought: Pattern
    body: Pattern
    region: Pattern
    own_level: Pattern
    zone: Pattern
    column_numbers: Pattern


class _Captions(_Strict):
    unit: Pattern
    column_unit: Pattern
    cutoff: Pattern
    cutoff_of_prose: Pattern | None = None
    year_of_heading: Pattern | None = None
    dated: Pattern
    number: Pattern | None = None
    title: Pattern | None = None


class _Profile(_Strict):
    title: Pattern
    years: Pattern
    han_years: Pattern | None = None
    kind_noise: Pattern | None = None
    organisation: Pattern
    tables_due: Pattern | None = None
    tables_elsewhere: Pattern | None = None
    body_label: Pattern | None = None
    secret_bodies: Pattern | None = None
    rows_kept_back: Pattern | None = None


class _Language(_Strict):
    id: Literal["zh", "en"]
    year: Pattern
    date: Pattern | None = None
    part: Pattern
    stops: str
    ordinals: str = ""


class _Exclusion(_Strict):
    reason: _Name
    pattern: Pattern
    scope: str | None = None


class _SettingMember(_Strict):
    id: str
    words: Pattern
    may_be: list[str] = []
    vague: bool = False
    kind: str | None = None


class _Setting(_Strict):
    id: str
    told_apart: bool = False
    otherwise: bool = False
    of_chapter: bool = False
    of_notes: bool = False
    dimension: str | None = None
    without: Pattern | None = None
    member: Annotated[list[_SettingMember], Field(min_length=1)]


class _Lines(_Strict):
    derived: Pattern
    rate: Pattern
    of_the_year: Pattern
    plain: Pattern | None = None
    growth: Pattern = "(?!)"
    of_year_before: Pattern = "(?!)"
    completion: Pattern = "(?!)"
    planned: Pattern = "(?!)"
    quantity: Pattern = "(?!)"
    price: Pattern = "(?!)"


class _Bodies(_Strict):
    titled: Pattern = "(?!)"
    labelled: Pattern = "(?!)"
    code: Pattern = "(?!)"
    superior: Pattern = "(?!)"
    belongs: Pattern = "(?!)"
    roster: Pattern = "(?!)"
    filed: Pattern = "(?!)"
    leading: Pattern = "(?!)"
    place: Pattern = "(?!)"
    assembly: Pattern = "(?!)"
    seat: Pattern = "(?!)"
    former: Pattern = "(?!)"
    own: Pattern = "(?!)"
    marks: Pattern = "(?!)"
    name: Pattern = "(?!)"
    unit: Pattern = "(?!)"
    listed: Pattern = "(?!)"
    between: Pattern = "(?!)"
    counted: Pattern = "(?!)"
    below: Pattern = "(?!)"
    corrected: Pattern = "(?!)"


class _File(_Strict):
    bodies: _Bodies | None = None
    unit: list[_Unit] = []
    concept: list[_Concept] = []
    dimension: list[_Dimension] = []
    document: list[_Kind] = []
    publisher: list[_Publisher] = []
    layout: list[_Layout] = []
    exclusion: list[_Exclusion] = []
    setting: list[_Setting] = []
    lines: _Lines | None = None
    breakdown: _Breakdown | None = None
    change: _Change | None = None
    share: _Share | None = None
    movement: _Movement | None = None
    completion: _Completion | None = None
    comparison: _Comparison | None = None
    pairs: _Pairs | None = None
    nil: _Nil | None = None
    labels: _Labels | None = None
    codes: _Codes | None = None
    tables: _Tables | None = None
    captions: _Captions | None = None
    structure: _Structure | None = None
    profile: _Profile | None = None
    language: _Language | None = None


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed vocabulary or layout file: where it is, what it is."""
    return problems_of(_File, data)
