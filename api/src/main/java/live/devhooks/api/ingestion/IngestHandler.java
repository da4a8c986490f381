package live.devhooks.api.ingestion;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import live.devhooks.api.addresses.Origin;
import live.devhooks.api.addresses.Origins;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.Texts;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /in/{ingestKey}[/{segment}]}. In front of the servlets, and of all that people's requests pass through: so nothing between the
 * socket and us takes an interest in the body or the cookies, which may be anything, and no webhook pays for what is done for people. An ingest key is
 * all that counts here; whoever has none comes no further.
 *
 * <p>No thread waits with a webhook, unless for its body: it is taken by the thread that has read it from its socket, which goes on to the next one, and answered by another
 * one when it is durable. Requests of people are given threads of their own.
 */
final class IngestHandler extends Handler.Wrapper {

    private static final String ROOT = "/in";
    private static final String PATHS = ROOT + "/";
    private static final int MAX_CONTENT_TYPE_LENGTH = 255;

    private final Ingestion ingestion;
    private final Origins origins;
    private final KeptHeaders kept;
    private final IngestMeters meters;
    private final IngestTraces traces;
    private final Duration bodyTimeout;

    /** Passes on to {@code others} what is no webhook. */
    IngestHandler(
            Handler others,
            Ingestion ingestion,
            Origins origins,
            KeptHeaders kept,
            IngestMeters meters,
            IngestTraces traces,
            Duration bodyTimeout) {
        super(others);
        this.ingestion = ingestion;
        this.origins = origins;
        this.kept = kept;
        this.meters = meters;
        this.traces = traces;
        this.bodyTimeout = bodyTimeout;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        @Nullable String path = Request.getPathInContext(request);
        if (path != null && (path.startsWith(PATHS) || path.equals(ROOT))) {
            take(request, new IngestAnswer(request, response, callback, bodyTimeout));
        } else {
            request.getContext().execute(() -> passOn(request, response, callback));
        }
        return true;
    }

    private void passOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private void take(Request request, IngestAnswer answer) {
        HttpFields headers = request.getHeaders();
        Origin origin = origins.of(peer(request).getAddress(), headers::getValuesList);
        answer.setHeaders(origin.isSecure(request.isSecure()));
        if (!request.getMethod().equals("POST")) {
            answer.refuseMethod();
            return;
        }
        Optional<CallbackPath> path = CallbackPath.parse(request.getHttpURI().getPath());
        if (path.isEmpty()) {
            answer.refuseUnknown();
            return;
        }
        long begun = System.nanoTime();
        Webhook webhook = new Webhook(
                path.get().ingestKey(),
                path.get().segment(),
                origin.client(),
                contentType(headers),
                kept.in(headers::get),
                new BodyReader(request, bodyTimeout, request.getContext()));
        ingestion
                .take(webhook)
                .thenAccept(outcome -> {
                    meters.answered(outcome, Duration.ofNanos(System.nanoTime() - begun));
                    traces.answered(outcome, begun);
                    answer.write(outcome);
                })
                .exceptionally(answer::fail);
    }

    private static InetSocketAddress peer(Request request) {
        return (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
    }

    private static String contentType(HttpFields headers) {
        @Nullable String stated = headers.get(HttpHeader.CONTENT_TYPE);
        String type = Texts.storable(stated == null ? "" : stated);
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
