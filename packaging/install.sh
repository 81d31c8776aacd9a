#!/bin/sh
# 离线安装：sh install.sh [--remove] [安装位置，默认 ~/.local]；可用 PYTHON=… 指定 Python。
# Installs without a network: sh install.sh [--remove] [PREFIX, by default ~/.local]; PYTHON=… names the Python to use.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
read -r versions <"$here/pythons.txt"

fits() {
  # shellcheck disable=SC2086 # Versions are words.
  "$1" -c 'import sys, venv; sys.exit("%d.%d" % sys.version_info[:2] not in sys.argv[1:])' $versions 2>/dev/null
}

for version in $versions ""; do
  python=${PYTHON:-python${version:-3}}
  if fits "$python"; then
    exec "$python" "$here/install.py" "$@"
  fi
done
echo "需要 Python（$versions 之一），没有找到。" >&2
echo "Python is needed, one of $versions; none was found." >&2
exit 1
