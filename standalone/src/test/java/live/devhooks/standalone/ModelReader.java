package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader of the model: comes and goes as it is told, and keeps what it was sent. Belongs to one thread; what has come waits until it is taken. */
final class ModelReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SUBSCRIPTION = "sub";
    private static final String LIVE = "live";

    private final ReaderKind kind;
    private final boolean connectionsMayEnd;
    private final List<StreamRun> runs = new ArrayList<>();
    private final Map<Long, String> unacknowledged = new LinkedHashMap<>();
    private final Set<Long> acknowledged = new HashSet<>();
    private final Set<String> receipts = new HashSet<>();
    private long position;
    private long sourceId;
    private int receiptsAskedFor;
    private int lastNode = -1;
    private OptionalLong refused = OptionalLong.empty();
    private @Nullable StompTestClient client;

    /** @param connectionsMayEnd whether it is no fault where its connection ends without a reason, or for want of a database */
    ModelReader(ReaderKind kind, boolean connectionsMayEnd) {
        this.kind = kind;
        this.connectionsMayEnd = connectionsMayEnd;
    }

    boolean isConnected() {
        return client != null;
    }

    /** Connects to a node; whether it is let in. */
    boolean connect(URI stomp, Merchant.Token token) {
        client = open(stomp);
        receipts.clear();
        send("CONNECT", StompTestClient.withVersion(Map.of("authorization", "Bearer " + token.value())), "");
        return isAnsweredBy(frame -> frame.command().equals("CONNECTED"));
    }

    private @Nullable StompTestClient open(URI stomp) {
        try {
            return StompTestClient.open(stomp);
        } catch (CompletionException nodeIsAway) {
            assertThat(connectionsMayEnd).as(this + ": " + nodeIsAway).isTrue();
            return null;
        }
    }

    /** Where the connection has ended, the next thing to be taken says so. */
    private void send(String command, Map<String, String> headers, String body) {
        try {
            if (client != null) {
                client.send(command, headers, body);
            }
        } catch (CompletionException ended) {
            LOG.debug("{} could not send {}: {}", this, command, ended.toString());
        }
    }

    /**
     * Goes on with its stream.
     *
     * @param answered how many events of the source were certainly there
     */
    void subscribe(Merchant.Token token, int node, long answered) {
        Map<String, String> headers = new HashMap<>(kind.headers());
        headers.put("id", SUBSCRIPTION);
        headers.put("destination", kind.destination(token.destination()));
        headers.put("receipt", LIVE);
        if (kind.comesBackByPosition()) {
            known().ifPresent(seq -> headers.put("last-event-id", new EventId(sourceId, seq).toString()));
        }
        runs.add(new StreamRun(start(node, answered)));
        unacknowledged.clear();
        acknowledged.clear();
        lastNode = node;
        send("SUBSCRIBE", headers, "");
    }

    private StreamRun.Start start(int node, long answered) {
        if (kind.isConsumer()) {
            // Only the node that has taken them is sure to know the acknowledgements at once.
            return lastNode == node && !connectionsMayEnd
                    ? new StreamRun.Start.After(position)
                    : new StreamRun.Start.NotBeyond(position);
        }
        if (kind.comesBackByPosition() && known().isPresent()) {
            return new StreamRun.Start.After(known().get());
        }
        return kind.beginsWithAll()
                ? new StreamRun.Start.After(0)
                : new StreamRun.Start.Live(connectionsMayEnd ? 0 : answered);
    }

    /** Where it can say that it was. */
    private Optional<Long> known() {
        for (int at = runs.size() - 1; at >= 0; at--) {
            if (runs.get(at).position().isPresent()) {
                return Optional.of(runs.get(at).position().getAsLong());
            }
        }
        return Optional.empty();
    }

    /** Goes without a word. */
    void drop() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** Goes as STOMP has it. */
    void leave() {
        if (isReceiptFor("DISCONNECT", Map.of(), "")) {
            drop();
        }
    }

    /** Takes nothing from its connection until it reads on, or has to have an answer. */
    void pause() {
        if (client != null) {
            client.pause();
        }
    }

    void readOn() {
        if (client != null) {
            client.readOn();
        }
    }

    /** Ends its subscription and begins another on the same connection. */
    void subscribeAgain(Merchant.Token token, long answered) {
        if (isReceiptFor("UNSUBSCRIBE", Map.of("id", SUBSCRIPTION), "")) {
            subscribe(token, lastNode, answered);
        }
    }

    /** Shows a new token. */
    void renew(Merchant.Token token) {
        isReceiptFor("SEND", Map.of("destination", "/app/token"), token.value());
    }

    /** Acknowledges what it was sent, up to {@code count} events: the first of them, or the last, with all before it where that is what its kind does. */
    void acknowledge(int count) {
        takeAll();
        List<Long> waiting = List.copyOf(unacknowledged.keySet());
        List<Long> taken = waiting.subList(0, Math.min(count, waiting.size()));
        if (taken.isEmpty()) {
            return;
        }
        List<Long> named = kind.acknowledgesEachByItself() ? taken : taken.subList(taken.size() - 1, taken.size());
        for (long seq : named) {
            if (!isReceiptFor("ACK", Map.of("id", Objects.requireNonNull(unacknowledged.get(seq))), "")) {
                return;
            }
            acknowledged.addAll(kind.acknowledgesEachByItself() ? List.of(seq) : taken);
        }
        taken.forEach(unacknowledged::remove);
        moveOn();
    }

    /** Acknowledges one event out of turn. */
    void acknowledgeLast() {
        takeAll();
        List<Long> waiting = List.copyOf(unacknowledged.keySet());
        if (kind.acknowledgesEachByItself() && !waiting.isEmpty()) {
            long last = waiting.get(waiting.size() - 1);
            if (isReceiptFor("ACK", Map.of("id", Objects.requireNonNull(unacknowledged.get(last))), "")) {
                unacknowledged.remove(last);
                acknowledged.add(last);
                moveOn();
            }
        }
    }

    private void moveOn() {
        for (long seq : run().seqs()) {
            if (seq > position && !acknowledged.contains(seq)) {
                return;
            }
            position = Math.max(position, seq);
        }
    }

    /** Refuses the first event that it has not acknowledged, and waits until that comes again. */
    void refuse() {
        takeAll();
        if (!unacknowledged.isEmpty() && isConnected()) {
            StreamRun before = run();
            refused = OptionalLong.of(unacknowledged.keySet().iterator().next());
            send("NACK", Map.of("id", unacknowledged.values().iterator().next()), "");
            isAnsweredBy(frame -> run() != before);
            refused = OptionalLong.empty();
        }
    }

    /** Its token has run out: it must be told, and its connection must end. */
    void expectExpiry() {
        if (isConnected()) {
            isAnsweredBy(frame -> false);
        }
    }

    /** Takes what has come. */
    void takeAll() {
        while (client != null) {
            Optional<StompTestClient.Received> frame = client.poll(Duration.ZERO);
            if (frame.isEmpty()) {
                return;
            }
            take(frame.get());
        }
    }

    boolean has(long seq) {
        return isConnected() && !runs.isEmpty() && run().has(seq);
    }

    /** Fails where one of its runs is not what its stream has. */
    void check(List<Long> stream) {
        runs.forEach(run -> run.check(kind.toString(), stream));
    }

    @Override
    public void close() {
        drop();
    }

    @Override
    public String toString() {
        return kind
                + (isConnected() ? " at node " + lastNode : " away")
                + (runs.isEmpty() ? "" : " at " + run().position());
    }

    private boolean isReceiptFor(String command, Map<String, String> headers, String body) {
        if (client == null) {
            return false;
        }
        String receipt = "r" + receiptsAskedFor++;
        Map<String, String> all = new HashMap<>(headers);
        all.put("receipt", receipt);
        send(command, all, body);
        return isAnsweredBy(frame -> receipts.remove(receipt));
    }

    private interface Answer {
        boolean isThere(StompTestClient.Received lastFrame);
    }

    /** Takes frames until that is there; false where the connection ends first. */
    private boolean isAnsweredBy(Answer answer) {
        readOn();
        while (client != null) {
            StompTestClient.Received frame = client.poll(PATIENCE)
                    .orElseThrow(() -> new AssertionError(this + " has had no answer for " + PATIENCE));
            take(frame);
            if (client != null && answer.isThere(frame)) {
                return true;
            }
        }
        return false;
    }

    private void take(StompTestClient.Received frame) {
        switch (frame.command()) {
            case "CONNECTED" -> {}
            case "MESSAGE" -> message(frame);
            case "RECEIPT" -> receipt(frame);
            case "ERROR" -> error(frame);
            case "CLOSE" -> closed(frame);
            default -> throw new AssertionError(this + " was sent a " + frame.command());
        }
    }

    private void message(StompTestClient.Received frame) {
        EventId id = EventId.parse(Objects.requireNonNull(frame.header("message-id")))
                .orElseThrow();
        sourceId = id.sourceId();
        if (refused.isPresent() && id.seq() <= run().position().orElse(0)) {
            runs.add(new StreamRun(new StreamRun.Start.After(refused.getAsLong() - 1)));
            unacknowledged.clear();
            acknowledged.clear();
            refused = OptionalLong.empty();
        }
        run().add(id.seq());
        if (kind.isConsumer()) {
            unacknowledged.put(id.seq(), Objects.requireNonNull(frame.header("ack")));
        }
    }

    private void receipt(StompTestClient.Received frame) {
        String receipt = Objects.requireNonNull(frame.header("receipt-id"));
        receipts.add(receipt);
        if (receipt.equals(LIVE)) {
            EventId id = EventId.parse(Objects.requireNonNull(frame.header("position")))
                    .orElseThrow();
            assertThat(frame.header("replay-gap")).as(this + ": replay-gap").isNull();
            sourceId = id.sourceId();
            run().live(id.seq());
        }
    }

    private void error(StompTestClient.Received frame) {
        List<String> expected = connectionsMayEnd ? List.of("token-expired", "unavailable") : List.of("token-expired");
        assertThat(expected).as(this + ": " + frame.body()).contains(frame.header("message"));
        drop();
    }

    private void closed(StompTestClient.Received frame) {
        assertThat(connectionsMayEnd).as(this + " was closed: " + frame.body()).isTrue();
        drop();
    }

    private StreamRun run() {
        return runs.get(runs.size() - 1);
    }
}
