// Prints Kafka's error codes, one JSON object a line: java -cp 'kafka-clients.jar:slf4j-api.jar' ErrorCodes.java
import org.apache.kafka.common.errors.*;
import org.apache.kafka.common.protocol.Errors;

public class ErrorCodes {
    public static void main(String[] args) {
        for (Errors e : Errors.values()) {
            ApiException x = e.exception();
            boolean refresh = x instanceof InvalidMetadataException || x instanceof RefreshRetriableException;
            System.out.println("{\"code\":" + e.code() + ",\"name\":" + quote(e.name()) + ",\"message\":" + quote(e.message())
                + ",\"retriable\":" + (x instanceof RetriableException) + ",\"refreshMetadata\":" + refresh + "}");
        }
    }

    static String quote(String s) {
        StringBuilder b = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') b.append('\\').append(c);
            else if (c < ' ' || c > '~') b.append(String.format("\\u%04x", (int) c));
            else b.append(c);
        }
        return b.append('"').toString();
    }
}
