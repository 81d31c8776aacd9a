#!/bin/sh
# @about-script@
cd "$(dirname "$0")" || exit 2
if ! command -v auditor >/dev/null; then
  echo "@no-auditor@" >&2
  exit 2
fi
auditor check -f html=audit.html -f xlsx=audit.xlsx "$@"
status=$?
case $status in
  0) echo "@script-passed@" ;;
  1) echo "@script-found@" ;;
  3) echo "@script-incomplete@" ;;
  *) echo "@script-failed@" ;;
esac >&2
exit $status
