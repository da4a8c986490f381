package live.devhooks.api.ingestion;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import live.devhooks.api.access.BrowserHeaders;
import live.devhooks.api.problems.ProblemWriter;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * {@code POST /in/{ingestKey}[/{segment}]}. A filter in front of all that people's requests pass through, and not a controller behind it: so
 * nothing between the socket and us takes an interest in the body or the cookies, which may be anything, and no webhook pays for what is
 * done for people. An ingest key is all that counts here; whoever has none comes no further.
 */
final class IngestFilter extends HttpFilter {

    static final String PATH = "/in/*";

    private static final Logger LOG = LoggerFactory.getLogger(IngestFilter.class);
    private static final RateLimitHeaders DAILY = new RateLimitHeaders("daily");
    private static final RateLimitHeaders BURST = new RateLimitHeaders("burst");
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int MAX_CONTENT_TYPE_LENGTH = 255;

    private final transient Ingestion ingestion;
    private final transient KeptHeaders headers;
    private final transient IngestMeters meters;
    private final transient IngestTraces traces;
    private final Duration bodyTimeout;

    IngestFilter(
            Ingestion ingestion, KeptHeaders headers, IngestMeters meters, IngestTraces traces, Duration bodyTimeout) {
        this.ingestion = ingestion;
        this.headers = headers;
        this.meters = meters;
        this.traces = traces;
        this.bodyTimeout = bodyTimeout;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain notFollowed)
            throws IOException {
        BrowserHeaders.write(request, response);
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            refuse(response, ProblemType.METHOD_NOT_ALLOWED, "Send webhooks by POST");
            return;
        }
        Optional<CallbackPath> path = CallbackPath.parse(request.getRequestURI());
        if (path.isEmpty()) {
            refuse(response, ProblemType.UNKNOWN_INGEST_KEY, "Use the callback URL as the console shows it");
            return;
        }
        long begun = System.nanoTime();
        IngestOutcome outcome = take(path.get(), request);
        meters.answered(outcome, Duration.ofNanos(System.nanoTime() - begun));
        traces.answered(outcome, begun);
        answer(request, response, outcome);
    }

    private IngestOutcome take(CallbackPath path, HttpServletRequest request) throws IOException {
        try {
            return ingestion.take(new Webhook(
                    path.ingestKey(),
                    path.segment(),
                    request.getRemoteAddr(),
                    contentType(request),
                    headers.in(request),
                    new BodyReader(request.getInputStream(), request.getContentLengthLong(), bodyTimeout)));
        } catch (DataAccessException e) {
            LOG.error("the source of a webhook could not be looked up: {}", e.toString());
            return new IngestOutcome.Unavailable();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, IngestOutcome outcome)
            throws IOException {
        if (outcome instanceof IngestOutcome.Accepted accepted) {
            WebhookAnswer.to(accepted.type()).write(response);
        } else if (outcome instanceof IngestOutcome.Journaled journaled) {
            WebhookAnswer.to(journaled.type()).write(response);
        } else if (outcome instanceof IngestOutcome.Duplicate duplicate) {
            WebhookAnswer.to(duplicate.type()).write(response);
        } else if (outcome instanceof IngestOutcome.UnknownKey) {
            refuseUnread(
                    request, response, ProblemType.UNKNOWN_INGEST_KEY, "Use the callback URL as the console shows it");
        } else if (outcome instanceof IngestOutcome.AddressNotAllowed) {
            refuseUnread(
                    request,
                    response,
                    ProblemType.ADDRESS_NOT_ALLOWED,
                    "Send it from an address that the source allows, or allow this one");
        } else if (outcome instanceof IngestOutcome.Paused) {
            refuseUnread(request, response, ProblemType.SOURCE_PAUSED, "Resume the source to take its webhooks again");
        } else if (outcome instanceof IngestOutcome.OverBurst over) {
            BURST.write(response, over.limit(), Position.BURST_PERIOD, Position.BURST_PERIOD);
            refuse(response, ProblemType.OVER_BURST, "Send at most " + over.limit() + " webhooks within a second");
        } else if (outcome instanceof IngestOutcome.OverQuota over) {
            DAILY.write(
                    response,
                    over.used().limit(),
                    over.used().window(),
                    over.used().reset());
            refuse(
                    response,
                    ProblemType.OVER_QUOTA,
                    "The account has had its %d events of the day; send it again when the next one has begun"
                            .formatted(over.used().limit()));
        } else if (outcome instanceof IngestOutcome.TooLarge) {
            refuseUnread(
                    request, response, ProblemType.BODY_TOO_LARGE, "Send at most " + EventBody.MAX_BYTES + " bytes");
        } else if (outcome instanceof IngestOutcome.TooSlow) {
            response.setHeader("Connection", "close");
            refuse(response, ProblemType.REQUEST_TIMEOUT, "Send the body within " + bodyTimeout.toSeconds() + " s");
        } else if (outcome instanceof IngestOutcome.Overloaded) {
            refuseForNow(response, ProblemType.OVERLOADED, "More webhooks wait than may");
        } else if (outcome instanceof IngestOutcome.JournalFull) {
            refuseForNow(response, ProblemType.UNAVAILABLE, "The store is away, and its stand-in has no room left");
        } else if (outcome instanceof IngestOutcome.JournalFailed) {
            refuseForNow(response, ProblemType.UNAVAILABLE, "The store is away, and its stand-in cannot be written");
        } else {
            refuseForNow(response, ProblemType.UNAVAILABLE, "The store did not take it in time");
        }
    }

    private static void refuseForNow(HttpServletResponse response, ProblemType type, String why) throws IOException {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        refuse(response, type, why + "; send it again in " + RETRY_AFTER_SECONDS + " second");
    }

    /**
     * Refuses a request whose body has not been read to its end: the connection is not worth keeping. What comes of it within a moment is thrown
     * away, since a connection that is closed over what nobody has read takes the answer along.
     */
    private static void refuseUnread(
            HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        response.setHeader("Connection", "close");
        refuse(response, type, detail);
        response.flushBuffer();
        new UnreadBody(request).throwAway();
    }

    private static void refuse(HttpServletResponse response, ProblemType type, String detail) throws IOException {
        ProblemWriter.write(response, Problem.of(type, detail));
    }

    private static String contentType(HttpServletRequest request) {
        String type = Texts.storable(request.getContentType() == null ? "" : request.getContentType());
        return type.substring(0, Math.min(type.length(), MAX_CONTENT_TYPE_LENGTH));
    }

    /** The two segments that a callback URL's path may have after {@code /in}. */
    private record CallbackPath(String ingestKey, Optional<SessionName> segment) {

        /** A broken escape is part of the name: no reason to refuse a webhook. */
        private static Optional<SessionName> decoded(String segment) {
            return SessionName.ofPathSegment(segment).or(() -> SessionName.of(segment));
        }

        static Optional<CallbackPath> parse(String uri) {
            String[] segments = uri.split("/", -1);
            boolean named = segments.length > 2 && segments.length < 5 && !segments[2].isEmpty();
            return named
                    ? Optional.of(new CallbackPath(
                            segments[2], segments.length == 3 ? Optional.empty() : decoded(segments[3])))
                    : Optional.empty();
        }
    }
}
