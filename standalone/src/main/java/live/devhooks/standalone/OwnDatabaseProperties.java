package live.devhooks.standalone;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The PostgreSQL that comes along.
 *
 * @param data folder of the PostgreSQL that standalone brings along where {@code devhooks.database.url} is not given; made where it is
 *     not there, and serves one process at a time
 */
@ConfigurationProperties("devhooks")
record OwnDatabaseProperties(@DefaultValue(".devhooks/data") String data) {}
