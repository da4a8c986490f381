package live.devhooks.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import live.devhooks.api.sources.Source;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import live.devhooks.protocol.EventId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A search on events of which few are found, within bounds that are much smaller than what there is. */
class EventSearchBoundsIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final int EVENTS = 1_000;
    private static final int MOST_LOOKED_AT = 100;

    private static Database database;
    private static TestSource mine;
    private static TestSource theirs;

    @BeforeAll
    static void fill() {
        database = Database.open(PROPERTIES);
        mine = TestSource.create(SUPERUSER);
        theirs = TestSource.create(SUPERUSER);
        for (TestSource source : List.of(mine, theirs)) {
            SUPERUSER.sql("""
                            insert into devhooks.event (source_id, seq, account_id, received_at, session, type, reading, body_form, body)
                            select ?, n, ?, now(), null, 'webhook', '{}', 'JSON', convert_to('{"n":"number-' || n || '"}', 'UTF8')
                            from generate_series(1, ?) as n
                            """).params(source.id(), source.account(), EVENTS).update();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPageLooksAtSoManyEventsAndTheNextGoesOnFromThere() {
        Edge before = Edge.END;
        List<Long> found = new ArrayList<>();
        int pages = 0;
        EventPage page;
        do {
            page = search(InstantSource.system(), "NUMBER-77", before);
            page.events().forEach(event -> found.add(seq(event)));
            pages++;
            before = page.next() == null ? before : Edge.before(page.next(), mine.id());
        } while (page.next() != null);

        assertThat(found).containsExactly(779L, 778L, 777L, 776L, 775L, 774L, 773L, 772L, 771L, 770L, 77L);
        assertThat(pages).isBetween(EVENTS / (2 * MOST_LOOKED_AT), EVENTS / MOST_LOOKED_AT + 1);
    }

    @Test
    void aPageThatTakesTooLongGoesOnFromWhereItCame() {
        AtomicInteger looks = new AtomicInteger();
        Instant start = Instant.now();
        InstantSource anHourLaterEachTime = () -> start.plus(Duration.ofHours(looks.getAndIncrement()));

        EventPage page = search(anHourLaterEachTime, "no such text", Edge.END);

        assertThat(page.events()).isEmpty();
        EventId next = EventId.parse(Objects.requireNonNull(page.next())).orElseThrow();
        assertThat(next.seq()).isEqualTo(EVENTS - 20);
    }

    @Test
    void whatIsAnotherAccountsIsNotFoundEvenByTheNumberOfItsSource() {
        EventPage asMe = as(
                mine.account(), () -> searcher(InstantSource.system()).page(source(theirs), query("number", Edge.END)));

        assertThat(asMe.events()).isEmpty();
        assertThat(asMe.next()).isNull();
    }

    private static EventPage search(InstantSource clock, String text, Edge before) {
        return as(mine.account(), () -> searcher(clock).page(source(mine), query(text, before)));
    }

    /** As {@code TenantTransactionManager} has it, for the whole page. */
    private static EventPage as(UUID account, Supplier<EventPage> work) {
        DataSource app = database.as(DatabaseRole.APP);
        return Tenancy.as(
                account,
                () -> Objects.requireNonNull(
                        new TransactionTemplate(new JdbcTransactionManager(app)).execute(status -> {
                            JdbcClient.create(app)
                                    .sql(Database.SET_ACCOUNT)
                                    .param(account.toString())
                                    .query(String.class)
                                    .single();
                            return work.get();
                        })));
    }

    private static EventSearch searcher(InstantSource clock) {
        EventProperties properties = new EventProperties(
                Duration.ofHours(24), 1_000_000, 40, 1_000_000, MOST_LOOKED_AT, Duration.ofMinutes(1), 1, 1);
        KeptEvents events = new KeptEvents(database.as(DatabaseRole.APP), properties, InstantSource.system());
        return new EventSearch(events, new SearchTurns(properties), properties, clock);
    }

    private static EventQuery query(String text, Edge before) {
        return new EventQuery(Optional.empty(), null, null, SearchText.of(text), Edge.START, before, 20);
    }

    private static Source source(TestSource source) {
        return new Source(
                source.id(),
                TestSource.SLUG,
                "a source",
                "key",
                List.of(),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                Instant.EPOCH);
    }

    private static long seq(EventJson event) {
        return Long.parseLong(event.text().replaceFirst(".*?\"seq\":(\\d+).*", "$1"));
    }
}
