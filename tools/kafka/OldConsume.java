// As Consume.java, for brokers of 0.8: their one consumer without ZooKeeper is in the broker's own jar.
// Arguments: host:port, then topic:count for each topic. Reads every partition from offset 0.
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import kafka.api.FetchRequest;
import kafka.api.FetchRequestBuilder;
import kafka.javaapi.PartitionMetadata;
import kafka.javaapi.TopicMetadataRequest;
import kafka.javaapi.consumer.SimpleConsumer;
import kafka.message.MessageAndOffset;

public class OldConsume {
  public static void main(String[] args) {
    String host = args[0].substring(0, args[0].lastIndexOf(':'));
    int port = Integer.parseInt(args[0].substring(args[0].lastIndexOf(':') + 1));
    SimpleConsumer consumer = new SimpleConsumer(host, port, 10_000, 1 << 20, "harness");
    boolean all = true;
    for (int i = 1; i < args.length; i++) {
      String topic = args[i].substring(0, args[i].lastIndexOf(':'));
      all &= read(consumer, topic, Integer.parseInt(args[i].substring(args[i].lastIndexOf(':') + 1)));
    }
    System.exit(all ? 0 : 2);
  }

  static boolean read(SimpleConsumer consumer, String topic, int count) {
    TopicMetadataRequest request = new TopicMetadataRequest(Collections.singletonList(topic));
    StringBuilder out = new StringBuilder();
    for (PartitionMetadata partition : consumer.send(request).topicsMetadata().get(0).partitionsMetadata()) {
      long offset = 0;
      for (long before = -1; offset != before; ) {
        before = offset;
        FetchRequest fetch =
            new FetchRequestBuilder().addFetch(topic, partition.partitionId(), offset, 1 << 20).maxWait(100).build();
        for (MessageAndOffset one : consumer.fetch(fetch).messageSet(topic, partition.partitionId())) {
          if (one.offset() < offset) continue; // a compressed set starts before the offset asked for
          offset = one.offset() + 1;
          count--;
          out.append("{\"topic\":\"").append(topic).append("\",\"partition\":").append(partition.partitionId());
          out.append(",\"offset\":").append(one.offset()).append(",\"timestamp\":null,\"key\":");
          out.append(text(one.message().key())).append(",\"value\":").append(text(one.message().payload()));
          out.append(",\"headers\":[]}\n");
        }
      }
    }
    System.out.print(out);
    System.out.flush();
    return count <= 0;
  }

  static String text(ByteBuffer buffer) {
    if (buffer == null) return "null";
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
  }
}
