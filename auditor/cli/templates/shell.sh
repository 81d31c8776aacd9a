#!/bin/sh
# 核对 auditor.toml 所列文件；退出码即核对结果。  Audits what auditor.toml names; the exit status is the outcome.
cd "$(dirname "$0")" || exit 2
auditor check -f html=audit.html -f xlsx=audit.xlsx "$@"
status=$?
case $status in
  0) echo "通过  passed" ;;
  1) echo "有问题，见 audit.html  findings, see audit.html" ;;
  3) echo "有文件未能完整核对，见 audit.html  not everything could be audited, see audit.html" ;;
  *) echo "未能运行  could not run" ;;
esac >&2
exit $status
