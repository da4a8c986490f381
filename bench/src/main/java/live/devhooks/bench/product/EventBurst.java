package live.devhooks.bench.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import live.devhooks.protocol.WakeUp;

/**
 * Events that are written straight into the store, as the superuser and many in one transaction, as an api node would have written them: under the
 * lock of their sources' positions, numbered from there, and announced at commit.
 */
public final class EventBurst {

    /** What a successful STK callback is read as. */
    private static final String READING = """
            {"ResultCode":"0","ResultDesc":"The service request is processed successfully.",\
            "MerchantRequestID":"29115-34620561-1","CheckoutRequestID":"ws_CO_0000000000000000","Amount":1.00,\
            "MpesaReceiptNumber":"NLJ7RT61SV","TransactionDate":"20191219102115","PhoneNumber":"254708374149",\
            "payment":{"status":"paid","resultCode":"0","reason":"paid","amount":1.00,"receipt":"NLJ7RT61SV","phone":"254708374149",\
            "correlationId":"ws_CO_0000000000000000","completedAt":"2019-12-19T10:21:15+03:00"}}""";

    private static final String APPEND = """
            with locked as (
                select source_id, account_id, last_seq
                from devhooks.source_position
                where source_id = any (?)
                order by source_id
                for update
            ), appended as (
                insert into devhooks.event (source_id, seq, account_id, received_at, type, reading, content_type, body_form, body)
                select l.source_id, l.last_seq + n, l.account_id, now(), 'mpesa_callback', ?, 'application/json', 'JSON', ?
                from generate_series(1, ?) as n cross join locked l
            )
            update devhooks.source_position p
            set last_seq = p.last_seq + ?, last_received_at = now()
            from locked l
            where p.source_id = l.source_id
            returning p.source_id, p.last_seq
            """;

    private static final String ANNOUNCE =
            "select pg_notify(channel, payload) from unnest(?::text[], ?::text[]) as w (channel, payload)";

    private final List<Long> sourceIds;
    private final int each;

    /** As many of {@code each} of {@code sources}. */
    public EventBurst(List<BenchSource> sources, int each) {
        this.sourceIds = sources.stream().map(BenchSource::id).toList();
        this.each = each;
    }

    /** The members of an event's JSON beside its envelope, for whoever sends the like. */
    public static String members() {
        return READING.substring(1, READING.length() - 1) + ",\"payload\":" + StkBody.TEMPLATE + "}";
    }

    /** How many events that are. */
    public long events() {
        return (long) sourceIds.size() * each;
    }

    /** Writes them, in one transaction. */
    public void publish(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        announce(connection, append(connection));
        connection.commit();
    }

    private Map<Long, Long> append(Connection connection) throws SQLException {
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setArray(1, connection.createArrayOf("bigint", sourceIds.toArray()));
            statement.setString(2, READING);
            statement.setBytes(3, StkBody.TEMPLATE.getBytes(UTF_8));
            statement.setInt(4, each);
            statement.setInt(5, each);
            try (ResultSet moved = statement.executeQuery()) {
                while (moved.next()) {
                    lastSeqs.put(moved.getLong(1), moved.getLong(2));
                }
            }
        }
        return lastSeqs;
    }

    private static void announce(Connection connection, Map<Long, Long> lastSeqs) throws SQLException {
        List<String> channels = new ArrayList<>();
        List<String> payloads = new ArrayList<>();
        byChannel(lastSeqs)
                .forEach((channel, wakeUps) -> wakeUps.forEach(wakeUp -> {
                    channels.add(WakeUp.channelName(channel));
                    payloads.add(WakeUp.payload(wakeUp));
                }));
        try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
            statement.setArray(1, texts(connection, channels));
            statement.setArray(2, texts(connection, payloads));
            statement.execute();
        }
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    /** As many of each channel in one notification as fit. */
    private static Map<Integer, List<Map<Long, Long>>> byChannel(Map<Long, Long> lastSeqs) {
        Map<Integer, List<Map<Long, Long>>> byChannel = new TreeMap<>();
        lastSeqs.forEach((source, seq) -> {
            List<Map<Long, Long>> wakeUps =
                    byChannel.computeIfAbsent(WakeUp.channel(source), channel -> new ArrayList<>());
            if (wakeUps.isEmpty() || wakeUps.get(wakeUps.size() - 1).size() == WakeUp.MAX_SOURCES) {
                wakeUps.add(new LinkedHashMap<>());
            }
            wakeUps.get(wakeUps.size() - 1).put(source, seq);
        });
        return byChannel;
    }
}
