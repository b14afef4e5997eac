// The ordinary work of a Java client against any broker. Arguments: bootstrap servers, a prefix for the names of topics
// and groups. Prints `ok NAME` or `FAIL NAME: why` for each case; ends with code 1 when one failed.
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.*;
import org.apache.kafka.common.header.internals.RecordHeader;

public class Interop {
  static String bootstrap;
  static String prefix;
  static int failed = 0;
  static final String[] CODECS = {"none", "gzip", "snappy", "lz4", "zstd"};
  static final long LIMIT_MS = 40_000;

  interface Case { void run() throws Exception; }

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    prefix = args[1];
    check("topics are created and described", Interop::topics);
    check("every codec is written and read from the start", Interop::codecs);
    check("a classic group: two members join and leave", () -> members("classic"));
    check("a consumer group (KIP-848): two members join and leave", () -> members("consumer"));
    check("a classic group commits and resumes", () -> resume("classic"));
    check("a consumer group (KIP-848) commits and resumes", () -> resume("consumer"));
    check("transactions commit, abort and carry offsets", Interop::transactions);
    check("an older transactional producer is fenced", Interop::fencing);
    check("admin: partitions, configs, groups, offsets, records", Interop::admin);
    System.exit(failed == 0 ? 0 : 1);
  }

  static void check(String name, Case body) {
    try {
      body.run();
      System.out.println("ok " + name);
    } catch (Throwable error) {
      failed++;
      System.out.println("FAIL " + name + ": " + String.valueOf(error).replace('\n', ' '));
      error.printStackTrace();
    }
    System.out.flush();
  }

  static void expect(boolean holds, String what) {
    if (!holds) throw new AssertionError(what);
  }

  static Properties settings(Object... pairs) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    for (int i = 0; i < pairs.length; i += 2) settings.put(pairs[i], pairs[i + 1]);
    return settings;
  }

  static Admin admin_() {
    return Admin.create(settings("default.api.timeout.ms", "20000", "request.timeout.ms", "10000"));
  }

  static KafkaProducer<String, String> producer(Object... pairs) {
    Properties settings = settings(pairs);
    settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    settings.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    settings.put("delivery.timeout.ms", "20000");
    settings.put("request.timeout.ms", "10000");
    return new KafkaProducer<>(settings);
  }

  static KafkaConsumer<String, String> consumer(Object... pairs) {
    Properties settings = settings(pairs);
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(settings);
  }

  static String topic(String name, int partitions) throws Exception {
    try (Admin admin = admin_()) {
      admin.createTopics(List.of(new NewTopic(prefix + name, partitions, (short) 1))).all().get();
    }
    return prefix + name;
  }

  static void fill(String topic, int from, int to) throws Exception {
    try (KafkaProducer<String, String> producer = producer()) {
      for (int i = from; i < to; i++) producer.send(new ProducerRecord<>(topic, "k" + i, "v" + i));
      producer.flush();
    }
  }

  static void topics() throws Exception {
    String name = topic("topics", 3);
    try (Admin admin = admin_()) {
      TopicDescription described = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
      expect(described.partitions().size() == 3, "3 partitions");
      expect(described.partitions().stream().allMatch(p -> p.leader() != null), "leaders");
      expect(admin.listTopics().names().get().contains(name), "listed");
      try {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        expect(false, "created twice");
      } catch (ExecutionException error) {
        expect(error.getCause() instanceof TopicExistsException, "TopicExistsException, not " + error.getCause());
      }
      expect(!admin.describeCluster().nodes().get().isEmpty(), "nodes");
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  static void codecs() throws Exception {
    for (String codec : CODECS) {
      String topic = topic("codec-" + codec, 1);
      try (KafkaProducer<String, String> producer = producer("compression.type", codec, "linger.ms", "20")) {
        for (int i = 0; i < 500; i++) {
          ProducerRecord<String, String> record = new ProducerRecord<>(topic, 0, 1_600_000_000_000L + i, "k" + i, "value ".repeat(20) + i);
          record.headers().add(new RecordHeader("h", new byte[] {1, 2, (byte) i}));
          producer.send(record);
        }
        producer.send(new ProducerRecord<>(topic, null, null, null)).get();
      }
      try (KafkaConsumer<String, String> consumer = consumer()) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        List<ConsumerRecord<String, String>> all = read(consumer, 501);
        for (int i = 0; i < 500; i++) {
          ConsumerRecord<String, String> record = all.get(i);
          expect(record.offset() == i && record.key().equals("k" + i), codec + " offset and key " + i);
          expect(record.value().equals("value ".repeat(20) + i), codec + " value " + i);
          expect(record.timestamp() == 1_600_000_000_000L + i, codec + " timestamp " + i);
          expect(record.headers().lastHeader("h").value()[2] == (byte) i, codec + " header " + i);
        }
        expect(all.get(500).key() == null && all.get(500).value() == null, codec + " nulls");
        long found = consumer.offsetsForTimes(Map.of(new TopicPartition(topic, 0), 1_600_000_000_250L))
            .get(new TopicPartition(topic, 0)).offset();
        expect(found == 250, codec + " by time: " + found);
      }
    }
  }

  static List<ConsumerRecord<String, String>> read(KafkaConsumer<String, String> consumer, int count) {
    List<ConsumerRecord<String, String>> all = new ArrayList<>();
    long end = System.currentTimeMillis() + LIMIT_MS;
    while (all.size() < count && System.currentTimeMillis() < end)
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) all.add(record);
    expect(all.size() == count, "read " + all.size() + " of " + count);
    return all;
  }

  /** A member that polls in a thread of its own and tells what it owns and has read. */
  static class Member extends Thread {
    final KafkaConsumer<String, String> consumer;
    volatile Set<TopicPartition> owned = Set.of();
    volatile boolean leave = false;
    volatile Throwable error = null;
    final Set<String> seen = ConcurrentHashMap.newKeySet();

    Member(String protocol, String group, String topic) {
      consumer = protocol.equals("consumer")
          ? consumer("group.id", group, "group.protocol", "consumer")
          : consumer("group.id", group, "session.timeout.ms", "10000", "heartbeat.interval.ms", "500");
      consumer.subscribe(List.of(topic));
      start();
    }

    @Override public void run() {
      try (consumer) {
        while (!leave) {
          for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) seen.add(record.value());
          consumer.commitSync();
          owned = new HashSet<>(consumer.assignment());
        }
      } catch (RebalanceInProgressException | CommitFailedException moved) {
        if (!leave) run();
      } catch (Throwable thrown) {
        error = thrown;
      }
    }

    void end() throws Exception {
      leave = true;
      join();
      if (error != null) throw new AssertionError(error);
    }
  }

  static void await_(String what, java.util.function.BooleanSupplier holds) throws Exception {
    long end = System.currentTimeMillis() + LIMIT_MS;
    while (!holds.getAsBoolean()) {
      if (System.currentTimeMillis() > end) throw new AssertionError("waited in vain: " + what);
      Thread.sleep(50);
    }
  }

  static void members(String protocol) throws Exception {
    String topic = topic("members-" + protocol, 6);
    fill(topic, 0, 300);
    String group = prefix + "members-" + protocol;
    Member first = new Member(protocol, group, topic);
    await_("the first owns all", () -> first.owned.size() == 6);
    Member second = new Member(protocol, group, topic);
    await_("each owns three", () -> first.owned.size() == 3 && second.owned.size() == 3);
    Set<TopicPartition> both = new HashSet<>(first.owned);
    both.addAll(second.owned);
    expect(both.size() == 6, "all are owned: " + both);
    try (Admin admin = admin_()) {
      ConsumerGroupDescription described = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
      expect(described.members().size() == 2, "2 members are described: " + described);
    }
    fill(topic, 300, 600);
    await_("all are read", () -> {
      Set<String> seen = new HashSet<>(first.seen);
      seen.addAll(second.seen);
      return seen.size() == 600;
    });
    first.end();
    await_("the second owns all", () -> second.owned.size() == 6);
    second.end();
  }

  static void resume(String protocol) throws Exception {
    String topic = topic("resume-" + protocol, 1);
    fill(topic, 0, 100);
    Object[] settings = {"group.id", prefix + "resume-" + protocol, "group.protocol", protocol, "max.poll.records", "40"};
    try (KafkaConsumer<String, String> consumer = consumer(settings)) {
      consumer.subscribe(List.of(topic));
      read(consumer, 100);
      consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(40, "forty")));
    }
    try (KafkaConsumer<String, String> consumer = consumer(settings)) {
      consumer.subscribe(List.of(topic));
      List<ConsumerRecord<String, String>> rest = read(consumer, 60);
      expect(rest.get(0).offset() == 40, "resumed at " + rest.get(0).offset());
      OffsetAndMetadata committed = consumer.committed(Set.of(new TopicPartition(topic, 0))).get(new TopicPartition(topic, 0));
      expect(committed.offset() == 40 && committed.metadata().equals("forty"), "committed: " + committed);
    }
  }

  static void transactions() throws Exception {
    String in = topic("tx-in", 1);
    String out = topic("tx-out", 2);
    fill(in, 0, 10);
    String group = prefix + "tx-group";
    try (KafkaProducer<String, String> producer = producer("transactional.id", prefix + "tx");
        KafkaConsumer<String, String> source = consumer("group.id", group)) {
      producer.initTransactions();
      source.subscribe(List.of(in));
      List<ConsumerRecord<String, String>> records = read(source, 10);
      producer.beginTransaction();
      for (int i = 0; i < 5; i++) producer.send(new ProducerRecord<>(out, i % 2, "aborted", "a" + i));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      for (ConsumerRecord<String, String> record : records)
        producer.send(new ProducerRecord<>(out, (int) (record.offset() % 2), "committed", record.value()));
      producer.sendOffsetsToTransaction(Map.of(new TopicPartition(in, 0), new OffsetAndMetadata(10)), source.groupMetadata());
      producer.commitTransaction();
      OffsetAndMetadata committed = source.committed(Set.of(new TopicPartition(in, 0))).get(new TopicPartition(in, 0));
      expect(committed != null && committed.offset() == 10, "offsets of the transaction: " + committed);
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(out, 0, "open", "open")).get();
      try (KafkaConsumer<String, String> reader = consumer("isolation.level", "read_committed")) {
        reader.assign(List.of(new TopicPartition(out, 0), new TopicPartition(out, 1)));
        reader.seekToBeginning(reader.assignment());
        Set<String> keys = new TreeSet<>();
        for (ConsumerRecord<String, String> record : read(reader, 10)) keys.add(record.key());
        expect(keys.equals(Set.of("committed")), "keys: " + keys);
        expect(reader.poll(Duration.ofMillis(500)).isEmpty(), "an open transaction was read");
      }
      try (KafkaConsumer<String, String> reader = consumer("isolation.level", "read_uncommitted")) {
        reader.assign(List.of(new TopicPartition(out, 0), new TopicPartition(out, 1)));
        reader.seekToBeginning(reader.assignment());
        read(reader, 16);
      }
      producer.commitTransaction();
    }
  }

  static void fencing() throws Exception {
    String topic = topic("fencing", 1);
    try (KafkaProducer<String, String> old = producer("transactional.id", prefix + "fenced");
        KafkaProducer<String, String> young = producer("transactional.id", prefix + "fenced")) {
      old.initTransactions();
      old.beginTransaction();
      old.send(new ProducerRecord<>(topic, "old", "old")).get();
      young.initTransactions();
      young.beginTransaction();
      young.send(new ProducerRecord<>(topic, "young", "young")).get();
      young.commitTransaction();
      try {
        old.commitTransaction();
        expect(false, "the old producer has committed");
      } catch (ProducerFencedException | InvalidProducerEpochException expected) {
        // That is what fencing means.
      }
    }
    try (KafkaConsumer<String, String> reader = consumer("isolation.level", "read_committed")) {
      reader.assign(List.of(new TopicPartition(topic, 0)));
      reader.seekToBeginning(reader.assignment());
      expect(read(reader, 1).get(0).value().equals("young"), "only the young one's record");
    }
  }

  static void admin() throws Exception {
    String topic = topic("admin", 1);
    fill(topic, 0, 20);
    TopicPartition zero = new TopicPartition(topic, 0);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    String group = prefix + "admin-group";
    try (Admin admin = admin_()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
      await_("three partitions", () -> partitions(admin, topic) == 3);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(
          new AlterConfigOp(new ConfigEntry("retention.ms", "12345"), AlterConfigOp.OpType.SET)))).all().get();
      await_("retention.ms is set", () -> config(admin, resource, "retention.ms").equals("12345"));
      admin.deleteRecords(Map.of(zero, RecordsToDelete.beforeOffset(5))).all().get();
      expect(admin.listOffsets(Map.of(zero, OffsetSpec.earliest())).all().get().get(zero).offset() == 5, "log start");
      expect(admin.listOffsets(Map.of(zero, OffsetSpec.latest())).all().get().get(zero).offset() == 20, "log end");
      admin.alterConsumerGroupOffsets(group, Map.of(zero, new OffsetAndMetadata(7))).all().get();
      expect(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().get(zero).offset() == 7, "offset");
      expect(admin.listGroups().all().get().stream().anyMatch(one -> one.groupId().equals(group)), "listed");
      admin.deleteConsumerGroupOffsets(group, Set.of(zero)).all().get();
      Map<TopicPartition, OffsetAndMetadata> left = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      expect(left.get(zero) == null, "offset is gone: " + left);
      Collection<TopicListing> listed = admin.listTopics().listings().get();
      expect(listed.stream().anyMatch(one -> one.name().equals(topic)), "topic listed");
      expect(!admin.describeLogDirs(List.of(admin.describeCluster().nodes().get().iterator().next().id())).allDescriptions().get().isEmpty(), "log dirs");
      expect(admin.describeProducers(List.of(zero)).all().get().get(zero) != null, "producers");
    }
  }

  static int partitions(Admin admin, String topic) {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    } catch (Exception error) {
      return -1;
    }
  }

  static String config(Admin admin, ConfigResource resource, String name) {
    try {
      return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    } catch (Exception error) {
      return "";
    }
  }
}
