# Removes a directory when the program that holds the other end of standard input closes it, or is gone.
# It may take some tries: children of that program are ending in there at the same time.
# Argument: the directory.
cat >/dev/null
tries=100
while [ -e "$1" ] && [ "$tries" -gt 0 ]; do
  rm -rf "$1" 2>/dev/null && break
  sleep 0.2
  tries=$((tries - 1))
done
