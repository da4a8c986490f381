package live.devhooks.bench.peers;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersOrder.Kind;

/** Another server that delivers messages to readers: a process of its own on loopback, which works as its configuration in the resources of this package says. */
public sealed interface Peer extends AutoCloseable permits Nchan, RabbitMq {

    /** How many connections publish to one. */
    int PUBLISHERS = Publishers.COUNT;

    /** What it is. */
    String name();

    /** Where readers connect. */
    URI base();

    /** How readers talk to it. */
    Kind kind();

    /** The process. */
    ProcessHandle handle();

    /** So many readers, of so many streams of a kind in turn. */
    List<ReaderLogin> readers(String kind, int streams, int readers);

    /** Returns when it has so many readers in all. */
    void awaitReaders(int wanted) throws IOException;

    /** Publishes so many messages to so many streams in turn; returns when each has been confirmed. */
    void publish(String kind, int streams, int messages) throws IOException;

    /** What it keeps of a message that it has confirmed, and its configuration. */
    String settings();

    /** Ends it. */
    @Override
    void close() throws IOException;
}
