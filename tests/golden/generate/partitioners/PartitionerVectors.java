// Hashes and choices of the Java client, for the keys on standard input (base64, one a line). Prints JSON.
// Run: java -cp kafka-clients.jar:slf4j-api.jar PartitionerVectors.java 1,2,3 < keys.txt
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.internals.LogContext;
import org.apache.kafka.common.utils.Utils;

public class PartitionerVectors {
    public static void main(String[] args) throws Exception {
        int[] counts = Arrays.stream(args[0].split(",")).mapToInt(Integer::parseInt).toArray();
        String keys = new BufferedReader(new InputStreamReader(System.in)).lines().map(line -> {
            byte[] key = Base64.getDecoder().decode(line);
            String chosen = Arrays.stream(counts)
                .mapToObj(count -> String.valueOf(BuiltInPartitioner.partitionForKey(key, count)))
                .collect(Collectors.joining(","));
            return "[" + Utils.murmur2(key) + ",[" + chosen + "]]";
        }).collect(Collectors.joining(",\n"));
        System.out.println("{\"murmur2\":[\n" + keys + "],\n\"loads\":[\n" + loads() + "]}");
    }

    /** Queue sizes, and the sum of the weights that the client gives to them; 0: it does not weigh. */
    private static String loads() {
        Random random = new Random(1);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            int[] sizes = random.ints(1 + i % 8, 0, 1 + i % 5).toArray();
            String shown = Arrays.toString(sizes);
            BuiltInPartitioner partitioner = new BuiltInPartitioner(new LogContext(), "t", 1, false, "");
            int[] ids = new int[sizes.length];
            for (int id = 0; id < ids.length; id++) ids[id] = id;
            partitioner.updatePartitionLoadStats(sizes, ids, new String[sizes.length], sizes.length);
            // The client folds the sizes in place: afterwards they are the ends of the ranges.
            boolean weighs = sizes.length > 1 && !shown.equals(Arrays.toString(sizes));
            String ends = weighs ? Arrays.toString(sizes) : "null";
            out.append(i == 0 ? "" : ",\n").append("[").append(shown).append(",").append(ends).append("]");
        }
        return out.toString();
    }
}
