# Removes what has a label when the program that holds the other end of standard input is gone.
# It takes two rounds, as Docker may be making a container at that moment.
# Argument: the label.
cat >/dev/null
for _ in 1 2; do
  docker ps -aq --filter "label=$1" | xargs -r docker rm -f -v
  docker network ls -q --filter "label=$1" | xargs -r docker network rm
  docker volume ls -q --filter "label=$1" | xargs -r docker volume rm
  sleep 2
done
