// Writes records with the Java client. Standard input: one record a line, with tabs between topic, codec, partition
// (or "-"), timestamp (or "-"), key, value and headers; bytes are base64 and null is "-"; headers are name:value pairs
// with commas between them, the name base64 too. Standard output: "partition TAB offset" for each, in the same order.
// Runs with every kafka-clients from 0.8.2 on; what the old ones lack (timestamps, headers) is found by reflection.
// Arguments: bootstrap servers, then producer settings as key=value.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

public class Produce {
  public static void main(String[] args) throws Exception {
    Map<String, KafkaProducer<byte[], byte[]>> producers = new HashMap<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] fields = line.split("\t", -1);
      if (!producers.containsKey(fields[1])) producers.put(fields[1], producer(args, fields[1]));
      sent.add(producers.get(fields[1]).send(record(fields)));
    }
    StringBuilder out = new StringBuilder();
    for (Future<RecordMetadata> one : sent) {
      RecordMetadata at = one.get();
      out.append(at.partition()).append('\t').append(at.offset()).append('\n');
    }
    for (KafkaProducer<byte[], byte[]> producer : producers.values()) producer.close();
    System.out.print(out);
    System.out.flush();
  }

  static KafkaProducer<byte[], byte[]> producer(String[] args, String codec) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[0]);
    settings.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    settings.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    settings.put("compression.type", codec);
    settings.put("acks", "all");
    settings.put("linger.ms", "20");
    settings.put("retries", "5");
    for (int i = 1; i < args.length; i++) {
      int at = args[i].indexOf('=');
      settings.put(args[i].substring(0, at), args[i].substring(at + 1));
    }
    return new KafkaProducer<>(settings);
  }

  @SuppressWarnings("unchecked")
  static ProducerRecord<byte[], byte[]> record(String[] f) throws Exception {
    Integer partition = f[2].equals("-") ? null : Integer.valueOf(f[2]);
    Long timestamp = f[3].equals("-") ? null : Long.valueOf(f[3]);
    if (timestamp == null && f[6].isEmpty()) return new ProducerRecord<>(f[0], partition, bytes(f[4]), bytes(f[5]));
    Constructor<?> made = ProducerRecord.class.getConstructor(
        String.class, Integer.class, Long.class, Object.class, Object.class);
    ProducerRecord<byte[], byte[]> record =
        (ProducerRecord<byte[], byte[]>) made.newInstance(f[0], partition, timestamp, bytes(f[4]), bytes(f[5]));
    if (f[6].isEmpty()) return record;
    Object headers = ProducerRecord.class.getMethod("headers").invoke(record);
    Class<?> type = Class.forName("org.apache.kafka.common.header.Headers");
    for (String header : f[6].split(",")) {
      String[] pair = header.split(":", -1);
      String name = new String(Base64.getDecoder().decode(pair[0]), "UTF-8");
      type.getMethod("add", String.class, byte[].class).invoke(headers, name, bytes(pair[1]));
    }
    return record;
  }

  static byte[] bytes(String text) {
    return text.equals("-") ? null : Base64.getDecoder().decode(text);
  }
}
