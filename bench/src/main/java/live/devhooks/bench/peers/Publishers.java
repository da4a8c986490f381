package live.devhooks.bench.peers;

import java.io.IOException;
import java.util.List;

/** Connections that publish: a stream's messages all by the same one, so that they stay in their order. */
record Publishers(List<ConfirmingSocket> sockets) implements AutoCloseable {

    /** How many connections publish. */
    static final int COUNT = 4;

    /** Messages that may wait for their confirmation at the same time, on all connections together. */
    private static final int MOST_UNCONFIRMED = 1_000;

    /** The bytes of a message. */
    interface Messages {
        byte[] of(int message);
    }

    void publish(int streams, int messages, Messages bytes) throws IOException {
        for (int from = 0; from < messages; from += MOST_UNCONFIRMED) {
            int to = Math.min(from + MOST_UNCONFIRMED, messages);
            for (int message = from; message < to; message++) {
                sockets.get(message % streams % sockets.size()).send(bytes.of(message));
            }
            for (ConfirmingSocket socket : sockets) {
                socket.awaitConfirmations();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (ConfirmingSocket socket : sockets) {
            socket.close();
        }
    }
}
