"""How complete a list claims to be, by its words, and what is said of a difference: an error, a warning, or nothing."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

TITLE = "云川市港务局2025年度部门决算\n一、情况说明\n"

COMPLETE = [
    ("文具采购3.26万元，印刷品采购5.18万元，耗材采购1.94万元，合起来10.38万元。", "5.18", "5.81"),
    ("水费4.20万元、电费11.35万元、物业费28.40万元，三者之和为43.95万元。", "43.95", "49.35"),
    ("当年拨款1,204.60万元，上年结转95.40万元，总支出规模为1,300.00万元。", "95.40", "94.50"),
    ("部门项目支出1,842.30万元，细分为：航道疏浚960.00万元、码头改造704.50万元、安全巡查177.80万元。", "177.80", "187.80"),
    ("专项资金共450万元，用于三个方面：设备更新210万元，场地维修156万元，人员培训84万元。", "156", "165"),
    ("年初结转资金58.20万元系由基本支出结转11.45万元、项目支出结转46.75万元形成。", "46.75", "46.57"),
    ("本部门收入预算1,560.75万元由以下三部分组成：财政拨款1,320.00万元，事业收入180.75万元，其他收入60.00万元。", "60.00", "50.00"),
    ("全年培训费18.40万元，来自三笔支出：新任干部班6.20万元，安全生产班7.80万元，财务人员班4.40万元。", "4.40", "4.60"),
    ("信息化项目合同金额385.60万元，按标段分：一标段142.30万元，二标段118.90万元，三标段124.40万元。", "118.90", "119.80"),
    ("港口规费合计912万元：船舶规费480万元，货物规费306万元，其他各费126万元。", "306", "360"),
    ("收入方合计4,180.62万元，支出方合计4,180.62万元，收支两方相符。", "支出方合计4,180.62", "支出方合计4,108.62"),
    ("本部门2025年收入预算6,240.00万元，支出预算相应为6,240.00万元。", "相应为6,240.00", "相应为6,420.00"),
    (
        "收支总额各2,310.00万元。收入方面：财政拨款2,200.00万元，其他收入110.00万元；支出方面：基本支出1,480.00万元，项目支出830.00万元。",
        "830.00",
        "803.00",
    ),
    ("全年接待来宾团队9批次、60人次，其中外省2批次14人次，省内7批次46人次。", "46", "64"),
    ("市级专户上年结余12.40亿元，当年收入4.30亿元，支出3.10亿元，当年收支结余1.20亿元，年末滚存结余13.60亿元。", "13.60", "16.30"),
    ("支出中人员类占58.4%，运转类占12.1%，项目类占29.5%，三类合计100%。", "58.4", "54.8"),
]  # fmt: skip

OPEN = [
    ("住房补助318.46万元，其中公积金226.40万元、提租补贴51.06万元、购房补贴41.00万元。", "51.06", "51.60"),
    ("保障性支出450.00万元：站点维护210.00万元，设备租赁156.00万元，物资储备84.00万元。", "156.00", "165.00"),
    ("纳入部门决算汇编范围的单位共3家，分别为：1.云川市港务局（本级）；2.云川市航道管理中心；3.云川市港口服务中心。", "3家", "4家"),
    ("我局下设4个内设机构：综合科、规划科、港政科、安全科。", "4个", "5个"),
    ("重点项目共13个：道路硬化7个、饮水安全6个。", "饮水安全6", "饮水安全5"),
]  # fmt: skip

SILENT = [
    "住房补助318.46万元，其中公积金226.40万元、提租补贴51.06万元。",
    "港口规费912万元，主要包括：船舶规费480万元，货物规费306万元。",
    "保障性支出450.00万元：站点维护210.00万元，设备租赁56.00万元。",
    "本年支出620.00万元，其中水费3.00万元，电费6.00万元，其他支出1.20万元。",
    "收支总额各2,310.00万元。收入方面：财政拨款2,200.00万元；支出方面：项目支出830.00万元。",
]  # fmt: skip


def _told(audit_text: TextAudit, sentence: str) -> list[str]:
    return [finding.severity for finding in audit_text(f"{TITLE}{sentence}\n").findings if finding.severity != "note"]


@pytest.mark.parametrize("sentence", [*(entry[0] for entry in (*COMPLETE, *OPEN)), *SILENT])
def test_nothing_is_said_of_what_adds_up_or_may_go_on(sentence: str, audit_text: TextAudit) -> None:
    assert _told(audit_text, sentence) == []


@pytest.mark.parametrize(("sentence", "right", "wrong"), COMPLETE)
def test_a_slip_in_a_complete_list_is_an_error(sentence: str, right: str, wrong: str, audit_text: TextAudit) -> None:
    assert sentence.count(right) == 1
    assert _told(audit_text, sentence.replace(right, wrong)) == ["error"]


@pytest.mark.parametrize(("sentence", "right", "wrong"), OPEN)
def test_a_slip_in_an_open_list_is_a_warning(sentence: str, right: str, wrong: str, audit_text: TextAudit) -> None:
    assert sentence.count(right) == 1
    assert _told(audit_text, sentence.replace(right, wrong)) == ["warning"]
