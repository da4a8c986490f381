package live.devhooks.api.ingestion;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * Events as bytes, for the journal. They may be read by a later version than the one that wrote them: what is added goes to the end, under
 * the next version, and both {@link #write} and {@link #read} say so.
 */
final class EventCodec {

    private static final int VERSION = 2;

    /** The version before which an event had no sender. */
    private static final int FIRST_WITH_SENDER = 2;

    /** An event may be given out more than once, and is to be the same even where no two webhooks are. */
    private static final long SHORTEST_WINDOW_MILLIS = 1;

    private EventCodec() {}

    static byte[] encode(IncomingEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                event.body().bytes().length + event.reading().length() + 256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(event, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} has written; fails where it is something else, or of a version that is not known yet. */
    static IncomingEvent decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version < 1 || version > VERSION) {
                throw new IOException("an event of version " + version + ", which is not known");
            }
            return read(in, version);
        } catch (IllegalArgumentException e) {
            throw new IOException("no event", e);
        }
    }

    private static void write(IncomingEvent event, DataOutputStream out) throws IOException {
        out.writeLong(event.source().id());
        writeUuid(event.source().accountId(), out);
        out.writeInt(event.source().burst());
        writeText(event.session().map(SessionName::value).orElse(null), out);
        writeText(event.type(), out);
        writeText(event.reading(), out);
        writeText(event.contentType(), out);
        writeText(event.body().form().name(), out);
        writeBytes(event.body().bytes(), out);
        writeUuid(event.key().hash(), out);
        out.writeLong(event.key().window().toMillis());
        Instant arrivedAt = event.arrivedAt();
        out.writeLong(arrivedAt.getEpochSecond());
        out.writeInt(arrivedAt.getNano());
        writeText(event.sender().address(), out);
        writeText(event.sender().headers(), out);
    }

    /** Its sender has been told that it was taken. */
    private static IncomingEvent read(DataInputStream in, int version) throws IOException {
        IncomingEvent event = new IncomingEvent(
                IngestSource.ofTakenEvent(in.readLong(), readUuid(in), in.readInt()),
                Optional.ofNullable(readText(in)).map(SessionName::new),
                readPresentText(in),
                readPresentText(in),
                readText(in),
                Sender.UNKNOWN,
                new EventBody(EventBody.Form.valueOf(readPresentText(in)), readBytes(in)),
                new EventKey(readUuid(in), Duration.ofMillis(Math.max(in.readLong(), SHORTEST_WINDOW_MILLIS))),
                Instant.ofEpochSecond(in.readLong(), in.readInt()),
                true);
        return version < FIRST_WITH_SENDER ? event : event.from(new Sender(readText(in), readText(in)));
    }

    private static void writeUuid(UUID uuid, DataOutputStream out) throws IOException {
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
    }

    private static UUID readUuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
        }
    }

    @Nullable
    private static String readText(DataInputStream in) throws IOException {
        return in.readBoolean() ? new String(readBytes(in), StandardCharsets.UTF_8) : null;
    }

    private static String readPresentText(DataInputStream in) throws IOException {
        String text = readText(in);
        if (text == null) {
            throw new IOException("an event lacks what each of its version has");
        }
        return text;
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("an event ends before it should");
        }
        return in.readNBytes(length);
    }
}
