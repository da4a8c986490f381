package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import live.devhooks.bench.load.ReadersOrder.Connect;
import live.devhooks.bench.load.ReadersOrder.Kind;
import live.devhooks.bench.load.ReadersOrder.Start;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;

/**
 * One connection that reads a stream. It looks for no more than the end of each frame and, where the server numbers events, the number, which must
 * follow the one before. Belongs to the thread of {@link Readers}.
 */
final class Reader {

    /** Longest part of a frame that may be left from one reading to the next. */
    static final int MAX_REST = 128 * 1024;

    private static final byte[] NOTHING = {};
    private static final byte[] END_OF_HEAD = Text.of("\r\n\r\n");
    private static final byte[] UPGRADED = Text.of("HTTP/1.1 101");
    private static final byte[] BLANK_LINE = Text.of("\n\n");
    private static final byte[] SEQ = Text.of("\"seq\":");
    private static final byte[] NUMBER = Text.of("ws_CO_");
    private static final byte[] POSITION = Text.of("\nposition:");
    private static final int EVENT_ID_LENGTH = new EventId(0, 0).toString().length();
    private static final long UNKNOWN = -1;

    /** An event is missing, or came twice: nothing that could be tried again. */
    static final class OutOfOrder extends IOException {

        private static final long serialVersionUID = 1;

        private OutOfOrder(String message) {
            super(message);
        }
    }

    private final ReaderLogin login;
    private final ReaderGroup group;
    private @Nullable SocketChannel channel;
    private WebSocketPayload socket = new WebSocketPayload();
    private byte[] rest = NOTHING;
    private boolean isUpgraded;
    private boolean isLive;
    private long lastSeq = UNKNOWN;

    Reader(ReaderLogin login, ReaderGroup group) {
        this.login = login;
        this.group = group;
    }

    /** Begins to connect, anew where it was connected. */
    void connect(Selector selector) throws IOException {
        close();
        socket = new WebSocketPayload();
        rest = NOTHING;
        isUpgraded = false;
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_CONNECT, this);
        opened.connect(group.address());
    }

    void close() throws IOException {
        isLive = false;
        if (channel != null) {
            channel.close();
        }
    }

    boolean isLive() {
        return isLive;
    }

    ReaderGroup group() {
        return group;
    }

    /** Goes on with what the selector says can be done; {@code bytes} are for everybody's use in turn. */
    void proceed(SelectionKey key, byte[] bytes) throws IOException {
        SocketChannel ready = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            ready.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            write(ClientFrames.handshake(group.order(), login));
        } else {
            receive(ready, bytes);
        }
    }

    private void receive(SocketChannel ready, byte[] bytes) throws IOException {
        int from = rest.length;
        System.arraycopy(rest, 0, bytes, 0, from);
        int received = ready.read(ByteBuffer.wrap(bytes, from, bytes.length - from));
        if (received < 0) {
            throw new EOFException("the server ended the connection");
        }
        int end = isUpgraded ? socket.unwrap(bytes, from, from + received, from) : upgrade(bytes, received + from);
        int taken = isUpgraded ? readFrames(bytes, end, System.nanoTime()) : 0;
        rest = taken == end ? NOTHING : Arrays.copyOfRange(bytes, taken, end);
        if (socket.isClosed() || rest.length > MAX_REST) {
            throw new EOFException("the server ended the WebSocket, or a frame is too long");
        }
    }

    /** Reads the answer to the handshake; returns the end of what is there of it, or of what follows. */
    private int upgrade(byte[] bytes, int end) throws IOException {
        int body = Text.after(END_OF_HEAD, bytes, 0, end);
        if (body < 0) {
            return end;
        }
        if (Text.after(UPGRADED, bytes, 0, UPGRADED.length) < 0) {
            throw new IOException("no WebSocket: " + new String(bytes, 0, Math.min(end, 100), UTF_8));
        }
        isUpgraded = true;
        if (group.order().kind() == Kind.NCHAN) {
            becomeLive();
        } else {
            write(ClientFrames.connect(group.order(), login));
        }
        return socket.unwrap(bytes, body, end, 0);
    }

    /** Reads the frames that are whole; returns the end of the last. */
    private int readFrames(byte[] bytes, int end, long now) throws IOException {
        int at = 0;
        while (at < end) {
            if (bytes[at] == '\n') {
                at++;
            } else {
                int last = Text.indexOf((byte) 0, bytes, at, end);
                if (last < 0) {
                    return at;
                }
                readFrame(bytes, at, last, now);
                at = last + 1;
            }
        }
        return at;
    }

    private void readFrame(byte[] bytes, int from, int to, long now) throws IOException {
        switch (bytes[from]) {
            case 'M' -> readMessage(bytes, from, to, now);
            case 'C' -> subscribe();
            case 'R' -> readReceipt(bytes, from, to);
            default -> throw new IOException(new String(bytes, from, to - from, UTF_8));
        }
    }

    private void readMessage(byte[] bytes, int from, int to, long now) throws IOException {
        if (group.order().kind() == Kind.PRODUCT) {
            int body = Text.after(BLANK_LINE, bytes, from, to);
            int at = Text.after(SEQ, bytes, body, to);
            moveTo(Text.number(bytes, at, to));
            if (group.order().isTimed()) {
                int number = Text.after(NUMBER, bytes, at, to);
                group.timed(Text.number(bytes, number, number + UniqueNumbers.DIGITS), now);
            }
        }
        group.delivered(now);
    }

    private void moveTo(long seq) throws IOException {
        if (lastSeq != UNKNOWN && seq != lastSeq + 1) {
            throw new OutOfOrder("after event " + lastSeq + " of " + login + " came event " + seq);
        }
        lastSeq = seq;
    }

    private void subscribe() throws IOException {
        Connect order = group.order();
        if (order.start() == Start.NOW) {
            lastSeq = UNKNOWN;
        } else {
            lastSeq = Math.max(lastSeq, 0);
        }
        if (order.kind() == Kind.BROKER) {
            write(ClientFrames.subscribe(login, ""));
            becomeLive();
        } else if (order.kind() == Kind.RABBITMQ) {
            write(ClientFrames.subscribeByQueue(login));
        } else {
            write(ClientFrames.subscribe(login, "receipt:live\n" + startHeader()));
        }
    }

    private String startHeader() {
        return lastSeq == UNKNOWN ? "replay:none\n" : "last-event-id:" + new EventId(login.sourceId(), lastSeq) + "\n";
    }

    /** The product's says where the stream stands, which must be where this reader is. */
    private void readReceipt(byte[] bytes, int from, int to) throws IOException {
        if (group.order().kind() == Kind.RABBITMQ) {
            becomeLive();
            return;
        }
        int at = Text.after(POSITION, bytes, from, to);
        long position = EventId.parse(new String(bytes, at, EVENT_ID_LENGTH, UTF_8))
                .map(EventId::seq)
                .orElseThrow(() -> new IOException("a receipt without a position"));
        if (lastSeq != UNKNOWN && lastSeq != position) {
            throw new OutOfOrder(login + " is live at event " + position + " and has had event " + lastSeq);
        }
        lastSeq = position;
        becomeLive();
    }

    private void becomeLive() {
        isLive = true;
        group.becameLive(System.nanoTime());
    }

    private void write(ByteBuffer frame) throws IOException {
        if (channel == null || channel.write(frame) == 0 || frame.hasRemaining()) {
            throw new IOException("the server does not take what is sent to it");
        }
    }
}
