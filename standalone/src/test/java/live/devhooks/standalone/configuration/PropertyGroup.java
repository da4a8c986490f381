package live.devhooks.standalone.configuration;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A section of the document; a property is in that with the longest prefix of its name.
 *
 * @param sentence what it is about, as Markdown
 */
record PropertyGroup(String title, String sentence, List<String> prefixes) {

    /** In the order of the document. */
    static final List<PropertyGroup> ALL = List.of(
            new PropertyGroup(
                    "Addresses and ports",
                    "Where the outside reaches a process, and through whom: see [proxies](proxies.md) and, for operators, [metrics](metrics.md).",
                    "server.port",
                    "management.server",
                    "server.forward-headers-strategy",
                    "devhooks.public-url",
                    "devhooks.stream-url",
                    "devhooks.trusted-proxies"),
            new PropertyGroup(
                    "The store",
                    "PostgreSQL, and how its connections are used: see [running](running.md).",
                    "devhooks.database",
                    "devhooks.migrations",
                    "devhooks.data"),
            new PropertyGroup(
                    "The web server",
                    "What one process works on, and keeps open, at once.",
                    "server.jetty",
                    "spring.jackson"),
            new PropertyGroup(
                    "Ingestion",
                    "The way of a webhook from its request to its commit; [quotas](quotas.md) tells of duplicates.",
                    "devhooks.ingest"),
            new PropertyGroup(
                    "The journal",
                    "Takes webhooks while PostgreSQL is away: see [outages](outages.md).",
                    "devhooks.ingest.journal"),
            new PropertyGroup(
                    "Sources",
                    "What an account may make, and whom a source may be held to: see [proxies](proxies.md).",
                    "devhooks.sources"),
            new PropertyGroup("Plans", "What accounts may have: see [quotas](quotas.md).", "devhooks.plans"),
            new PropertyGroup("Quotas", "How nodes share an account's day: see [quotas](quotas.md).", "devhooks.quota"),
            new PropertyGroup(
                    "Usage", "What is counted, and by whose days: see [quotas](quotas.md).", "devhooks.usage"),
            new PropertyGroup(
                    "Events over the API",
                    "Pages of events, searches in them, and events to test with.",
                    "devhooks.events",
                    "devhooks.test-events"),
            new PropertyGroup(
                    "Fan-out",
                    "What tells realtime nodes that there is something to read: see [fan-out](fan-out.md).",
                    "devhooks.fan-out"),
            new PropertyGroup(
                    "Retention",
                    "When what has run out is deleted: see [retention](retention.md).",
                    "devhooks.retention",
                    "devhooks.housekeeping",
                    "devhooks.audit"),
            new PropertyGroup(
                    "Accounts",
                    "People who sign up and in. A limit is written `most/within`, such as `30/10m`: tries before a 429, and the time until all of"
                            + " them may be used again.",
                    "devhooks.accounts",
                    "server.servlet.session",
                    "spring.session"),
            new PropertyGroup(
                    "Mails",
                    "Sent where `spring.mail.host` names an SMTP server, and otherwise written to the log: see [accounts](accounts.md).",
                    "devhooks.mail",
                    "spring.mail"),
            new PropertyGroup(
                    "Session secrets and tokens",
                    "What they open, and for how long; [keys](keys.md) tells of the keys that tokens are signed with.",
                    "devhooks.sessions",
                    "devhooks.token"),
            new PropertyGroup(
                    "Access to streams",
                    "How a realtime node knows who may read, and what was revoked.",
                    "devhooks.access"),
            new PropertyGroup(
                    "Streams",
                    "Reading the store for all streams of a realtime node, and listening for what is new.",
                    "devhooks.feed"),
            new PropertyGroup("STOMP", "Bounds of the connections at `/stomp`.", "devhooks.stomp"),
            new PropertyGroup(
                    "Server-Sent Events",
                    "Bounds of the connections at `/v1/sources/{source}/stream`.",
                    "devhooks.sse"),
            new PropertyGroup(
                    "Consumers and deliveries",
                    "What is noted of readers: how far named ones are, and when events were sent and acknowledged.",
                    "devhooks.consumers",
                    "devhooks.deliveries"),
            new PropertyGroup(
                    "Traces",
                    "What a collector of OpenTelemetry is told: see [traces](traces.md).",
                    "management.tracing",
                    "management.opentelemetry"),
            new PropertyGroup(
                    "Stopping",
                    "How a realtime node leaves its clients: see [running](running.md).",
                    "devhooks.pulse"));

    private PropertyGroup(String title, String sentence, String... prefixes) {
        this(title, sentence, List.of(prefixes));
    }

    /** That of {@code property}, if there is one. */
    static Optional<PropertyGroup> of(String property) {
        return ALL.stream()
                .filter(group -> group.fit(property) > 0)
                .max(Comparator.comparingInt(group -> group.fit(property)));
    }

    private int fit(String property) {
        return prefixes.stream()
                .filter(prefix -> property.equals(prefix) || property.startsWith(prefix + "."))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
