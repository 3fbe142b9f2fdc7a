/** The script of a package that leads each entry of the ledger to the root of the log with openssl alone. A test runs it as it leaves. */

export const checkScript = String.raw`#!/bin/sh
# Run this in the folder of the package: sh proof/log/check.sh
# For each entry below proof/ledger: its SHA-256 is a leaf, and the hashes in its file below proof/log lead from that leaf to the
# root in proof/log/tree (RFC 9162, 2.1.3.2). It names each entry that is not proven, and ends with 1 when there is one.
set -u
{ read -r origin; read -r size; read -r root; } < proof/log/tree
bytes() { printf '%s\n' "$1" | openssl base64 -d; }
digest() { openssl dgst -sha256 -binary | openssl base64; }
node() { { printf '\001'; bytes "$1"; bytes "$2"; } | digest; }
failed=0
for file in proof/ledger/*; do
  name=${'$'}{file##*/} hash=none at=-1 last=1 here=none
  if [ -f "proof/log/$name" ]; then
    {
      read -r kind; read -r word leaf; read -r word at
      hash=$(digest < "$file")
      [ "$hash" = "$leaf" ] || hash=none
      [ "$((at + 1000000001))" = "1$name" ] || hash=none
      last=$((size - 1))
      here=$({ printf '\000'; bytes "$leaf"; } | digest)
      while read -r beside && [ -n "$beside" ]; do
        [ "$last" -gt 0 ] || hash=none
        if [ $((at % 2)) -eq 1 ] || [ "$at" -eq "$last" ]; then
          here=$(node "$beside" "$here")
          while [ $((at % 2)) -eq 0 ] && [ "$at" -ne 0 ]; do at=$((at / 2)) last=$((last / 2)); done
        else
          here=$(node "$here" "$beside")
        fi
        at=$((at / 2)) last=$((last / 2))
      done
    } < "proof/log/$name"
  fi
  if [ "$hash" = none ] || [ "$last" -ne 0 ] || [ "$here" != "$root" ]; then
    echo "$file: it is not proven"
    failed=1
  fi
done
exit $failed
`
