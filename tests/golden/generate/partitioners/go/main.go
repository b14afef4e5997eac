// Choices of Sarama's and franz-go's partitioners, for the keys on standard input (base64, one a line). Prints JSON:
// for each partitioner the choice for each key and each number of partitions.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"hash/crc32"
	"hash/fnv"
	"os"
	"strconv"
	"strings"

	"github.com/IBM/sarama"
	"github.com/twmb/franz-go/pkg/kgo"
)

type choose func(key []byte, count int) int

func ofSarama(constructor sarama.PartitionerConstructor) choose {
	partitioner := constructor("t")
	return func(key []byte, count int) int {
		partition, err := partitioner.Partition(&sarama.ProducerMessage{Topic: "t", Key: sarama.ByteEncoder(key)}, int32(count))
		if err != nil {
			panic(err)
		}
		return int(partition)
	}
}

func ofKgo(partitioner kgo.Partitioner) choose {
	topic := partitioner.ForTopic("t")
	return func(key []byte, count int) int {
		return topic.Partition(&kgo.Record{Topic: "t", Key: key}, count)
	}
}

func fnv32a(key []byte) uint32 {
	hash := fnv.New32a()
	hash.Write(key)
	return hash.Sum32()
}

func main() {
	var counts []int
	for _, text := range strings.Split(os.Args[1], ",") {
		count, err := strconv.Atoi(text)
		if err != nil {
			panic(err)
		}
		counts = append(counts, count)
	}
	choosers := map[string]choose{
		"sarama hash":          ofSarama(sarama.NewHashPartitioner),
		"sarama reference":     ofSarama(sarama.NewReferenceHashPartitioner),
		"sarama crc":           ofSarama(sarama.NewConsistentCRCHashPartitioner),
		"sarama murmur2":       ofSarama(sarama.NewMurmur2Partitioner),
		"kgo sticky key":       ofKgo(kgo.StickyKeyPartitioner(nil)),
		"kgo sarama compat":    ofKgo(kgo.StickyKeyPartitioner(kgo.SaramaCompatHasher(fnv32a))),
		"kgo sarama crc":       ofKgo(kgo.StickyKeyPartitioner(kgo.SaramaHasher(crc32.ChecksumIEEE))),
	}
	out := map[string]any{}
	chosen := map[string][][]int{}
	hashes := map[string][]uint32{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		key, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil {
			panic(err)
		}
		hashes["fnv1a"] = append(hashes["fnv1a"], fnv32a(key))
		hashes["crc32"] = append(hashes["crc32"], crc32.ChecksumIEEE(key))
		for name, choose := range choosers {
			var row []int
			for _, count := range counts {
				row = append(row, choose(key, count))
			}
			chosen[name] = append(chosen[name], row)
		}
	}
	out["hashes"] = hashes
	out["chosen"] = chosen
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		panic(err)
	}
}
