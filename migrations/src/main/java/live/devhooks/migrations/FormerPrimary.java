package live.devhooks.migrations;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has a pool throw away connections to a server that only reads: after a failover another one is the primary, and the pool would keep
 * giving out what still leads to the former.
 */
final class FormerPrimary implements SQLExceptionOverride {

    private static final String READ_ONLY_TRANSACTION = "25006";

    @java.lang.Override // the interface has a type of that name
    public Override adjudicate(SQLException e) {
        return READ_ONLY_TRANSACTION.equals(e.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
