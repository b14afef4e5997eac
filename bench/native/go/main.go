// franz-go as a reference: arguments name=value, one line of JSON at the end (see bench/clients/job.ts). Record by record
// with a callback; 5 ms of linger, none for single sends; up to 100,000 records buffered.
package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const keyCount = 10000

var given = map[string]string{}

func main() {
	for _, arg := range os.Args[1:] {
		name, value, _ := strings.Cut(arg, "=")
		given[name] = value
	}
	mode, count := given["mode"], number("count")
	next := source()
	client, err := kgo.NewClient(options(mode, count)...)
	must(err)
	ctx := context.Background()
	if mode == "buffered" {
		for i := 0; i < count; i++ {
			client.Produce(ctx, next(i), nil)
		}
		time.Sleep(1500 * time.Millisecond)
		report(0, 0, 0, "")
		return
	}
	must(client.ProduceSync(ctx, next(0)).FirstErr())
	if mode == "start" {
		at := float64(time.Now().UnixMicro()) / 1000
		report(cpu(), 0, 1, fmt.Sprintf(`,"firstAckAt":%.3f`, at))
		return
	}
	before, started := cpu(), time.Now()
	extra := ""
	records := count
	switch mode {
	case "idle":
		time.Sleep(time.Duration(number("seconds")) * time.Second)
		records = 0
	case "single":
		extra = singles(ctx, client, next, count)
	default:
		bulk(ctx, client, next, count)
	}
	used, seconds := cpu()-before, time.Since(started).Seconds()
	if records == 0 {
		report(used/seconds, 0, 1, extra)
	} else {
		report(used/float64(records), float64(records)/seconds, records+1, extra)
	}
	client.Close()
}

func options(mode string, count int) []kgo.Opt {
	buffered := 100000
	if mode == "buffered" {
		buffered += count
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(given["bootstrap"]),
		kgo.DefaultProduceTopic(given["topic"]),
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.MaxBufferedRecords(buffered),
	}
	if mode == "single" || mode == "start" {
		opts = append(opts, kgo.ProducerLinger(0))
	} else {
		opts = append(opts, kgo.ProducerLinger(5*time.Millisecond))
	}
	switch given["codec"] {
	case "lz4":
		opts = append(opts, kgo.ProducerBatchCompression(kgo.Lz4Compression()))
	case "zstd":
		opts = append(opts, kgo.ProducerBatchCompression(kgo.ZstdCompression()))
	default:
		opts = append(opts, kgo.ProducerBatchCompression(kgo.NoCompression()))
	}
	return opts
}

func source() func(int) *kgo.Record {
	size := number("bytes")
	all, err := os.ReadFile(given["values"])
	must(err)
	values := len(all) / size
	var keys [][]byte
	if given["keys"] == "1" {
		for i := 0; i < keyCount; i++ {
			keys = append(keys, []byte(fmt.Sprintf("key-%012d", i)))
		}
	}
	return func(i int) *kgo.Record {
		at := i % values * size
		record := &kgo.Record{Value: all[at : at+size]}
		if keys != nil {
			record.Key = keys[i%keyCount]
		}
		return record
	}
}

func bulk(ctx context.Context, client *kgo.Client, next func(int) *kgo.Record, count int) {
	var all sync.WaitGroup
	all.Add(count)
	done := func(_ *kgo.Record, err error) {
		must(err)
		all.Done()
	}
	for i := 0; i < count; i++ {
		client.Produce(ctx, next(i), done)
	}
	all.Wait()
}

func singles(ctx context.Context, client *kgo.Client, next func(int) *kgo.Record, count int) string {
	taken := make([]float64, count)
	for i := range taken {
		from := time.Now()
		must(client.ProduceSync(ctx, next(i)).FirstErr())
		taken[i] = float64(time.Since(from).Microseconds()) / 1000
	}
	sort.Float64s(taken)
	return fmt.Sprintf(`,"p50":%.4f,"p99":%.4f`, taken[count/2], taken[count*99/100])
}

// Microseconds of user and system time of this process.
func cpu() float64 {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Sec+usage.Stime.Sec)*1e6 + float64(usage.Utime.Usec+usage.Stime.Usec)
}

func memory(field string) int {
	status, err := os.ReadFile("/proc/self/status")
	must(err)
	kib, _ := strconv.Atoi(string(regexp.MustCompile(field + `:\s+(\d+)`).FindSubmatch(status)[1]))
	return kib / 1024
}

func report(cpuMicros, rate float64, sent int, extra string) {
	fmt.Printf(`{"cpuMicros":%.4f,"rate":%.0f,"peakMiB":%d,"rssMiB":%d,"sent":%d%s}`+"\n",
		cpuMicros, rate, memory("VmHWM"), memory("VmRSS"), sent, extra)
}

func number(name string) int {
	value, err := strconv.Atoi(given[name])
	must(err)
	return value
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
