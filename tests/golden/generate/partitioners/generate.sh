#!/bin/sh
# Writes ../../partitioners.json from the real partitioners of Java, librdkafka, Sarama and franz-go.
# Usage: generate.sh KAFKA_CLIENTS_JAR SLF4J_API_JAR PYTHON
# Needs JDK 17+, Go, Node, and a Python with confluent-kafka. Same versions, same bytes.
set -eu
jar=$1 slf4j=$2 python=$3
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
counts=1,2,3,7,12,50,100,1000
"$python" "$here/keys.py" > "$out/keys.txt"
java -cp "$jar:$slf4j" "$here/PartitionerVectors.java" $counts < "$out/keys.txt" > "$out/java.json" 2> "$out/java.log"
go -C "$here/go" run . $counts < "$out/keys.txt" > "$out/go.json"

topics=$(echo $counts | tr , '\n' | sed 's/.*/-t p&:&/' | tr '\n' ' ')
# shellcheck disable=SC2086
node "$here/../../../../cli/main.ts" broker --listen 127.0.0.1:0 $topics > "$out/broker.txt" &
broker=$!
trap 'kill $broker; rm -r "$out"' EXIT
until grep -q '^ready' "$out/broker.txt"; do kill -0 $broker; sleep 0.1; done
"$python" "$here/librdkafka.py" "$(sed -n 's/^ready //p' "$out/broker.txt")" $counts < "$out/keys.txt" > "$out/librdkafka.json"
"$python" "$here/merge.py" "$out" $counts "$(basename "$jar" .jar)" "$here/go/go.mod" > "$here/../../partitioners.json"
