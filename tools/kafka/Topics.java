// Creates topics and moves leaders with the Java admin client (2.4 and newer).
// Arguments: bootstrap servers, then
//   create TOPIC PARTITIONS REPLICAS [key=value]…
//   move TOPIC PARTITION NODE          makes NODE the leader; its replicas are reordered, or changed when NODE has none
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ElectionNotNeededException;

public class Topics {
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[0]);
    settings.put("request.timeout.ms", "10000");
    try (Admin admin = Admin.create(settings)) {
      if (args[1].equals("create")) create(admin, args);
      else move(admin, new TopicPartition(args[2], Integer.parseInt(args[3])), Integer.parseInt(args[4]));
    }
  }

  static void create(Admin admin, String[] args) throws Exception {
    Map<String, String> configs = new HashMap<>();
    for (int i = 5; i < args.length; i++) {
      int at = args[i].indexOf('=');
      configs.put(args[i].substring(0, at), args[i].substring(at + 1));
    }
    NewTopic topic = new NewTopic(args[2], Integer.parseInt(args[3]), Short.parseShort(args[4])).configs(configs);
    admin.createTopics(Collections.singletonList(topic)).all().get();
  }

  static void move(Admin admin, TopicPartition partition, int node) throws Exception {
    List<Integer> before =
        place(admin, partition).replicas().stream().map(one -> one.id()).collect(Collectors.toList());
    List<Integer> wanted = new ArrayList<>(before);
    if (!wanted.remove((Integer) node)) wanted.remove(wanted.size() - 1);
    wanted.add(0, node);
    if (!wanted.equals(before)) {
      Optional<NewPartitionReassignment> order = Optional.of(new NewPartitionReassignment(wanted));
      admin.alterPartitionReassignments(Collections.singletonMap(partition, order)).all().get();
    }
    long end = System.currentTimeMillis() + 30_000;
    while (true) {
      TopicPartitionInfo now = place(admin, partition);
      boolean ready = now.isr().stream().anyMatch(one -> one.id() == node);
      if (now.leader() != null && now.leader().id() == node) return;
      if (ready) elect(admin, partition);
      if (System.currentTimeMillis() > end) throw new IllegalStateException(partition + " is still led by " + now.leader());
      Thread.sleep(50);
    }
  }

  static void elect(Admin admin, TopicPartition partition) throws Exception {
    try {
      admin.electLeaders(ElectionType.PREFERRED, Collections.singleton(partition)).all().get();
    } catch (java.util.concurrent.ExecutionException failure) {
      if (!(failure.getCause() instanceof ElectionNotNeededException)) throw failure;
    }
  }

  @SuppressWarnings("deprecation")
  static TopicPartitionInfo place(Admin admin, TopicPartition partition) throws Exception {
    List<String> topic = Collections.singletonList(partition.topic());
    return admin.describeTopics(topic).topicNameValues().get(partition.topic()).get().partitions().get(partition.partition());
  }
}
