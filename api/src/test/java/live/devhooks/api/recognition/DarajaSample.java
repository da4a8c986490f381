package live.devhooks.api.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A callback as Daraja sends it, with the reading that is expected of it.
 *
 * @param name the file's
 * @param file its content
 */
record DarajaSample(String name, JsonNode file) {

    private static final Path SAMPLES = Path.of("../protocol/daraja");

    /** What the samples' readme calls the URLs, and the segments that say the same. */
    private static final Map<String, String> SEGMENTS = Map.of(
            "ValidationURL", "c2b-validation",
            "ConfirmationURL", "c2b-confirmation",
            "QueueTimeOutURL", "queue-timeout",
            "ResultURL", "result");

    static List<DarajaSample> all() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted()
                    .map(file -> new DarajaSample(file.getFileName().toString(), Readings.JSON.readTree(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kind() {
        return file.get("kind").asString();
    }

    JsonNode payload() {
        return file.get("payload");
    }

    /** The segment of the URL that it was delivered to. */
    Optional<SessionName> segment() {
        return SessionName.of(SEGMENTS.getOrDefault(file.get("delivered_to").asString(), ""));
    }

    @Nullable
    String expected(String name) {
        return file.at("/expect/" + name).asString(null);
    }

    @Nullable
    String extra(String name) {
        return file.at("/extra/" + name).asString(null);
    }

    /** Paid, failed or pending, as the file expects it; none of them for what is no payment. */
    String status() {
        JsonNode success = file.at("/expect/success");
        if (kind().equals("account_balance_result")) {
            return "-";
        }
        return success.isNull() ? "pending" : success.asBoolean() ? "paid" : "failed";
    }

    Reading read(Optional<SessionName> segment) {
        return read(payload().toString(), segment);
    }

    static Reading read(String body, Optional<SessionName> segment) {
        return new Recogniser().read(body.getBytes(UTF_8), segment, Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}
