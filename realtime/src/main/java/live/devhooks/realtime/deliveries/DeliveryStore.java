package live.devhooks.realtime.deliveries;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import live.devhooks.migrations.Database;
import live.devhooks.realtime.access.AccountStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deliveries in the store. */
@Component
class DeliveryStore {

    /** A little less than a day: what is older may lose its partition while it is written, and with it all else. */
    private static final String KEPT = "23:55";

    /** Of what several nodes say, and of what one says twice, the earliest counts. The order keeps two nodes from waiting for each other. */
    private static final String WRITE = """
            insert into delivery as d (account_id, source_id, seq, received_at, sent_at, acknowledged_at)
            select n.account_id, n.source_id, n.seq, n.received_at, n.sent_at, n.acknowledged_at
            from unnest(:accounts::uuid[], :sources::bigint[], :seqs::bigint[], :received::timestamptz[], :sent::timestamptz[], :acknowledged::timestamptz[])
                as n (account_id, source_id, seq, received_at, sent_at, acknowledged_at)
            where n.received_at > now() - :kept::interval
                and exists (select from source_position s where s.source_id = n.source_id)
            order by n.source_id, n.seq
            on conflict (source_id, seq, received_at) do update
            set sent_at = least(d.sent_at, excluded.sent_at), acknowledged_at = least(d.acknowledged_at, excluded.acknowledged_at)
            where excluded.sent_at < d.sent_at or d.sent_at is null or excluded.acknowledged_at < d.acknowledged_at
                or (d.acknowledged_at is null and excluded.acknowledged_at is not null)
            """;

    private final AccountStore store;

    DeliveryStore(Database database) {
        this.store = new AccountStore(database);
    }

    /** Writes {@code deliveries}, in one statement as exactly the accounts that they belong to. */
    void write(Collection<Delivery> deliveries) {
        List<Delivery> all = List.copyOf(deliveries);
        store.as(
                all.stream().map(Delivery::account).collect(Collectors.toSet()),
                jdbc -> jdbc.sql(WRITE)
                        .param("kept", KEPT)
                        .param("accounts", column(all, Delivery::account, UUID[]::new))
                        .param(
                                "sources",
                                column(all, delivery -> delivery.event().sourceId(), Long[]::new))
                        .param("seqs", column(all, delivery -> delivery.event().seq(), Long[]::new))
                        .param("received", column(all, delivery -> text(delivery.receivedAt()), String[]::new))
                        .param("sent", column(all, delivery -> text(delivery.sentAt()), String[]::new))
                        .param("acknowledged", column(all, delivery -> text(delivery.acknowledgedAt()), String[]::new))
                        .update());
    }

    private static <T> T[] column(
            List<Delivery> deliveries, Function<Delivery, @Nullable T> value, IntFunction<T[]> array) {
        return deliveries.stream().map(value).toArray(array);
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}
