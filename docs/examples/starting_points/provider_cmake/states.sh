#!/bin/sh
# Brings the provider into the state that an interaction of a contract names; contract-verify runs it before each.
# 64 tells that there is no such state. `contract-verify contracts --list-states` lists those that are needed.
set -eu

case "$TALLY_STATE" in
    "it is morning") echo morning > "$TIME_OF_DAY" ;;
    "it is evening") echo evening > "$TIME_OF_DAY" ;;
    *) exit 64 ;;
esac
