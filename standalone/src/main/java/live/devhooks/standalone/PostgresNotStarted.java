package live.devhooks.standalone;

import java.nio.file.Path;

/** The PostgreSQL that comes along did not start. */
final class PostgresNotStarted extends RuntimeException {

    private final transient Path folder;

    PostgresNotStarted(Path folder, Throwable cause) {
        super("PostgreSQL did not start on " + folder + ": " + cause.getMessage(), cause);
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }
}
