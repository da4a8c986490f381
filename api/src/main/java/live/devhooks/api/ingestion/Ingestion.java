package live.devhooks.api.ingestion;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import live.devhooks.api.recognition.Reading;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way of a webhook through this node: its source, what it says, and the writer, which makes it durable. */
@Component
class Ingestion {

    private final IngestSources sources;
    private final Recogniser recogniser;
    private final EventWriter writer;
    private final InstantSource clock;

    Ingestion(IngestSources sources, Recogniser recogniser, EventWriter writer, InstantSource clock) {
        this.sources = sources;
        this.recogniser = recogniser;
        this.writer = writer;
        this.clock = clock;
    }

    /** The bytes of a request that nobody has read yet. */
    interface Body {

        /** At most {@code limit} of them. */
        byte[] read(int limit) throws IOException;
    }

    /**
     * Takes a webhook; returns when it is durable, or when it is certain that it was not taken, or when waiting has gone on too long. Its
     * body is read only where its source wants it.
     */
    IngestOutcome take(
            String ingestKey, Optional<SessionName> session, String address, @Nullable String contentType, Body body)
            throws IOException {
        Optional<IngestSource> source = sources.find(ingestKey);
        if (source.isEmpty()) {
            return new IngestOutcome.UnknownKey();
        }
        if (!source.get().takesFrom(address)) {
            return new IngestOutcome.AddressNotAllowed();
        }
        if (source.get().paused()) {
            return new IngestOutcome.Paused();
        }
        byte[] bytes = body.read(EventBody.MAX_BYTES + 1);
        if (bytes.length > EventBody.MAX_BYTES) {
            return new IngestOutcome.TooLarge();
        }
        return writer.write(event(source.get(), session, contentType, bytes));
    }

    private IncomingEvent event(
            IngestSource source, Optional<SessionName> session, @Nullable String contentType, byte[] body) {
        Reading reading = recogniser.read(body, source.sessionPointer());
        return new IncomingEvent(
                source,
                session.or(() -> reading.session().flatMap(SessionName::of)),
                reading.type(),
                reading.members(),
                contentType,
                new EventBody(reading.form(), body),
                clock.instant());
    }
}
