package live.devhooks.realtime.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.devhooks.protocol.Destination;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import live.devhooks.protocol.SessionName;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.access.AccessRefused;
import live.devhooks.realtime.access.AccountConnections;
import live.devhooks.realtime.access.SecretVerifier;
import live.devhooks.realtime.access.TokenVerifier;
import live.devhooks.realtime.feed.Feed;
import live.devhooks.realtime.feed.StartPosition;
import live.devhooks.realtime.pulse.Pulse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code GET /v1/sources/{source}/stream[?session=][&replay=all|none]}: the same streams as over STOMP, with {@code Last-Event-ID}. Shown as
 * {@code Authorization: Bearer} are a token or a secret. A filter and not a controller, since it answers without a thread that waits.
 */
final class SseFilter extends HttpFilter {

    /** Addresses among which the streams' are. */
    static final String PATTERN = "/v1/sources/*";

    private static final Logger LOG = LoggerFactory.getLogger(SseFilter.class);
    private static final Pattern PATH = Pattern.compile("/v1/sources/([^/]+)/stream");
    private static final String BEARER = "Bearer ";
    private static final String RETRY_AFTER_SECONDS = "1";

    private final transient Feed feed;
    private final transient Pulse pulse;
    private final transient TokenVerifier tokens;
    private final transient SecretVerifier secrets;
    private final transient AccountConnections accounts;
    private final transient SseProperties properties;
    private final AtomicInteger connections = new AtomicInteger();

    SseFilter(
            Feed feed,
            Pulse pulse,
            TokenVerifier tokens,
            SecretVerifier secrets,
            AccountConnections accounts,
            SseProperties properties) {
        this.feed = feed;
        this.pulse = pulse;
        this.tokens = tokens;
        this.secrets = secrets;
        this.accounts = accounts;
        this.properties = properties;
    }

    /** Why there is no stream. */
    private static final class Refused extends Exception {

        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        static Refused of(ProblemType type, String detail) {
            return new Refused(Problem.of(type, detail));
        }
    }

    /** What was asked for, and may be had. */
    private record Wanted(Access access, Optional<SessionName> session, StartPosition start) {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Matcher path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            open(request, response, wanted(request, path.group(1)));
        } catch (Refused e) {
            refuse(response, e.problem);
        } catch (AccessRefused e) {
            refuse(response, e.problem());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a stream could not be opened: {}", e.toString());
            refuse(response, Problem.of(ProblemType.UNAVAILABLE, "Connect again in a moment"));
        }
    }

    private Wanted wanted(HttpServletRequest request, String source) throws Refused, AccessRefused {
        if (!request.getMethod().equals("GET")) {
            throw Refused.of(ProblemType.METHOD_NOT_ALLOWED, "Use GET");
        }
        Access access = access(request, source);
        Optional<SessionName> session = session(request, access);
        if (!access.grant().allows(new Destination(source, session))) {
            throw Refused.of(ProblemType.ACCESS_DENIED, "The token or secret does not open this stream");
        }
        return new Wanted(access, session, start(request, session.isPresent()));
    }

    private Access access(HttpServletRequest request, String source) throws Refused, AccessRefused {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw Refused.of(ProblemType.NOT_AUTHENTICATED, "Show a token or a secret as Authorization: Bearer");
        }
        String shown = authorization.substring(BEARER.length()).strip();
        return new Secret(shown).kind().isPresent() ? secrets.verify(source, new Secret(shown)) : tokens.verify(shown);
    }

    /** Where one session is all that may be read, it need not be named. */
    private static Optional<SessionName> session(HttpServletRequest request, Access access) throws Refused {
        String name = request.getParameter("session");
        if (name == null) {
            return access.grant().session();
        }
        Optional<SessionName> session = SessionName.of(name);
        if (session.isEmpty()) {
            throw Refused.of(ProblemType.BAD_REQUEST, "session is the name of a session, or left out");
        }
        return session;
    }

    private static StartPosition start(HttpServletRequest request, boolean isSession) throws Refused {
        String lastEventId = request.getHeader("Last-Event-ID");
        Optional<StartPosition> start = StartPosition.asked(
                lastEventId == null || lastEventId.isEmpty() ? null : lastEventId,
                request.getParameter("replay"),
                isSession);
        if (start.isEmpty()) {
            throw Refused.of(ProblemType.BAD_REQUEST, "replay is all or none");
        }
        return start.get();
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Wanted wanted)
            throws IOException, Refused, AccessRefused {
        if (pulse.isDraining()) {
            throw Refused.of(ProblemType.UNAVAILABLE, "This node stops; connect again in a moment");
        }
        if (connections.incrementAndGet() > properties.maxConnections()) {
            connections.decrementAndGet();
            throw Refused.of(ProblemType.OVERLOADED, "This node has all the streams it may; connect again in a moment");
        }
        enter(wanted.access);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // For nginx, which would keep events until it has a buffer full of them.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0);
        begin(context, response, wanted);
    }

    private void enter(Access access) throws AccessRefused {
        try {
            accounts.enter(access.grant());
        } catch (AccessRefused e) {
            connections.decrementAndGet();
            throw e;
        }
    }

    private void begin(AsyncContext context, HttpServletResponse response, Wanted wanted) throws IOException {
        SseConnection[] self = new SseConnection[1];
        SseConnection connection =
                new SseConnection(wanted.access, context, response.getOutputStream(), properties, () -> ended(self[0]));
        self[0] = connection;
        context.addListener(connection);
        pulse.add(connection);
        if (pulse.isDraining()) {
            connection.endForRestart();
        }
        response.getOutputStream().setWriteListener(connection.outbox());
        connection.keep(feed.subscribe(wanted.access.grant(), wanted.session, wanted.start, connection));
    }

    private void ended(SseConnection connection) {
        pulse.remove(connection);
        accounts.leave(connection.grant());
        connections.decrementAndGet();
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.type().status());
        if (problem.type().status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(problem.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
