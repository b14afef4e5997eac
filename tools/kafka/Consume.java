// Reads records with the Java client, from the beginning of every partition. Arguments: bootstrap servers, then
// topic:count for each topic, then consumer settings as key=value. Standard output: one JSON object a record; bytes are
// base64. Ends with code 0 once all counts are reached, with 2 when nothing came for 20 seconds before that.
// Runs with every kafka-clients from 0.9 on; what differs between them is found by reflection.
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

public class Consume {
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[0]);
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    Map<String, Integer> left = new HashMap<>();
    for (int i = 1; i < args.length; i++) {
      int at = args[i].indexOf('=');
      if (at > 0) settings.put(args[i].substring(0, at), args[i].substring(at + 1));
      else left.put(args[i].substring(0, args[i].lastIndexOf(':')),
          Integer.valueOf(args[i].substring(args[i].lastIndexOf(':') + 1)));
    }
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : left.keySet())
      for (PartitionInfo info : consumer.partitionsFor(topic)) partitions.add(new TopicPartition(topic, info.partition()));
    call(consumer, "assign", partitions);
    System.exit(read(consumer, left));
  }

  static int read(KafkaConsumer<byte[], byte[]> consumer, Map<String, Integer> left) throws Exception {
    long last = System.currentTimeMillis();
    StringBuilder out = new StringBuilder();
    while (left.values().stream().anyMatch(count -> count > 0)) {
      ConsumerRecords<byte[], byte[]> records = poll(consumer);
      if (records.count() > 0) last = System.currentTimeMillis();
      else if (System.currentTimeMillis() - last > 20_000) break;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        left.merge(record.topic(), -1, Integer::sum);
        out.append(json(record));
      }
    }
    System.out.print(out);
    System.out.flush();
    return left.values().stream().anyMatch(count -> count > 0) ? 2 : 0;
  }

  static String json(ConsumerRecord<byte[], byte[]> record) throws Exception {
    Object timestamp = optional(record, "timestamp");
    return "{\"topic\":\"" + record.topic() + "\",\"partition\":" + record.partition() + ",\"offset\":"
        + record.offset() + ",\"timestamp\":" + timestamp + ",\"key\":" + text(record.key()) + ",\"value\":"
        + text(record.value()) + ",\"headers\":[" + headers(record) + "]}\n";
  }

  static String headers(ConsumerRecord<byte[], byte[]> record) throws Exception {
    Object headers = optional(record, "headers");
    if (headers == null) return "";
    Class<?> type = Class.forName("org.apache.kafka.common.header.Header");
    StringBuilder out = new StringBuilder();
    for (Object header : (Iterable<?>) headers) {
      String name = (String) type.getMethod("key").invoke(header);
      if (out.length() > 0) out.append(',');
      out.append('[').append(text(name.getBytes("UTF-8"))).append(',');
      out.append(text((byte[]) type.getMethod("value").invoke(header))).append(']');
    }
    return out.toString();
  }

  @SuppressWarnings("unchecked")
  static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) throws Exception {
    try {
      Method poll = KafkaConsumer.class.getMethod("poll", java.time.Duration.class);
      return (ConsumerRecords<byte[], byte[]>) poll.invoke(consumer, java.time.Duration.ofMillis(200));
    } catch (NoSuchMethodException before2) {
      Method poll = KafkaConsumer.class.getMethod("poll", long.class);
      return (ConsumerRecords<byte[], byte[]>) poll.invoke(consumer, 200L);
    }
  }

  static void call(Object target, String method, List<TopicPartition> argument) throws Exception {
    Class<?> taken = List.class; // 0.9 takes a list, later ones any collection
    for (Method one : target.getClass().getMethods()) {
      if (one.getName().equals(method) && one.getParameterTypes()[0] == Collection.class) taken = Collection.class;
    }
    target.getClass().getMethod(method, taken).invoke(target, argument);
  }

  static Object optional(Object target, String method) throws Exception {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (NoSuchMethodException older) {
      return null;
    }
  }

  static String text(byte[] bytes) {
    return bytes == null ? "null" : "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
  }
}
