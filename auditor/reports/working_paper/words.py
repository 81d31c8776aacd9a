"""The words of the working paper."""

from __future__ import annotations

from auditor.records import Lang
from auditor.records.messages import Messages, tell

WORDS: Messages = {
    # sheets
    "cover": ("封面与目录", "Cover"),
    "conclusion": ("A 核对结论", "A Conclusion"),
    "findings": ("B 问题清单", "B Findings"),
    "checks": ("C 勾稽明细", "C Checks"),
    "source": ("D{number} {name}", "D{number} {name}"),
    "matrix": ("E 勾稽关系矩阵", "E Matrix"),
    "set-aside": ("F 豁免与基线", "F Exceptions"),
    "notes": ("G 说明", "G Notes"),
    "footer": ("&L索引号：&A&C第 &P 页 共 &N 页", "&LReference: &A&Cpage &P of &N"),
    # the cover
    "title": ("公开文件勾稽核对底稿", "Working paper: the arithmetic of a disclosure"),
    "body": ("被审计单位", "Body"),
    "period": ("会计期间", "Period"),
    "document": ("文件", "Document"),
    "format": ("格式", "Format"),
    "digest": ("SHA-256", "SHA-256"),
    "prepared": ("制表人", "Prepared by"),
    "reviewed": ("复核人", "Reviewed by"),
    "date": ("日期", "Date"),
    "aim": ("审计目标", "Aim"),
    "aim-text": (
        "核对公开文件中各数字之间的勾稽关系是否成立",
        "To hold every figure of the disclosure against the others",
    ),
    "procedure": ("审计程序", "Procedure"),
    "procedure-text": (
        "逐项读取表格和文字中的数字，按规则重算并与所印数字比较；差额超过所印位数可以解释的范围即为不符",
        "Read every figure of tables and prose, calculate by the rules, compare with what is printed; "
        "what the printed digits cannot explain is a discrepancy",
    ),
    "tool": ("工具与版本", "Tool"),
    "contents": ("目录", "Contents"),
    "reference": ("索引号", "Reference"),
    "sheet": ("工作表", "Sheet"),
    "is-conclusion": ("核对结论、核对范围、未核对事项", "verdict, coverage, what was not checked"),
    "is-findings": ("未豁免的问题，逐项填写处理意见", "open findings, each to be answered"),
    "is-checks": ("全部核对，含相符的，带计算公式", "every check, also those that hold, with live formulas"),
    "is-source": ("按读取结果还原的表格和有关文字：{path}", "tables as they were read, and the prose checked: {path}"),
    "is-matrix": ("表与表之间的核对", "checks between tables"),
    "is-set-aside": ("已豁免和列入基线的问题", "findings waived or in the baseline"),
    "is-notes": ("容差规则、审计符号", "allowances, signs"),
    # the conclusion
    "verdict": ("结论", "Verdict"),
    "no-document": ("没有文件", "no document"),
    "waived": ("已豁免", "waived"),
    "baseline": ("基线", "baseline"),
    "decided": ("已核对关系", "relations checked"),
    "holding": ("相符", "hold"),
    "undecided": ("未能核对", "not decided"),
    "figures": ("数字", "numerals"),
    "checked": ("已核对", "checked"),
    "unrelated": ("无规则涉及", "unrelated"),
    "excluded": ("非核对对象", "no figures"),
    "unread": ("未识别", "unread"),
    "unchecked": ("未核对事项", "Not checked"),
    "nothing-unchecked": ("无", "nothing"),
    "what": ("事项", "What"),
    "why": ("原因", "Why"),
    "line": ("行", "line"),
    "times": ("{reason}（{times} 项）", "{reason} ({times})"),
    # findings
    "number": ("序号", "No."),
    "id": ("编号", "Id"),
    "severity": ("严重程度", "Severity"),
    "rule": ("规则", "Rule"),
    "table": ("表", "Table"),
    "place": ("位置", "Place"),
    "label": ("项目", "What"),
    "printed": ("报送数", "Printed"),
    "expected": ("重算数", "Recomputed"),
    "against": ("重算数／另一处", "Recomputed or elsewhere"),
    "difference": ("差额", "Difference"),
    "allowance": ("容差", "Allowance"),
    "unit": ("计量单位", "Unit"),
    "message": ("说明", "Explanation"),
    "diagnosis": ("推断", "Inferred"),
    "basis": ("依据", "Source"),
    "details": ("勾稽明细", "Check"),
    "answer": ("处理意见", "Response"),
    "responsible": ("责任人", "Responsible"),
    "prose": ("正文", "prose"),
    "no-findings": ("没有未豁免的问题", "there are no open findings"),
    # checks
    "outcome": ("结论", "Outcome"),
    "mark": ("符号", "Sign"),
    "name": ("核对事项／项目", "Relation / item"),
    "coefficient": ("系数", "Coefficient"),
    "amount": ("金额", "Amount"),
    "factor": ("换算", "Factor"),
    "finding": ("问题", "Finding"),
    "remark": ("备注", "Remark"),
    "no-checks": ("没有可核对的关系", "there is nothing to check"),
    # the tables as read
    "as-read": (
        "有色的单元格见批注；数字按原位数，“行”为 auditor extract 所印文本的行号",
        "coloured cells have comments; numbers keep their printed decimals; “line” is that of what auditor extract prints",
    ),
    "table-number": ("表{number}", "Table {number}"),
    "left-out": ("另有 {count} 个表格，本工作表放不下", "{count} more tables have no room on this sheet"),
    "at-page": ("第{page}页", "p. {page}"),
    # the matrix
    "matrix-says": (
        "√ 相符，≠ 不符，○ 未能核对；空白表示没有规则联系这两个表",
        "√ holds, ≠ does not, ○ not decided; blank where no rule relates the two",
    ),
    # what is set aside
    "state": ("状态", "State"),
    "reason": ("理由", "Reason"),
    "approved": ("批准人", "Approved by"),
    "expires": ("有效期至", "Until"),
    "exceptions": ("需要处理的豁免和基线", "Waivers and baseline to look at"),
    "file": ("所在文件", "In file"),
    "nothing-set-aside": ("没有豁免，也没有列入基线的问题", "nothing is waived or in the baseline"),
    # notes
    "sign": ("符号", "Sign"),
    "meaning": ("含义", "Meaning"),
    "allowances": ("容差规则", "Allowances"),
    "sign-holds": ("核对一致（含尾差、末位调整）", "holds, rounding included"),
    "sign-down": ("纵加：同一栏各行相加", "footing: rows of one column added"),
    "sign-across": ("横加：同一行各栏相加", "cross-footing: columns of one row added"),
    "sign-fails": ("不符", "does not hold"),
    "sign-open": ("未能核对，原因见备注", "not decided, for the reason remarked"),
    "sign-not": ("不适用", "not applicable"),
    "allow-interval": (
        "印出的数字代表所有会印成这样的数值：±半个末位。例如 12.30 代表 12.295 至 12.305",
        "A printed number stands for every value that would be printed so: ± half a unit in its last place",
    ),
    "allow-sum": (
        "合计与分项：容差为各数半个末位之和，随项数增加；空白和整数 0 没有容差",
        "Sums: the allowance is the sum of the halves of all terms; a blank and a bare 0 have none",
    ),
    "allow-copy": (
        "同一数字多处印出：按较粗的位数舍入后应当相等；差一个末位为提示",
        "A number printed twice: equal when rounded to the coarser print; one last digit off is a note",
    ),
    "allow-ratio": (
        "比例：所印数字可能的商与所印百分数没有共同的取值才是不符，因此差额大于半个末位也可能相符",
        "Ratios: inconsistent only if no values that the figures stand for give the percentage, "
        "so that one may hold with a difference of more than half a unit",
    ),
    "allow-exact": (
        "件数、年度和印到最小货币单位的金额是精确的",
        "Counts, years, and money printed to its smallest unit are exact",
    ),
    "allow-formula": (
        "C 表公式按“系数 × 金额 × 换算”重算；换算是一个计量单位所含基本单位的个数。"
        "没有公式的差额是程序的结果：Excel 只保留 15 位数字",
        "The formulas of sheet C take coefficient × amount × factor; the factor is how much of the base one of the unit is. "
        "A difference without a formula is the auditor’s: Excel keeps 15 digits only",
    ),
}


def word(key: str, lang: Lang, **arguments: object) -> str:
    return tell(WORDS, key, lang, **arguments)
