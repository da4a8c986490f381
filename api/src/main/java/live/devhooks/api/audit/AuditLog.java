package live.devhooks.api.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.api.tenancy.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The audit log of the account that asks. An entry is part of the transaction of what it tells, and so there if and only if that is. */
@Component
public class AuditLog {

    private static final int MAX_SUBJECT_LENGTH = 200;

    /** Work that no request asked for. */
    private static final String NOBODY = "devhooks";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    AuditLog(DataSource dataSource, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param id its place in the log
     * @param at when
     * @param actor who: a user's email, or the first characters of a key or secret
     * @param action what, such as {@code source.created}
     * @param subject to what, where the action does not say so itself
     * @param address from which address
     */
    @Schema(name = "AuditEntry")
    record Entry(
            long id,
            Instant at,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable String address) {}

    /** Notes that whoever makes the running request did {@code action} to {@code subject}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String action, @Nullable String subject) {
        record(caller(), action, subject);
    }

    /** Notes it of somebody who is not signed in yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String actor, String action, @Nullable String subject) {
        jdbc.sql("insert into audit_entry (account_id, at, actor, action, subject, address) values (?, ?, ?, ?, ?, ?)")
                .param(Tenancy.required())
                .param(Timestamp.from(clock.instant()))
                .param(actor)
                .param(action)
                .param(subject == null ? null : cut(subject))
                .param(address())
                .update();
    }

    /** The newest entries before the one with the id {@code before}, at most {@code limit}. */
    @Transactional(readOnly = true)
    List<Entry> list(long before, int limit) {
        return jdbc.sql("""
                        select id, at, actor, action, subject, address from audit_entry
                        where account_id = ? and id < ?
                        order by id desc
                        limit ?
                        """)
                .param(Tenancy.required())
                .param(before)
                .param(limit)
                .query((row, number) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("address"));
    }

    private static String caller() {
        return Tenancy.caller().map(Tenant::actor).orElse(NOBODY);
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : null;
    }

    private static String cut(String subject) {
        return subject.length() > MAX_SUBJECT_LENGTH ? subject.substring(0, MAX_SUBJECT_LENGTH) : subject;
    }
}
