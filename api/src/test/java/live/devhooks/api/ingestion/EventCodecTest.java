package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    private static final IngestSource SOURCE = IngestSource.ofTakenEvent(Long.MAX_VALUE, UUID.randomUUID(), 1_000);
    private static final Instant ARRIVED_AT = Instant.parse("2026-11-24T02:11:09.123456789Z");

    static Stream<IncomingEvent> events() {
        return Stream.of(
                new IncomingEvent(
                        SOURCE,
                        SessionName.of("Größe 😀"),
                        "mpesa_callback",
                        "{\"ResultDesc\":\"ß\"}",
                        "application/json;charset=UTF-8",
                        new Sender("196.201.214.200", "user-agent: ß\n"),
                        new EventBody(EventBody.Form.JSON, new byte[] {'{', '}'}),
                        new EventKey(UUID.randomUUID(), Duration.ofHours(24)),
                        ARRIVED_AT,
                        true),
                new IncomingEvent(
                        SOURCE,
                        Optional.empty(),
                        "webhook",
                        "{}",
                        null,
                        Sender.UNKNOWN,
                        new EventBody(EventBody.Form.BINARY, new byte[EventBody.MAX_BYTES]),
                        new EventKey(UUID.randomUUID(), Duration.ofMillis(1)),
                        Instant.EPOCH,
                        true));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatWasEncodedIsDecoded(IncomingEvent event) throws IOException {
        IncomingEvent decoded = EventCodec.decode(EventCodec.encode(event));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(event);
    }

    @Test
    void whatIsReadFromAJournalIsPromisedAndFoldedEvenWhereNothingElseIs() throws IOException {
        IncomingEvent event =
                TestSources.event(SOURCE, "webhook", "{}", new EventKey(UUID.randomUUID(), Duration.ZERO), ARRIVED_AT);

        IncomingEvent decoded = EventCodec.decode(EventCodec.encode(event));

        assertThat(decoded.isPromised()).isTrue();
        assertThat(decoded.key().isSame(ARRIVED_AT, ARRIVED_AT)).isTrue();
    }

    @Test
    void whateverIsLeftOfAnEventIsNone() {
        byte[] event = EventCodec.encode(TestSources.event(SOURCE, "{}"));

        for (int length = 0; length < event.length; length++) {
            byte[] left = Arrays.copyOf(event, length);
            assertThatThrownBy(() -> EventCodec.decode(left))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anEventThatAFormerVersionHasWrittenHasNoSender() throws IOException {
        IncomingEvent event =
                TestSources.promised(TestSources.event(SOURCE, "{}")).from(Sender.UNKNOWN);
        byte[] written = EventCodec.encode(event);
        byte[] former = Arrays.copyOf(written, written.length - 2);
        former[0] = 1;

        assertThat(EventCodec.decode(former)).usingRecursiveComparison().isEqualTo(event);
    }

    @Test
    void aLaterVersionIsNotGuessedAt() {
        byte[] event = EventCodec.encode(TestSources.event(SOURCE, "{}"));
        event[0]++;

        assertThatThrownBy(() -> EventCodec.decode(event))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 3");
    }
}
