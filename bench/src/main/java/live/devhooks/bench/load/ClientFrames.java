package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import live.devhooks.bench.load.ReadersOrder.Connect;
import live.devhooks.bench.load.ReadersOrder.Kind;

/** What a STOMP client says over WebSocket (RFC 6455). The mask, which only has to be there, is 0. */
final class ClientFrames {

    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LARGEST = 0xFFFF;
    private static final byte[] MASK = new byte[4];

    private ClientFrames() {}

    /** The request to speak STOMP 1.2 over WebSocket. */
    static ByteBuffer handshake(Connect order, ReaderLogin login) {
        return ByteBuffer.wrap("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: v12.stomp\r
                \r
                """.formatted(
                path(order.kind(), login), order.base().getAuthority()).getBytes(UTF_8));
    }

    private static String path(Kind kind, ReaderLogin login) {
        return switch (kind) {
            case PRODUCT, BROKER -> "/stomp";
            case RABBITMQ -> "/ws";
            case NCHAN -> login.destination();
        };
    }

    static ByteBuffer connect(Connect order, ReaderLogin login) {
        String host = order.kind() == Kind.RABBITMQ ? "/" : "localhost";
        return text("CONNECT\naccept-version:1.2\nhost:%s\nheart-beat:0,0\nlogin:%s\npasscode:%s\n\n\0"
                .formatted(host, login.login(), login.passcode()));
    }

    /** Subscribes, with more {@code headers}, each with its line end. */
    static ByteBuffer subscribe(ReaderLogin login, String headers) {
        return text("SUBSCRIBE\nid:0\ndestination:%s\n%s\n\0".formatted(login.destination(), headers));
    }

    /** Subscribes by a durable queue of this reader alone. */
    static ByteBuffer subscribeByQueue(ReaderLogin login) {
        String queue = login.destination().replace('/', '.') + "." + login.sourceId();
        return subscribe(login, "receipt:live\ndurable:true\nauto-delete:false\nx-queue-name:" + queue + "\n");
    }

    /** A frame of at most 64 KiB. */
    private static ByteBuffer text(String text) {
        byte[] payload = text.getBytes(UTF_8);
        if (payload.length > LARGEST) {
            throw new IllegalArgumentException("a frame of more than " + LARGEST + " bytes");
        }
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4 + MASK.length).put((byte) FINAL_TEXT);
        if (payload.length < LENGTH_IN_16_BITS) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_16_BITS)).putShort((short) payload.length);
        }
        return frame.put(MASK).put(payload).flip();
    }
}
