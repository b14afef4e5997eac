// The Java client as a reference: arguments name=value, one line of JSON at the end (see bench/clients/job.ts). Record by
// record with a callback; 5 ms of linger (none for single sends), batches of 128 KiB.
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

public class ProduceBench {
  static final int KEYS = 10_000;
  static final Map<String, String> given = new HashMap<>();
  static byte[][] values;
  static byte[][] keys;

  public static void main(String[] args) throws Exception {
    for (String arg : args) {
      int at = arg.indexOf('=');
      given.put(arg.substring(0, at), arg.substring(at + 1));
    }
    load();
    String mode = given.get("mode");
    int count = Integer.parseInt(given.get("count"));
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(mode));
    if (mode.equals("buffered")) {
      for (int i = 0; i < count; i++) producer.send(record(i));
      Thread.sleep(1500);
      report(0, 0, 0, "");
      Runtime.getRuntime().halt(0);
    }
    producer.send(record(0)).get();
    if (mode.equals("start")) {
      java.time.Instant now = java.time.Instant.now();
      report(cpu(), 0, 1, String.format(Locale.ROOT, ",\"firstAckAt\":%.3f", now.getEpochSecond() * 1e3 + now.getNano() / 1e6));
      Runtime.getRuntime().halt(0);
    }
    double before = cpu();
    long started = System.nanoTime();
    String extra = "";
    if (mode.equals("idle")) {
      Thread.sleep(Long.parseLong(given.get("seconds")) * 1000);
      count = 0;
    } else if (mode.equals("single")) {
      extra = singles(producer, count);
    } else {
      bulk(producer, count);
    }
    double used = cpu() - before;
    double seconds = (System.nanoTime() - started) / 1e9;
    report(used / (count == 0 ? seconds : count), count / seconds, count + 1, extra);
    producer.close();
  }

  static Properties settings(String mode) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", given.get("bootstrap"));
    settings.put("key.serializer", ByteArraySerializer.class.getName());
    settings.put("value.serializer", ByteArraySerializer.class.getName());
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("linger.ms", mode.equals("single") || mode.equals("start") ? "0" : "5");
    settings.put("batch.size", "131072");
    settings.put("buffer.memory", "67108864");
    settings.put("compression.type", given.get("codec"));
    return settings;
  }

  static void load() throws Exception {
    int bytes = Integer.parseInt(given.get("bytes"));
    byte[] all = Files.readAllBytes(Path.of(given.get("values")));
    values = new byte[all.length / bytes][];
    for (int i = 0; i < values.length; i++) values[i] = Arrays.copyOfRange(all, i * bytes, (i + 1) * bytes);
    if (!"1".equals(given.get("keys"))) return;
    keys = new byte[KEYS][];
    for (int i = 0; i < KEYS; i++) keys[i] = String.format("key-%012d", i).getBytes(StandardCharsets.US_ASCII);
  }

  static ProducerRecord<byte[], byte[]> record(int i) {
    return new ProducerRecord<>(given.get("topic"), keys == null ? null : keys[i % KEYS], values[i % values.length]);
  }

  static void bulk(KafkaProducer<byte[], byte[]> producer, int count) throws Exception {
    CountDownLatch left = new CountDownLatch(count);
    Callback done = (place, error) -> {
      if (error != null) {
        error.printStackTrace();
        Runtime.getRuntime().halt(1);
      }
      left.countDown();
    };
    for (int i = 0; i < count; i++) producer.send(record(i), done);
    left.await();
  }

  static String singles(KafkaProducer<byte[], byte[]> producer, int count) throws Exception {
    double[] taken = new double[count];
    for (int i = 0; i < count; i++) {
      long from = System.nanoTime();
      producer.send(record(i)).get();
      taken[i] = (System.nanoTime() - from) / 1e6;
    }
    Arrays.sort(taken);
    return String.format(Locale.ROOT, ",\"p50\":%.4f,\"p99\":%.4f", taken[count / 2], taken[(int) (count * 0.99)]);
  }

  /** Microseconds of user and system time of this process. */
  static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e3;
  }

  static int memory(String field) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) return Integer.parseInt(line.replaceAll("\\D", "")) / 1024;
    }
    return 0;
  }

  static void report(double cpuMicros, double rate, int sent, String extra) throws Exception {
    System.out.println(String.format(Locale.ROOT,
        "{\"cpuMicros\":%.4f,\"rate\":%.0f,\"peakMiB\":%d,\"rssMiB\":%d,\"sent\":%d%s}",
        cpuMicros, rate, memory("VmHWM"), memory("VmRSS"), sent, extra));
    System.out.flush();
  }
}
