package live.devhooks.api.ingestion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import live.devhooks.api.access.BrowserHeaders;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one request to a callback URL is answered. */
final class IngestAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(IngestAnswer.class);

    private static final HttpFields PLAIN = browserHeaders(false);
    private static final HttpFields SECURE = browserHeaders(true);
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField PROBLEM = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);

    private static final RateLimitHeaders DAILY = new RateLimitHeaders("daily");
    private static final RateLimitHeaders BURST = new RateLimitHeaders("burst");
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Duration bodyTimeout;

    IngestAnswer(Request request, Response response, Callback callback, Duration bodyTimeout) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.bodyTimeout = bodyTimeout;
    }

    private static HttpFields browserHeaders(boolean isSecure) {
        HttpFields.Mutable fields = HttpFields.build();
        BrowserHeaders.of(isSecure).forEach((name, value) -> fields.add(new PreEncodedHttpField(name, value)));
        return fields.asImmutable();
    }

    /** Those that every answer has. */
    void setHeaders(boolean isSecure) {
        response.getHeaders().add(isSecure ? SECURE : PLAIN);
    }

    void refuseMethod() {
        response.getHeaders().put("Allow", "POST");
        refuseUnlessRead(ProblemType.METHOD_NOT_ALLOWED, "Send webhooks by POST");
    }

    void refuseUnknown() {
        refuseUnlessRead(ProblemType.UNKNOWN_INGEST_KEY, "Use the callback URL as the console shows it");
    }

    void write(IngestOutcome outcome) {
        if (outcome instanceof IngestOutcome.Accepted accepted) {
            accept(accepted.type());
        } else if (outcome instanceof IngestOutcome.Journaled journaled) {
            accept(journaled.type());
        } else if (outcome instanceof IngestOutcome.Duplicate duplicate) {
            accept(duplicate.type());
        } else if (outcome instanceof IngestOutcome.UnknownKey) {
            refuseUnknown();
        } else if (outcome instanceof IngestOutcome.AddressNotAllowed) {
            refuseUnread(
                    ProblemType.ADDRESS_NOT_ALLOWED,
                    "Send it from an address that the source allows, or allow this one");
        } else if (outcome instanceof IngestOutcome.Paused) {
            refuseUnread(ProblemType.SOURCE_PAUSED, "Resume the source to take its webhooks again");
        } else if (outcome instanceof IngestOutcome.OverBurst over) {
            BURST.write(response.getHeaders()::put, over.limit(), Position.BURST_PERIOD, Position.BURST_PERIOD);
            refuse(ProblemType.OVER_BURST, "Send at most " + over.limit() + " webhooks within a second");
        } else if (outcome instanceof IngestOutcome.OverQuota over) {
            DAILY.write(
                    response.getHeaders()::put,
                    over.used().limit(),
                    over.used().window(),
                    over.used().reset());
            refuse(
                    ProblemType.OVER_QUOTA,
                    "The account has had its %d events of the day; send it again when the next one has begun"
                            .formatted(over.used().limit()));
        } else if (outcome instanceof IngestOutcome.TooLarge) {
            refuseUnread(ProblemType.BODY_TOO_LARGE, "Send at most " + EventBody.MAX_BYTES + " bytes");
        } else if (outcome instanceof IngestOutcome.TooSlow) {
            closeAfterwards();
            refuse(ProblemType.REQUEST_TIMEOUT, "Send the body within " + bodyTimeout.toSeconds() + " s");
        } else if (outcome instanceof IngestOutcome.Overloaded) {
            refuseForNow(ProblemType.OVERLOADED, "More webhooks wait than may");
        } else if (outcome instanceof IngestOutcome.JournalFull) {
            refuseForNow(ProblemType.UNAVAILABLE, "The store is away, and its stand-in has no room left");
        } else if (outcome instanceof IngestOutcome.JournalFailed) {
            refuseForNow(ProblemType.UNAVAILABLE, "The store is away, and its stand-in cannot be written");
        } else {
            refuseForNow(ProblemType.UNAVAILABLE, "The store did not take it in time");
        }
    }

    /** Who has gone away in the middle of his request is not answered; what else went wrong is the server's. Returns nothing. */
    @Nullable
    Void fail(Throwable failure) {
        Throwable cause = IngestThreads.cause(failure);
        if (cause instanceof IOException && cause.getCause() instanceof HttpException) {
            Response.writeError(request, response, callback, cause.getCause());
        } else if (cause instanceof IOException) {
            callback.failed(cause);
        } else {
            LOG.error("a webhook could not be answered", cause);
            Response.writeError(request, response, callback, cause);
        }
        return null;
    }

    private void accept(String type) {
        response.setStatus(HttpStatus.OK_200);
        send(JSON, WebhookAnswer.to(type).body());
    }

    private void refuseForNow(ProblemType type, String why) {
        response.getHeaders().put("Retry-After", RETRY_AFTER_SECONDS);
        refuse(type, why + "; send it again in " + RETRY_AFTER_SECONDS + " second");
    }

    private void refuse(ProblemType type, String detail) {
        send(PROBLEM, setProblem(type, detail));
    }

    private void refuseUnlessRead(ProblemType type, String detail) {
        if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0) {
            refuseUnread(type, detail);
        } else {
            refuse(type, detail);
        }
    }

    /**
     * Refuses a request whose body has not been read to its end: the connection is not worth keeping. What comes of it within a moment is thrown
     * away, since a connection that is closed over what nobody has read takes the answer along. That is waiting, for which there are other threads.
     */
    private void refuseUnread(ProblemType type, String detail) {
        closeAfterwards();
        ByteBuffer body = setProblem(type, detail);
        setContent(PROBLEM, body);
        response.write(
                false, body, Callback.from(() -> request.getContext().execute(this::endUnread), callback::failed));
    }

    private void endUnread() {
        try {
            new UnreadBody(request).throwAway();
            response.write(true, null, callback);
        } catch (RuntimeException | Error e) {
            callback.failed(e);
        }
    }

    private void closeAfterwards() {
        response.getHeaders().put("Connection", "close");
    }

    private ByteBuffer setProblem(ProblemType type, String detail) {
        response.setStatus(type.status());
        return ByteBuffer.wrap(Problem.of(type, detail).toJson().getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpField contentType, ByteBuffer body) {
        setContent(contentType, body);
        response.write(true, body, callback);
    }

    private void setContent(HttpField contentType, ByteBuffer body) {
        response.getHeaders().put(contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
}
