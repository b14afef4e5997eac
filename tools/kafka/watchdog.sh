#!/bin/sh
# watchdog.sh OWNER DIR: when the process OWNER has ended, kills the processes that DIR/pids lists (one id a line).
# Ends by itself once DIR/pids is gone, as after an orderly stop. Started by cluster.ts.
owner=$1 dir=$2
while [ -e "$dir/pids" ] && kill -0 "$owner" 2>/dev/null; do sleep 1; done
[ -e "$dir/pids" ] || exit 0
while read -r pid; do
  # An id may have been given to another program meanwhile: ours name the folder on their command line.
  if [ -r "/proc/$pid/cmdline" ]; then grep -aqF "$dir" "/proc/$pid/cmdline" || continue
  else ps -o args= -p "$pid" | grep -qF "$dir" || continue
  fi
  kill -9 "$pid" 2>/dev/null
done <"$dir/pids"
rm -f "$dir/pids"
