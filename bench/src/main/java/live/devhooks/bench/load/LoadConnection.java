package live.devhooks.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection that is kept open and has at most one request under way. */
final class LoadConnection {

    private final Selector selector;
    private final InetSocketAddress address;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final ResponseReader response = new ResponseReader();
    private SocketChannel channel;
    private SelectionKey key;
    private long since;
    private @Nullable Object about;

    LoadConnection(Selector selector, InetSocketAddress address, int maxRequest) throws IOException {
        this.selector = selector;
        this.address = address;
        this.out = ByteBuffer.allocateDirect(maxRequest);
        this.channel = connect();
        this.key = register();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel opened = SocketChannel.open(address);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        return opened;
    }

    private SelectionKey register() throws IOException {
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the next request, whose latency counts since then. */
    void send(RequestBytes requests, long countsSince) throws IOException {
        since = countsSince;
        response.clear();
        out.clear();
        requests.next(out, countsSince);
        out.flip();
        flush();
    }

    /** Since when the latency of the request under way counts. */
    long since() {
        return since;
    }

    /** Notes what the next request is about, for whoever gets its answer. */
    void about(Object what) {
        about = what;
    }

    /** What the request under way is about. */
    Object about() {
        return Objects.requireNonNull(about);
    }

    /** Goes on with what the selector says can be done; returns the status of the answer where it is whole, and 0 where not. */
    int proceed() throws IOException {
        if (key.isWritable()) {
            flush();
        }
        return key.isReadable() && receive() ? response.status() : 0;
    }

    /** Whether the next request needs a connection of its own. */
    boolean isOver() {
        return response.closes();
    }

    /** Begins anew. */
    void reopen() throws IOException {
        close();
        channel = connect();
        key = register();
        response.clear();
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }

    private void flush() throws IOException {
        channel.write(out);
        int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    private boolean receive() throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException("the server ended the connection");
        }
        return response.add(in.flip());
    }
}
