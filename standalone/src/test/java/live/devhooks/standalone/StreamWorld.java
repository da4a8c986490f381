package live.devhooks.standalone;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The nodes that a model's commands work on, and what can happen to them. Nodes are counted from 0. */
interface StreamWorld {

    /** Small pages and queues, so that short streams have many seams, and readers little room. */
    List<String> SMALL_BOUNDS = List.of(
            "--devhooks.feed.page-size=5",
            "--devhooks.feed.page-bytes=16384",
            "--devhooks.stomp.outbox-frames=16",
            "--devhooks.stomp.outbox-bytes=8192",
            "--devhooks.stomp.send-buffer=4096");

    int nodes();

    /** Where a node takes webhooks and people's requests, or another where that one is away. */
    URI api(int node);

    /** Where a node gives streams out, or another where that one is away. */
    URI stomp(int node);

    /** A node hears no notification any more. */
    void deafen(int node);

    /** A node hears notifications again. */
    void hear(int node);

    /** All connections of a node to PostgreSQL end. */
    void cut(int node);

    /** The tokens that have been given out run out. */
    void expireTokens();

    /** {@code kill -9} of a node that gives streams out; it comes back. */
    void killStreams(int node);

    /** {@code kill -9} of a node that takes webhooks; it comes back. */
    void killApi(int node);

    /** PostgreSQL goes, by {@code kill -9} or in order, and comes back. */
    void restartPostgres(boolean byKill) throws IOException;

    /** Everybody hears, and nobody is away. */
    void heal();

    /** The database, as its superuser sees it. */
    JdbcClient database();
}
