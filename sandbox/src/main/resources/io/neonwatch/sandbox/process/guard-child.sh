# Runs a command and ends it when the program that holds the other end of standard input asks, or is gone.
# Arguments: the signal to send when that program is gone, seconds until KILL, the log file, the command.
# A line on standard input is the name of a signal to send instead.
signal=$1 seconds=$2 log=$3
shift 3
exec 3<&0
"$@" 3<&- </dev/null >>"$log" 2>&1 &
child=$!
(
  read -r asked <&3 || asked=$signal
  kill -s "$asked" "$child" 2>/dev/null
  tenths=$((seconds * 10))
  while [ "$tenths" -gt 0 ]; do
    kill -0 "$child" 2>/dev/null || exit 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s KILL "$child" 2>/dev/null
) &
watcher=$!
exec 3<&-
wait "$child"
status=$?
kill -s KILL "$watcher" 2>/dev/null
exit "$status"
