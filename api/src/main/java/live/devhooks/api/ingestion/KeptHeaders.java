package live.devhooks.api.ingestion;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import live.devhooks.protocol.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The headers of a webhook that are kept with its event, for people to look at: those with a name on a list, since any other might hold a
 * secret.
 *
 * @param keptHeaders names of headers that are kept, beside {@code content-type}, up to 256 characters of each; at most 20, of which
 *     none but {@code idempotency-key} may contain {@code auth}, {@code cookie}, {@code key}, {@code password}, {@code secret} or
 *     {@code token}, or the process does not start
 */
@ConfigurationProperties("devhooks.ingest")
record KeptHeaders(
        @DefaultValue({
            "accept",
            "businessshortcode",
            "content-encoding",
            "idempotency-key",
            "traceparent",
            "user-agent",
            "webhook-id",
            "x-correlation-id",
            "x-event-type",
            "x-request-id"
        })
        List<String> keptHeaders) {

    private static final int MAX_NAMES = 20;

    /** Characters of one value that are kept. */
    static final int MAX_VALUE_LENGTH = 256;

    /** Parts of the names of headers that prove who somebody is. */
    private static final List<String> SECRET = List.of("auth", "cookie", "key", "password", "secret", "token");

    private static final String NO_SECRET = "idempotency-key";

    /** Refuses names of what may be a secret. */
    KeptHeaders {
        keptHeaders =
                keptHeaders.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (keptHeaders.size() > MAX_NAMES || keptHeaders.stream().anyMatch(KeptHeaders::mayBeSecret)) {
            throw new IllegalArgumentException("devhooks.ingest.kept-headers must be at most " + MAX_NAMES
                    + " names, none of which contains one of " + SECRET + ", but for " + NO_SECRET);
        }
    }

    private static boolean mayBeSecret(String header) {
        return !header.equals(NO_SECRET) && SECRET.stream().anyMatch(header::contains);
    }

    /** Those of {@code headers}, by name, as {@code name: value}, a line each: a value has no line break (RFC 9110, section 5.5). */
    String in(Function<String, @Nullable String> headers) {
        StringBuilder lines = new StringBuilder();
        for (String name : keptHeaders) {
            String value = headers.apply(name);
            if (value != null) {
                lines.append(name).append(": ").append(cut(value)).append('\n');
            }
        }
        return Texts.storable(lines.toString());
    }

    private static String cut(String value) {
        return value.substring(0, Math.min(value.length(), MAX_VALUE_LENGTH));
    }
}
