"""The words of explanations of findings, in Chinese and English."""

from __future__ import annotations

from auditor.records.messages import Lang, Messages, tell

FINDING_WORDS: Messages = {
    # how a diagnosis was reached
    "undiagnosed": (
        "不作推断：没有哪个数字比其他数字更像有误",
        "nothing is inferred: no figure is more likely to be wrong than others",
    ),
    "value-only": (
        "第{line}行“{label}”{printed}：只有 {low}{unit} 使这些核对相符（可能性约 {share}%）",
        "“{label}” {printed} at line {line}: only {low} {unit} makes them hold (about {share}% likely)",
    ),
    "value-between": (
        "第{line}行“{label}”{printed}：{low} 至 {high}{unit} 使这些核对相符（可能性约 {share}%）",
        "“{label}” {printed} at line {line}: {low} to {high} {unit} makes them hold (about {share}% likely)",
    ),
    "value-least": (
        "第{line}行“{label}”{printed}：不小于 {low}{unit} 即相符（可能性约 {share}%）",
        "“{label}” {printed} at line {line}: {low} {unit} or more makes them hold (about {share}% likely)",
    ),
    "value-most": (
        "第{line}行“{label}”{printed}：不大于 {high}{unit} 即相符（可能性约 {share}%）",
        "“{label}” {printed} at line {line}: {high} {unit} or less makes them hold (about {share}% likely)",
    ),
    "slip": ("与所印数字的差别：{name}", "how it differs from what is printed: {name}"),
    "mended": (
        "改正后相符的核对 {count} 项，原来相符的没有一项因此不符：{rules}",
        "{count} relations would hold, and none that holds would fail: {rules}",
    ),
    "vouched": (
        "其他数字有 {count} 项相符的核对佐证：{rules}",
        "{count} relations that hold vouch for the other figures: {rules}",
    ),
    "not-vouched": ("没有其他核对佐证其余数字", "nothing else vouches for the other figures"),
    "inferred": (
        "推断不改变核对结论；改动前请核对原始资料",
        "an inference changes no verdict: look at the records before anything is changed",
    ),
    "possible": (
        "只是可能，证据不足以推断；改动前请核对原始资料",
        "possible only, too little for an inference: look at the records before anything is changed",
    ),
    "found-in": ("文件", "document"),
    "relation": ("第 {number} 项核对，共 {count} 项", "relation {number} of {count}"),
    "state-waived": ("已豁免：{reason}", "waived: {reason}"),
    "state-baseline": ("已入基线", "in the baseline"),
    "blank-terms": (
        "空白或横线 {count} 处，按 0 计：{places}",
        "{count} blanks or dashes, which count as 0: {places}",
    ),
    "allowance-sum": (
        "容差：各数末位的一半相加，{halves} = {sum}{unit}",
        "allowance: half of the last digit of each figure, {halves} = {sum} {unit}",
    ),
    "allowance-sum-fine": (
        "容差：位数较少的数视为省略末尾的 0，各数末位的一半相加，{halves} = {sum}{unit}",
        "allowance: figures with fewer digits are read as stripped of zeros; half of the last digit of each, {halves} = {sum} {unit}",
    ),
    "allowance-digit": (
        "容差：同一数字印两次，至多相差位数较少者末位的一个单位，即 {sum}{unit}",
        "allowance: two prints of one number differ by at most one last digit of the coarser, {sum} {unit}",
    ),
    "allowance-rounded": (
        "容差：精确的一数四舍五入后即为位数较少的一数，至多相差其末位的一半，即 {sum}{unit}",
        "allowance: the finer print rounds to the coarser, so they differ by at most half of its last digit, {sum} {unit}",
    ),
    "allowance-none": ("容差：没有，各数均无舍入", "allowance: none, for nothing here is rounded"),
    "allowance-copy": (
        "容差：没有，同样位数的数字应完全相同",
        "allowance: none, for copies printed to the same digits are the same",
    ),
    "quotient": (
        "按各数所代表的范围，比值在 {low}% 与 {high}% 之间；所印 {printed}% 代表 {least}% 至 {most}%，{relation}",
        "by what each figure stands for the quotient lies between {low}% and {high}%; "
        "the printed {printed}% stands for {least}% to {most}%: {relation}",
    ),
    "base-derived": (
        "上年数未印出，由本年数与增减额推算，在 {low} 至 {high}{unit}之间",
        "the figure before is derived from the current one and the change: between {low} and {high} {unit}",
    ),
    "plan-derived": (
        "计划数未印出，由结果与差额推算，在 {low} 至 {high}{unit}之间",
        "the plan is derived from the result and the difference: between {low} and {high} {unit}",
    ),
    "meet": ("两者有重合", "they meet"),
    "miss": ("两者没有重合", "they do not meet"),
    "within": (
        "判定：{outcome}，相差 {difference}{unit}，不超过 {allowance}{unit}",
        "verdict: {outcome}; off by {difference} {unit}, no more than {allowance} {unit}",
    ),
    "beyond": (
        "判定：{outcome}，相差 {difference}{unit}，超过 {allowance}{unit}",
        "verdict: {outcome}; off by {difference} {unit}, more than {allowance} {unit}",
    ),
    "equal": ("判定：{outcome}，没有相差", "verdict: {outcome}; there is no difference"),
    "decided": ("判定：{outcome}", "verdict: {outcome}"),
    "because": ("判定：{outcome}，{reason}", "verdict: {outcome}: {reason}"),
    "figures": ("各数怎样读", "how each figure was read"),
    "quoted": ("原文：{text}", "in the document: {text}"),
    "stands-for": (
        "代表 {low} 至 {high}{unit}（± {half}，末位的一半）",
        "stands for {low} to {high} {unit} (± {half}, half of its last digit)",
    ),
    "stands-for-fine": (
        "或省略了末尾的 0，代表 {low} 至 {high}{unit}（± {half}）",
        "or, stripped of zeros, for {low} to {high} {unit} (± {half})",
    ),
    "exact-zero": ("就是 0：不带小数的 0 没有舍入", "is 0 and nothing else: a zero without decimals is not rounded"),
    "exact-count": ("就是 {printed}：计数没有舍入", "is {printed} and nothing else: counts are not rounded"),
    "exact-smallest": (
        "就是 {printed}：已印到{unit}的最小位，没有舍入",
        "is {printed} and nothing else: {unit} has no smaller part",
    ),
    "unit-token": ("单位：数字后面的“{unit}”", "unit: “{unit}” beside the number"),
    "unit-row": ("单位：“{unit}”，见该行的名称", "unit: “{unit}”, by the name of its row"),
    "unit-column": ("单位：“{unit}”，见该栏的表头", "unit: “{unit}”, by the header of its column"),
    "unit-caption": ("单位：“{unit}”，见表上方的单位行", "unit: “{unit}”, by the line above the table"),
    "unit-concept": ("单位：“{unit}”，该项总是以此计数", "unit: “{unit}”, in which this is always counted"),
    "unit-none": ("单位：没有找到", "unit: none was found"),
    "read-as": ("读作：{meaning}", "read as: {meaning}"),
    "read-as-nothing": (
        "读作：所在句子所说关系的一部分，不单独与别处核对",
        "read as: a part of what its sentence says, compared with nothing else",
    ),
    "stands-in": ("位置：{place}", "stands in: {place}"),
    "in-table": ("表“{name}”", "table “{name}”"),
    "in-row": ("行“{name}”", "row “{name}”"),
    "in-column": ("栏“{name}”", "column “{name}”"),
    # how the table of a relation was understood
    "of-rows": ("表中各行", "the rows of the table"),
    "of-column": ("“{name}”栏", "column “{name}”"),
    "understood": ("读法：{about}{reading}来读，{sums}", "reading: {about} read {reading}; {sums}"),
    "tried": ("也试过：{reading}来读，{sums}", "also tried: read {reading}; {sums}"),
    "tried-more": ("另试过 {count} 种读法", "readings tried besides: {count}"),
    "sums-hold": ("{count} 项相符", "sums holding: {count}"),
    "sums-fail": (
        "{count} 项不符（至少改动 {repairs} 处才能全部相符）",
        "failing: {count} (mended by changing {repairs} or more)",
    ),
    "lines-left-out": ("{count} 行或栏未纳入", "lines left out: {count}"),
    "trust-believed": ("该读法可信，不符即为错误", "this reading is believed: what fails is an error"),
    "trust-open": (
        "该读法存疑，不符只作警告",
        "this reading is open to doubt: what fails is a warning at most",
    ),
    "trust-not_understood": ("该表未读懂，不作判断", "the table is not understood: nothing is said of it"),
    # how the sentences of a relation were read
    "read-by": (
        "句式 {production} 读“{text}”（{place}）{slots}",
        "production {production} reads “{text}” ({place}){slots}",
    ),
    "read-by-none": ("没有句式读懂“{text}”（{place}）", "no production reads “{text}” ({place})"),
    "slot": ("{slot}“{text}”", "{slot} “{text}”"),
    "open-slots": (
        "句中没有写明、取自别处的：{terms}",
        "not in these words, taken from elsewhere: {terms}",
    ),
    "read-more": ("另有 {count} 处，各由其句式读出", "clauses besides, each read by its production: {count}"),
    "slot-again": ("又一方向", "direction of the second figure"),
    "slot-amount": ("金额", "amount"),
    "slot-base": ("基准", "base"),
    "slot-before": ("前文", "words before"),
    "slot-change_of": ("增减的项目", "what changes"),
    "slot-completes": ("完成", "completion"),
    "slot-current": ("现数", "current figure"),
    "slot-current_name": ("现数名称", "name of the current figure"),
    "slot-direction": ("方向", "direction"),
    "slot-figure": ("数字", "figure"),
    "slot-high": ("高限", "upper end"),
    "slot-low": ("低限", "lower end"),
    "slot-name": ("名称", "name"),
    "slot-names": ("各项名称", "names"),
    "slot-of": ("总体数", "figure of the whole"),
    "slot-part": ("部分", "part"),
    "slot-percent": ("百分比", "percentage"),
    "slot-plan": ("计划", "plan"),
    "slot-planned": ("计划数", "figure of the plan"),
    "slot-points": ("百分点", "points"),
    "slot-prior": ("原数", "figure before"),
    "slot-prior_name": ("原数名称", "name of the figure before"),
    "slot-refers": ("指代", "reference"),
    "slot-subject": ("主体", "subject"),
    "slot-verb": ("动词", "verb"),
    "slot-whole": ("总体", "whole"),
    "slot-word": ("用词", "word"),
    # a production by itself
    "production": ("句式", "production"),
    "production-frame": ("读作", "says"),
    "production-form": ("形式", "form"),
    "production-example": ("例", "example"),
    "production-counter": ("不读", "does not read"),
    "not-kept": (
        "这份审核结果没有记录各数怎样读；重新审核该文件可得",
        "this audit does not say how figures were read; audit the document again for that",
    ),
}


def slot_name(slot: str, lang: Lang) -> str:
    """What a slot of a production is for; one that this list does not know is told by its own name."""
    return word(f"slot-{slot}", lang) if f"slot-{slot}" in FINDING_WORDS else slot


def word(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence about a finding with its blanks filled."""
    return tell(FINDING_WORDS, key, lang, **arguments)
