package live.devhooks.fanout;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where NATS is, and bounds of speaking to it.
 *
 * @param servers some of the cluster, of which others are learned: {@code nats://host:port}, or {@code tls://host:port} with the JVM's trust store; no default
 * @param username login at NATS, where the servers ask for one; no default
 * @param password password of the login at NATS; no default
 * @param credentialsFile a file with a JWT and its key ({@code .creds}) instead of username and password; no default
 * @param subject what subjects begin with, which the number of a channel follows; two installations on one NATS need two
 * @param connectTimeout how long connecting to one server may take, and a server to confirm a subscription
 * @param reconnectMax longest pause between two attempts to connect to any of them; the first is a sixteenth of it; at least 100ms
 * @param pingInterval how often a server is asked whether it lives; one that owes two answers is given up
 * @param pendingMessages most messages that wait to be sent or heard; others are lost
 * @param pendingBytes most bytes that wait to be sent while no server is connected; what is beyond is lost
 * @param pollInterval how often a realtime node asks the store for the positions of its streams while NATS is away
 */
public record NatsProperties(
        @DefaultValue List<String> servers,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path credentialsFile,
        @DefaultValue("devhooks.event") String subject,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration reconnectMax,
        @DefaultValue("10s") Duration pingInterval,
        @DefaultValue("1000") int pendingMessages,
        @DefaultValue("1048576") long pendingBytes,
        @DefaultValue("500ms") Duration pollInterval) {

    private static final String PREFIX = "devhooks.fan-out.nats.";
    private static final Set<String> SCHEMES = Set.of("nats", "tls");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** Says what is wrong, without repeating what may hold a password. */
    public NatsProperties {
        servers.forEach(NatsProperties::requireServer);
        require((username == null) == (password == null), "username and password belong together");
        require(
                username == null || credentialsFile == null,
                "credentials-file stands in the place of username and password");
        require(
                credentialsFile == null || Files.isReadable(credentialsFile),
                "credentials-file names no file that can be read");
        require(
                SUBJECT.matcher(subject).matches(),
                "subject must be words of letters, digits, _ and -, with dots between them");
        require(
                connectTimeout.toMillis() >= 1 && pingInterval.toMillis() >= 1 && pollInterval.toMillis() >= 1,
                "connect-timeout, ping-interval and poll-interval must be at least 1ms");
        require(reconnectMax.toMillis() >= 100, "reconnect-max must be at least 100ms");
        require(pendingMessages >= 1 && pendingBytes >= 1, "pending-messages and pending-bytes must be at least 1");
    }

    private static void requireServer(String server) {
        try {
            URI uri = new URI(server);
            require(
                    uri.getScheme() != null
                            && SCHEMES.contains(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getUserInfo() == null
                            && uri.getRawPath().isEmpty(),
                    "servers must be nats://host:port or tls://host:port, without a login, which has properties of its own");
        } catch (URISyntaxException e) {
            require(false, "servers must be nats://host:port or tls://host:port, with commas between them");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + rule);
        }
    }

    /** On which subject a channel's messages are. */
    String subject(int channel) {
        return subject + "." + channel;
    }

    /** Leaves the login out. */
    @Override
    public String toString() {
        return "NatsProperties[servers=" + servers + ", subject=" + subject + "]";
    }
}
