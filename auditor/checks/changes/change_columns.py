"""Change columns: 增减额 of 上年预算数 and 本年预算数."""

from typing import ClassVar

from auditor.checks.changes.made_columns import MadeColumns
from auditor.checks.rule import Sentence


class ChangeColumns(MadeColumns):
    """A column of changes is this year's figure less the year before's, in tables most of whose rows are computed so."""

    kind: ClassVar[str] = "change-columns"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "表中增减额一栏 = 本期数 - 基期数，以该表多数各行如此计算为前提",
        "a column of changes is now - before, where most rows of the table are computed so",
    )
    is_rate: ClassVar[bool] = False
