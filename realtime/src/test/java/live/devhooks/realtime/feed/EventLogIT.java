package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import live.devhooks.realtime.access.AccountStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pages end, of whole streams and of sessions: a page that was cut says so, or its reader would be taken for one who has all. */
class EventLogIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);

    /** What an event of {@link StoredEvents} counts for: two bytes of body, two of what was recognised, and 400 around them. */
    private static final int EVENT = 404;

    private static final int AMPLE = 1_000_000;
    private static final long LITTLE = 1;

    private final StoredEvents stored = new StoredEvents(TestPostgres.superuser(PROPERTIES));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onePageHasAllWhereThereIsRoom(boolean ofSession) {
        assertThat(pages(AMPLE, wanted(ofSession, Room.ENOUGH.bytes()))).containsExactly("1 2 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onePageEndsWhereItsReaderHasNoMoreRoom(boolean ofSession) {
        assertThat(pages(AMPLE, wanted(ofSession, EVENT + 1))).containsExactly("1 2 and more");
        assertThat(pages(AMPLE, wanted(ofSession, LITTLE))).containsExactly("1 and more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onePageEndsWhereAStatementIsLongEnough(boolean ofSession) {
        assertThat(pages(EVENT + 1, wanted(ofSession, Room.ENOUGH.bytes()))).containsExactly("1 2 and more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalPagesEndWhereTheyAreLongEnoughTogether(boolean ofSession) {
        List<String> pages = pages(
                4 * EVENT + 1,
                wanted(ofSession, Room.ENOUGH.bytes()),
                wanted(ofSession, Room.ENOUGH.bytes()),
                wanted(ofSession, Room.ENOUGH.bytes()));

        assertThat(pages).containsExactly("1 2 3", "1 2 and more", "and more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOnePageHasNoRoomForIsNotTakenFromTheOthers(boolean ofSession) {
        List<String> pages = pages(2 * EVENT + 1, wanted(ofSession, LITTLE), wanted(ofSession, Room.ENOUGH.bytes()));

        assertThat(pages).containsExactly("1 and more", "1 2 and more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoWorksForOthersSeesNothing(boolean ofSession) {
        List<Wanted> alone = List.of(wanted(ofSession, Room.ENOUGH.bytes()));
        List<Wanted> several = List.of(alone.get(0), wanted(ofSession, Room.ENOUGH.bytes()));
        List<Wanted> withinRoom = List.of(alone.get(0), wanted(ofSession, LITTLE));

        assertThat(Stream.of(alone, several, withinRoom)
                        .map(wanted -> new PageQuery(properties(AMPLE), wanted, ofSession))
                        .flatMap(
                                query -> query
                                        .read(new AccountStore(DATABASE), Set.of(UUID.randomUUID()), yesterday())
                                        .values()
                                        .stream())
                        .map(EventLogIT::shown))
                .isNotEmpty()
                .allMatch(String::isEmpty);
    }

    /** A stream of its own that has three events, of one session. */
    private Wanted wanted(boolean ofSession, long bytes) {
        Grant grant = stored.createSource();
        stored.append(grant, "s", 3);
        Optional<SessionName> session = ofSession ? SessionName.of("s") : Optional.empty();
        return new Wanted(grant, session, Place.after(0), new Room(Integer.MAX_VALUE, bytes));
    }

    private static List<String> pages(int pageBytes, Wanted... wanted) {
        EventLog log = new EventLog(DATABASE, properties(pageBytes), InstantSource.system());
        return log.pages(List.of(wanted)).stream().map(EventLogIT::shown).toList();
    }

    private static String shown(Page page) {
        Stream<String> seqs =
                page.events().stream().map(event -> Long.toString(event.id().seq()));
        return String.join(
                " ",
                Stream.concat(seqs, page.isFull() ? Stream.of("and more") : Stream.empty())
                        .toList());
    }

    private static OffsetDateTime yesterday() {
        return Instant.now().minus(Duration.ofHours(24)).atOffset(ZoneOffset.UTC);
    }

    private static FeedProperties properties(int pageBytes) {
        return TestFeed.properties(200, pageBytes, Duration.ofHours(1));
    }
}
