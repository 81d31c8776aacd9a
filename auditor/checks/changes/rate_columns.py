"""Rate columns: 增减% of 上年预算数 and 本年预算数."""

from typing import ClassVar

from auditor.checks.changes.made_columns import MadeColumns
from auditor.checks.rule import Sentence


class RateColumns(MadeColumns):
    """A column of rates is the change over the year before's figure, in tables most of whose rows are computed so."""

    kind: ClassVar[str] = "rate-columns"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "表中增减幅度一栏 = 增减额 ÷ 基期数 × 100，以该表多数各行如此计算为前提",
        "a column of rates is change ÷ before × 100, where most rows of the table are computed so",
    )
    is_rate: ClassVar[bool] = True
