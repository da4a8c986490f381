package live.devhooks.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.TokenClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;

class TokenKeyRotationIT {

    private static final DatabaseProperties STORE = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(STORE);
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.as(DatabaseRole.APP));

    private static final TokenProperties PROPERTIES = new TokenProperties(
            Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofDays(30));

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @BeforeEach
    void deleteKeys() {
        JDBC.sql("delete from token_key").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** What a node has of this. */
    private record Node(TokenKeyRotation rotation, TokenKeys keys) {

        String signing() {
            return keys.signing().getKeyID();
        }

        Set<String> published() {
            return Set.copyOf(
                    keys.published().getKeys().stream().map(JWK::getKeyID).toList());
        }
    }

    @Test
    void theFirstKeySignsAtOnce() {
        Node node = node(PROPERTIES);

        assertThat(node.published()).containsExactly(node.signing());
        assertThat(keysInStore()).isEqualTo(1);
    }

    @Test
    void onlyPublicHalvesArePublished() {
        assertThat(node(PROPERTIES).keys().published().getKeys())
                .hasSize(1)
                .noneMatch(JWK::isPrivate)
                .allMatch(key -> key.toString().contains("\"use\":\"sig\"")
                        && key.toString().contains("\"alg\":\"ES256\""));
    }

    @Test
    void aKeyIsPublishedBeforeItSignsAndDeletedWhenItsTokensHaveRunOut() {
        Node node = node(PROPERTIES);
        String first = node.signing();

        advance(Duration.ofDays(30).minus(PROPERTIES.keyLead()).minusSeconds(1));
        node.rotation().run();
        assertThat(node.published()).containsExactly(first);

        advance(Duration.ofSeconds(11));
        node.rotation().run();
        node.rotation().run();
        advance(TokenKeys.MAX_AGE);
        assertThat(node.published()).hasSize(2);
        assertThat(node.signing()).isEqualTo(first);

        advance(PROPERTIES.keyLead());
        String second = node.signing();
        assertThat(second).isNotEqualTo(first);

        advance(PROPERTIES.keptAfterSigning().minus(TokenKeys.MAX_AGE).minusSeconds(1));
        node.rotation().run();
        assertThat(node.published()).containsExactlyInAnyOrder(first, second);

        advance(Duration.ofSeconds(30));
        node.rotation().run();
        assertThat(node.published()).containsExactly(second);
    }

    @Test
    void noTokenOfNinetyDaysIsUnknownToWhoKeepsTheKeysAsLongAsTheyMay() {
        int keys = simulate(PROPERTIES, Duration.ofDays(90), Duration.ofHours(3));

        assertThat(keys).isBetween(3, 5);
    }

    @Test
    void norWithKeysThatLiveHardlyLongerThanTheirLead() {
        TokenProperties hasty = new TokenProperties(
                Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(11));

        int keys = simulate(hasty, Duration.ofHours(2), Duration.ofSeconds(30));

        assertThat(keys).isBetween(8, 12);
    }

    @Test
    void twoNodesAtOnceMakeOneKey() throws Exception {
        for (int round = 0; round < 10; round++) {
            Instant due = now;
            atOnce(() -> node(PROPERTIES).signing());
            assertThat(keysInStore()).as("first key, round " + round).isEqualTo(1);

            now = due.plus(PROPERTIES.keyLife());
            atOnce(() -> {
                node(PROPERTIES).rotation().run();
                return "";
            });
            assertThat(keysInStore()).as("second key, round " + round).isEqualTo(2);
            deleteKeys();
        }
    }

    @Test
    void anOperatorWhoDeletesAllKeysGetsOneThatSignsAtOnceOnEveryNode() {
        Node node = node(PROPERTIES);
        Node other = node(PROPERTIES);
        String stolen = node.signing();
        assertThat(other.signing()).isEqualTo(stolen);

        deleteKeys();
        advance(TokenKeys.MAX_AGE);

        assertThat(node.signing()).isNotEqualTo(stolen).isEqualTo(other.signing());
        assertThat(other.published()).containsExactly(node.signing());
    }

    @Test
    void anOperatorWhoDeletesTheKeyThatSignsGetsAnotherThoughTheNextIsThere() {
        Node node = node(PROPERTIES);
        String stolen = node.signing();
        advance(PROPERTIES.keyLife().minus(PROPERTIES.keyLead()));
        node.rotation().run();
        JDBC.sql("delete from token_key where id = ?").param(stolen).update();

        assertThat(node.signing()).isNotEqualTo(stolen);
        assertThat(node.published()).hasSize(2).doesNotContain(stolen);
    }

    @Test
    void whileTheStoreIsAwayTheLastKeyGoesOnForAWhile() {
        Database leaving = Database.open(STORE);
        Node node = node(PROPERTIES, leaving);
        String key = node.signing();
        leaving.close();

        advance(PROPERTIES.keyLead().minusSeconds(1));
        assertThat(node.signing()).isEqualTo(key);
        assertThatThrownBy(node::published).isInstanceOfAny(DataAccessException.class, TransactionException.class);

        advance(Duration.ofSeconds(2));
        assertThatThrownBy(node::signing).isInstanceOfAny(DataAccessException.class, TransactionException.class);
    }

    /**
     * Lets time pass on two nodes, of which one is now and then restarted or does not rotate, and returns how many keys have signed.
     *
     * @param stride how much time passes at once while no rotation is under way
     */
    private int simulate(TokenProperties properties, Duration span, Duration stride) {
        Random random = new Random(4711);
        List<Node> nodes = new ArrayList<>(List.of(node(properties), node(properties)));
        Verifiers verifiers = new Verifiers(properties);
        List<String> signed = new ArrayList<>();
        for (Instant end = now.plus(span); now.isBefore(end); ) {
            Node rotating = nodes.get(random.nextInt(2));
            if (random.nextInt(3) > 0) {
                rotating.rotation().run();
            }
            if (random.nextInt(50) == 0) {
                nodes.set(random.nextInt(2), node(properties));
            }
            nodes.forEach(node -> verifiers.fetch(now, node.published()));
            for (Node node : nodes) {
                String key = node.signing();
                verifiers.signed(now, key);
                if (!signed.contains(key)) {
                    signed.add(key);
                }
            }
            verifiers.verifyAll(now);
            advance(keysInStore() > 1 ? Duration.ofSeconds(1 + random.nextInt(14)) : untilNext(stride, properties));
        }
        return signed.size();
    }

    /** No further than to the moment in which the next key is made. */
    private Duration untilNext(Duration stride, TokenProperties properties) {
        Instant next = JDBC.sql("select max(signs_from) from token_key")
                .query(Timestamp.class)
                .single()
                .toInstant()
                .plus(properties.keyLife())
                .minus(properties.keyLead());
        Duration left = Duration.between(now, next);
        return left.compareTo(stride) > 0 ? stride : Duration.ofSeconds(5);
    }

    /** Those who fetched the published keys at any moment, and use them for as long as they were told to. */
    private static final class Verifiers {

        private record Copy(Instant fetchedAt, Set<String> keys) {}

        private record Token(Instant signedAt, String key) {}

        private final TokenProperties properties;
        private final Deque<Copy> copies = new ArrayDeque<>();
        private final Deque<Token> tokens = new ArrayDeque<>();

        Verifiers(TokenProperties properties) {
            this.properties = properties;
        }

        void fetch(Instant now, Set<String> published) {
            copies.add(new Copy(now, published));
        }

        void signed(Instant now, String key) {
            tokens.add(new Token(now, key));
        }

        void verifyAll(Instant now) {
            copies.removeIf(
                    copy -> copy.fetchedAt.plus(properties.publishedMaxAge()).isBefore(now));
            tokens.removeIf(token -> token.signedAt
                    .plus(properties.lifetime())
                    .plus(TokenClaims.CLOCK_SKEW)
                    .isBefore(now));
            Set<String> alive =
                    Set.copyOf(tokens.stream().map(Token::key).distinct().toList());
            copies.forEach(copy -> assertThat(copy.keys)
                    .as("at %s, of %s", now, copy.fetchedAt)
                    .containsAll(alive));
        }
    }

    private void advance(Duration time) {
        now = now.plus(time);
    }

    private Node node(TokenProperties properties) {
        return node(properties, DATABASE);
    }

    private Node node(TokenProperties properties, Database database) {
        DataSource store = database.as(DatabaseRole.APP);
        TokenKeyRepository repository = new TokenKeyRepository(store);
        TokenKeyRotation rotation =
                new TokenKeyRotation(repository, properties, () -> now, store, new JdbcTransactionManager(store));
        return new Node(rotation, new TokenKeys(repository, rotation, properties, () -> now));
    }

    private static void atOnce(Callable<String> work) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            for (Future<String> done : nodes.invokeAll(Collections.nCopies(4, work))) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    private static int keysInStore() {
        return JDBC.sql("select count(*) from token_key").query(Integer.class).single();
    }
}
