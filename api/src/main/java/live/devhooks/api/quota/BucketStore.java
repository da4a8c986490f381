package live.devhooks.api.quota;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.CustomColumnProvider;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The days of all accounts as buckets of Bucket4j in PostgreSQL, which are locked for as long as one node takes from one of them.
 *
 * <p>A bucket has room for the highest limit that anybody has asked by, and is never refilled: the next day has another one. The limit that counts is
 * the asker's: one who asks by a lower limit gives back what it took beyond that. So what is taken is right whatever plans change, and
 * whoever has not heard of the change yet.
 */
@Component
final class BucketStore implements QuotaBuckets {

    /** Bucket4j refills every bucket some time; these are gone by then. */
    private static final Duration NEVER = Duration.ofDays(100);

    /** lock_not_available, deadlock_detected, serialization_failure. */
    private static final Set<String> HELD_STATES = Set.of("55P03", "40P01", "40001");

    private static final PrimaryKeyMapper<QuotaDay> KEY =
            (statement, at, day) -> statement.setString(at, day.toString());

    private final ProxyManager<QuotaDay> buckets;
    private final JdbcTemplate jdbc;

    BucketStore(Database database) {
        DataSource ingest = database.as(DatabaseRole.INGEST);
        this.jdbc = new JdbcTemplate(ingest);
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(ingest)
                .primaryKeyMapper(KEY)
                .table("quota_bucket")
                .idColumn("id")
                .stateColumn("state")
                .addCustomColumn(new TakenColumn())
                .build();
    }

    /** What has been taken of a bucket, in the clear. */
    private static final class TakenColumn implements CustomColumnProvider<QuotaDay> {

        @Override
        public void setCustomField(
                QuotaDay day, int at, PreparedStatement statement, RemoteBucketState state, long currentTimeNanos)
                throws SQLException {
            statement.setLong(at, room(state.getConfiguration()) - state.getAvailableTokens());
        }

        @Override
        public String getCustomFieldName() {
            return "taken";
        }
    }

    @Override
    public Answer ask(QuotaDay day, Request request) {
        try {
            return ask(buckets.getProxy(day, () -> withRoomFor(request.limit())), request);
        } catch (RuntimeException e) {
            throw isHeld(e) ? new HeldException(e) : e;
        }
    }

    private static Answer ask(BucketProxy bucket, Request request) {
        long left = request.limit();
        if (request.returned() > 0) {
            left = left(bucket.asVerbose().addTokens(request.returned()), request.limit());
        }
        if (request.owed() > 0) {
            left = left(bucket.asVerbose().consumeIgnoringRateLimits(request.owed()), request.limit());
        }
        return request.wanted() > 0 ? take(bucket, request.wanted(), request.limit()) : new Answer(0, left);
    }

    private static Answer take(BucketProxy bucket, long wanted, long limit) {
        VerboseResult<Long> result = bucket.asVerbose().tryConsumeAsMuchAsPossible(wanted);
        long taken = result.getValue();
        long left = left(result, limit);
        if (taken < wanted && left > 0) {
            // Made by a lower limit.
            bucket.replaceConfiguration(withRoomFor(limit), TokensInheritanceStrategy.ADDITIVE);
            Answer more = take(bucket, wanted - taken, limit);
            return new Answer(taken + more.taken(), more.left());
        }
        long tooMany = Math.min(taken, Math.max(0, -left));
        if (tooMany > 0) {
            bucket.addTokens(tooMany);
        }
        return new Answer(taken - tooMany, left + tooMany);
    }

    @Override
    public Map<QuotaDay, Long> taken(Collection<QuotaDay> days) {
        Map<String, QuotaDay> byId = new HashMap<>();
        days.forEach(day -> byId.put(day.toString(), day));
        Map<QuotaDay, Long> taken = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement =
                            connection.prepareStatement("select id, taken from quota_bucket where id = any (?)");
                    statement.setArray(
                            1, connection.createArrayOf("text", byId.keySet().toArray()));
                    return statement;
                },
                row -> {
                    taken.put(byId.get(row.getString("id")), row.getLong("taken"));
                });
        return taken;
    }

    /** How many are left by {@code limit}, whatever the bucket has room for. */
    private static long left(VerboseResult<?> result, long limit) {
        return result.getState().getAvailableTokens() - room(result.getConfiguration()) + limit;
    }

    private static long room(BucketConfiguration configuration) {
        return configuration.getBandwidths()[0].getCapacity();
    }

    /** Bucket4j knows no bucket without room. */
    private static BucketConfiguration withRoomFor(long limit) {
        long room = Math.max(1, limit);
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(room).refillIntervally(room, NEVER))
                .build();
    }

    private static boolean isHeld(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && HELD_STATES.contains(String.valueOf(sql.getSQLState()));
    }
}
