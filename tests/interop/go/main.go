// The ordinary work of franz-go against any broker. Arguments: bootstrap servers, a prefix for the names of topics and
// groups. Prints `ok NAME` or `FAIL NAME: why` for each case; ends with code 1 when one failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const limit = 40 * time.Second

var bootstrap, prefix string

func main() {
	bootstrap, prefix = os.Args[1], os.Args[2]
	failed := 0
	check := func(name string, body func(ctx context.Context) error) {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		if err := body(ctx); err != nil {
			failed++
			fmt.Printf("FAIL %s: %s\n", name, strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok " + name)
		}
	}
	check("topics are created and described", topics)
	check("every codec is written and read from the start", codecs)
	check("a classic group: two members join and leave", members)
	check("a classic group commits and resumes", resume)
	check("transactions commit, abort and carry offsets", transactions)
	if failed > 0 {
		os.Exit(1)
	}
}

func client(opts ...kgo.Opt) (*kgo.Client, error) {
	return kgo.NewClient(append([]kgo.Opt{kgo.SeedBrokers(bootstrap)}, opts...)...)
}

func createTopic(ctx context.Context, name string, partitions int32) (string, error) {
	cl, err := client()
	if err != nil {
		return "", err
	}
	defer cl.Close()
	req := kmsg.NewCreateTopicsRequest()
	topic := kmsg.NewCreateTopicsRequestTopic()
	topic.Topic, topic.NumPartitions, topic.ReplicationFactor = prefix+name, partitions, 1
	req.Topics = append(req.Topics, topic)
	req.TimeoutMillis = 10000
	resp, err := req.RequestWith(ctx, cl)
	if err != nil {
		return "", err
	}
	return prefix + name, kerr.ErrorForCode(resp.Topics[0].ErrorCode)
}

func topics(ctx context.Context) error {
	name, err := createTopic(ctx, "topics", 3)
	if err != nil {
		return err
	}
	if _, err := createTopic(ctx, "topics", 3); !errors.Is(err, kerr.TopicAlreadyExists) {
		return fmt.Errorf("created twice: %v", err)
	}
	cl, err := client()
	if err != nil {
		return err
	}
	defer cl.Close()
	req := kmsg.NewMetadataRequest()
	topic := kmsg.NewMetadataRequestTopic()
	topic.Topic = &name
	req.Topics = append(req.Topics, topic)
	resp, err := req.RequestWith(ctx, cl)
	if err != nil {
		return err
	}
	if len(resp.Topics[0].Partitions) != 3 {
		return fmt.Errorf("%d partitions", len(resp.Topics[0].Partitions))
	}
	return nil
}

func produce(ctx context.Context, topic string, from, to int, opts ...kgo.Opt) error {
	cl, err := client(append(opts, kgo.DefaultProduceTopic(topic))...)
	if err != nil {
		return err
	}
	defer cl.Close()
	var records []*kgo.Record
	for i := from; i < to; i++ {
		records = append(records, &kgo.Record{
			Key:     []byte(fmt.Sprintf("k%d", i)),
			Value:   []byte(fmt.Sprintf("%s%d", strings.Repeat("value ", 20), i)),
			Headers: []kgo.RecordHeader{{Key: "h", Value: []byte{1, 2, byte(i)}}},
		})
	}
	return cl.ProduceSync(ctx, records...).FirstErr()
}

func read(ctx context.Context, cl *kgo.Client, count int) ([]*kgo.Record, error) {
	var all []*kgo.Record
	for len(all) < count {
		fetches := cl.PollFetches(ctx)
		if err := fetches.Err0(); err != nil {
			return nil, fmt.Errorf("after %d of %d records: %w", len(all), count, err)
		}
		for _, failure := range fetches.Errors() {
			return nil, fmt.Errorf("%s: %w", failure.Topic, failure.Err)
		}
		all = append(all, fetches.Records()...)
	}
	if len(all) > count {
		return nil, fmt.Errorf("%d records in place of %d", len(all), count)
	}
	return all, nil
}

func codecs(ctx context.Context) error {
	all := map[string]kgo.CompressionCodec{
		"none": kgo.NoCompression(), "gzip": kgo.GzipCompression(), "snappy": kgo.SnappyCompression(),
		"lz4": kgo.Lz4Compression(), "zstd": kgo.ZstdCompression(),
	}
	for name, codec := range all {
		topic, err := createTopic(ctx, "codec-"+name, 1)
		if err != nil {
			return err
		}
		if err := produce(ctx, topic, 0, 500, kgo.ProducerBatchCompression(codec)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		cl, err := client(kgo.ConsumeTopics(topic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
		if err != nil {
			return err
		}
		records, err := read(ctx, cl, 500)
		cl.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for i, record := range records {
			want := fmt.Sprintf("%s%d", strings.Repeat("value ", 20), i)
			if record.Offset != int64(i) || string(record.Value) != want || record.Headers[0].Value[2] != byte(i) {
				return fmt.Errorf("%s: record %d is wrong", name, i)
			}
		}
	}
	return nil
}

// member is a member of a group that polls and tells what it owns and has read.
type member struct {
	cl    *kgo.Client
	mu    sync.Mutex
	owned map[int32]bool
	seen  map[string]bool
	done  chan struct{}
}

func join(group, topic string) (*member, error) {
	m := &member{owned: map[int32]bool{}, seen: map[string]bool{}, done: make(chan struct{})}
	change := func(owns bool) func(context.Context, *kgo.Client, map[string][]int32) {
		return func(_ context.Context, _ *kgo.Client, changed map[string][]int32) {
			m.mu.Lock()
			defer m.mu.Unlock()
			for _, partition := range changed[topic] {
				if owns {
					m.owned[partition] = true
				} else {
					delete(m.owned, partition)
				}
			}
		}
	}
	cl, err := client(kgo.ConsumerGroup(group), kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.HeartbeatInterval(300*time.Millisecond),
		kgo.OnPartitionsAssigned(change(true)), kgo.OnPartitionsRevoked(change(false)), kgo.OnPartitionsLost(change(false)))
	if err != nil {
		return nil, err
	}
	m.cl = cl
	go func() {
		defer close(m.done)
		for {
			fetches := cl.PollFetches(context.Background())
			if fetches.IsClientClosed() {
				return
			}
			m.mu.Lock()
			for _, record := range fetches.Records() {
				m.seen[string(record.Key)] = true
			}
			m.mu.Unlock()
		}
	}()
	return m, nil
}

func (m *member) owns() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.owned)
}

func (m *member) close() {
	m.cl.Close()
	<-m.done
}

func await(ctx context.Context, what string, holds func() bool) error {
	for !holds() {
		select {
		case <-ctx.Done():
			return fmt.Errorf("waited in vain: %s", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

func members(ctx context.Context) error {
	topic, err := createTopic(ctx, "members", 6)
	if err != nil {
		return err
	}
	if err := produce(ctx, topic, 0, 300); err != nil {
		return err
	}
	first, err := join(prefix+"members", topic)
	if err != nil {
		return err
	}
	if err := await(ctx, "the first owns all", func() bool { return first.owns() == 6 }); err != nil {
		return err
	}
	second, err := join(prefix+"members", topic)
	if err != nil {
		return err
	}
	defer second.close()
	if err := await(ctx, "each owns three", func() bool { return first.owns() == 3 && second.owns() == 3 }); err != nil {
		return err
	}
	if err := produce(ctx, topic, 300, 600); err != nil {
		return err
	}
	err = await(ctx, "all are read", func() bool {
		first.mu.Lock()
		defer first.mu.Unlock()
		second.mu.Lock()
		defer second.mu.Unlock()
		both := map[string]bool{}
		for _, seen := range []map[string]bool{first.seen, second.seen} {
			for key := range seen {
				both[key] = true
			}
		}
		return len(both) == 600
	})
	if err != nil {
		return err
	}
	first.close()
	return await(ctx, "the second owns all", func() bool { return second.owns() == 6 })
}

func resume(ctx context.Context) error {
	topic, err := createTopic(ctx, "resume", 1)
	if err != nil {
		return err
	}
	if err := produce(ctx, topic, 0, 100); err != nil {
		return err
	}
	options := []kgo.Opt{kgo.ConsumerGroup(prefix + "resume"), kgo.ConsumeTopics(topic), kgo.DisableAutoCommit(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart())}
	cl, err := client(options...)
	if err != nil {
		return err
	}
	records, err := read(ctx, cl, 100)
	if err == nil {
		err = cl.CommitRecords(ctx, records[39])
	}
	cl.Close()
	if err != nil {
		return err
	}
	cl, err = client(options...)
	if err != nil {
		return err
	}
	defer cl.Close()
	rest, err := read(ctx, cl, 60)
	if err != nil {
		return err
	}
	if rest[0].Offset != 40 {
		return fmt.Errorf("resumed at %d", rest[0].Offset)
	}
	return nil
}

func transactions(ctx context.Context) error {
	in, err := createTopic(ctx, "tx-in", 1)
	if err != nil {
		return err
	}
	out, err := createTopic(ctx, "tx-out", 1)
	if err != nil {
		return err
	}
	if err := produce(ctx, in, 0, 10); err != nil {
		return err
	}
	group := prefix + "tx"
	session, err := kgo.NewGroupTransactSession(kgo.SeedBrokers(bootstrap), kgo.TransactionalID(prefix+"tx"),
		kgo.DefaultProduceTopic(out), kgo.ConsumerGroup(group), kgo.ConsumeTopics(in), kgo.RequireStableFetchOffsets(),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		return err
	}
	defer session.Close()
	if _, err := read(ctx, session.Client(), 10); err != nil {
		return err
	}
	if err := session.Begin(); err != nil {
		return err
	}
	session.Produce(ctx, kgo.StringRecord("aborted"), nil)
	if err := session.Client().Flush(ctx); err != nil {
		return err
	}
	if committed, err := session.End(ctx, kgo.TryAbort); err != nil || committed {
		return fmt.Errorf("abort: committed %v, %v", committed, err)
	}
	// The abort has rewound the session: the same ten come again.
	records, err := read(ctx, session.Client(), 10)
	if err != nil {
		return err
	}
	if err := session.Begin(); err != nil {
		return err
	}
	for _, record := range records {
		session.Produce(ctx, kgo.KeyStringRecord(string(record.Key), "committed"), nil)
	}
	if committed, err := session.End(ctx, kgo.TryCommit); err != nil || !committed {
		return fmt.Errorf("commit: committed %v, %v", committed, err)
	}
	reader, err := client(kgo.ConsumeTopics(out), kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		return err
	}
	defer reader.Close()
	written, err := read(ctx, reader, 10)
	if err != nil {
		return err
	}
	for _, record := range written {
		if string(record.Value) != "committed" {
			return fmt.Errorf("read %q", record.Value)
		}
	}
	req := kmsg.NewOffsetFetchRequest()
	req.Group = group
	one := kmsg.NewOffsetFetchRequestGroup()
	one.Group = group
	req.Groups = append(req.Groups, one)
	resp, err := req.RequestWith(ctx, reader)
	if err != nil {
		return err
	}
	if len(resp.Groups) != 1 || len(resp.Groups[0].Topics) != 1 || resp.Groups[0].Topics[0].Partitions[0].Offset != 10 {
		return fmt.Errorf("offsets of the transaction: %+v", resp.Groups)
	}
	return nil
}
