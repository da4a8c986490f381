package live.devhooks.realtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountStoreIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final String EVENTS = Database.AS_ACCOUNTS + """
            select source_id
            from (select source_id from event where %s and seq = :seq offset 0) seen
            order by source_id
            """.formatted(Database.ACCOUNTS_ARE_SET);
    private static final String FAILING = EVENTS.replace("select source_id\n", "select 1 / (source_id - source_id)\n");
    private static final Map<String, Object> FIRST = Map.of("seq", 1L);

    private final AccountStore store = new AccountStore(DATABASE);
    private final TestSource one = sourceWithAnEvent();
    private final TestSource other = sourceWithAnEvent();
    private final TestSource third = sourceWithAnEvent();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static TestSource sourceWithAnEvent() {
        JdbcClient superuser = TestPostgres.superuser(PROPERTIES);
        TestSource source = TestSource.create(superuser);
        superuser
                .sql(
                        "insert into devhooks.event (source_id, seq, account_id, received_at, type, reading, body_form, body) values (?, 1, ?, now(), 'webhook', '{}', 'TEXT', ''::bytea)")
                .params(source.id(), source.account())
                .update();
        return source;
    }

    /** So often that the driver has begun to keep the statements on the server, and sends them in another way. */
    @RepeatedTest(20)
    void thoseAccountsAreReadThatWereNamedWhateverTheStatementSays() {
        assertThat(read(Set.of(one.account()))).containsExactly(one.id());
        assertThat(read(Set.of(one.account(), third.account()))).containsExactly(one.id(), third.id());
        assertThat(read(Set.of(other.account()))).containsExactly(other.id());
    }

    @Test
    void nothingIsLeftOfAReadingOnItsConnection() {
        read(Set.of(one.account()));

        assertThat(seenByNobody()).isZero();
    }

    @Test
    void nothingIsLeftOfAReadingThatFailed() {
        assertThatThrownBy(() -> store.read(Set.of(one.account()), FAILING, FIRST, row -> {}))
                .isInstanceOf(DataAccessException.class);

        assertThat(seenByNobody()).isZero();
        assertThat(read(Set.of(other.account()))).containsExactly(other.id());
    }

    private List<Long> read(Set<UUID> accounts) {
        List<Long> sources = new ArrayList<>();
        store.read(accounts, EVENTS, FIRST, row -> sources.add(row.getLong("source_id")));
        return sources;
    }

    /** How many events nobody sees, on a connection of the pool: the one that this thread used last, which it is given again. */
    private static long seenByNobody() {
        return JdbcClient.create(DATABASE.as(DatabaseRole.STREAM))
                .sql("select count(*) from event")
                .query(Long.class)
                .single();
    }
}
