package live.devhooks.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.tenancy.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users of an email, looked up before an account is known. */
@Component
class Users {

    /** Most users of one email that a password is compared with: those who proved it, then whoever had it first, then the newest. */
    static final int MAX_CANDIDATES = 3;

    private final JdbcClient jdbc;
    private final Passwords passwords;

    Users(DataSource dataSource, Passwords passwords) {
        this.jdbc = JdbcClient.create(dataSource);
        this.passwords = passwords;
    }

    /** Somebody who may be meant. */
    record Candidate(UUID userId, UUID accountId, String email, String passwordHash) {}

    List<Candidate> ofEmail(String email) {
        return ofEmail(email, MAX_CANDIDATES);
    }

    List<Candidate> ofEmail(String email, int most) {
        return jdbc.sql("select user_id, account_id, email, password_hash from users_of_email(?, ?)")
                .param(email)
                .param(most)
                .query(Candidate.class)
                .list();
    }

    /** Gives a user of the account that asks another hash; false where theirs is not {@code known} any more. */
    boolean replaceHash(UUID userId, String known, String hash) {
        return jdbc.sql("update app_user set password_hash = ? where account_id = ? and id = ? and password_hash = ?")
                        .param(hash)
                        .param(Tenancy.required())
                        .param(userId)
                        .param(known)
                        .update()
                == 1;
    }

    /**
     * The one whom the password fits. Where it fits nobody, it has been compared {@value #MAX_CANDIDATES} times, so that nobody can tell by
     * the time that it took whether there was anybody.
     */
    Optional<Candidate> match(List<Candidate> candidates, String password) {
        for (Candidate candidate : candidates) {
            if (passwords.matches(password, candidate.passwordHash())) {
                return Optional.of(candidate);
            }
        }
        for (int missing = candidates.size(); missing < MAX_CANDIDATES; missing++) {
            passwords.matchNobody(password);
        }
        return Optional.empty();
    }
}
