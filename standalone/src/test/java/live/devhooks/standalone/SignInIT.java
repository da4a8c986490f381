package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.TestPropertySource;

/** Signing in where passwords take long to hash, and few may try at once. */
@TestPropertySource(
        properties = {
            "devhooks.accounts.hash-strength=11",
            "devhooks.accounts.waiting-hashes=1",
            "devhooks.accounts.hash-wait=50ms",
            "devhooks.accounts.sign-ins-per-email=3/1d",
            "devhooks.accounts.sign-in-tries-per-address=6/1d",
            "devhooks.trusted-proxies=127.0.0.1,::1"
        })
class SignInIT extends Journey {

    private static final int TRIES = 6;

    @Autowired
    private DatabaseProperties store;

    @Test
    void aTryThatWasNotAnsweredForWantOfTimeIsNotCounted() throws Exception {
        Merchant merchant = Merchant.signUp(base());
        ExecutorService many = Executors.newFixedThreadPool(TRIES - 1);
        try {
            List<Callable<Integer>> attempts = Collections.nCopies(
                    TRIES - 1, () -> signInFrom("192.0.2.1", merchant).statusCode());
            boolean overloaded = false;
            for (Future<Integer> status : many.invokeAll(attempts)) {
                overloaded |= status.get() == 503;
            }
            assertThat(overloaded).isTrue();
        } finally {
            many.shutdownNow();
        }

        for (int again = 0; again < 3; again++) {
            assertThat(signInFrom("192.0.2.2", merchant).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void evenSignInsThatSucceedHaveALimit() {
        Merchant merchant = Merchant.signUp(base());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            assertThat(signInFrom("192.0.2.3", merchant).statusCode()).isEqualTo(200);
        }

        isProblem(signInFrom("192.0.2.3", merchant), 429, "too-many-requests");
        assertThat(signInFrom("192.0.2.4", merchant).statusCode()).isEqualTo(200);
    }

    @Test
    void aPasswordThatWasHashedWithLessWorkIsHashedAnewWhenItIsShown() {
        Merchant merchant = Merchant.signUp(base());
        JdbcClient superuser = TestPostgres.superuser(store);
        superuser
                .sql("update devhooks.app_user set password_hash = ? where email = ?")
                .params("{bcrypt}" + new BCryptPasswordEncoder(4).encode(Merchant.PASSWORD), merchant.email())
                .update();

        assertThat(signInFrom("192.0.2.5", merchant).statusCode()).isEqualTo(200);

        assertThat(superuser
                        .sql("select password_hash from devhooks.app_user where email = ?")
                        .param(merchant.email())
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2a$11$");
        assertThat(signInFrom("192.0.2.5", merchant).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> signInFrom(String address, Merchant merchant) {
        return Merchant.stranger(base())
                .send(HttpRequest.newBuilder(base().resolve("/v1/session"))
                        .header("content-type", "application/json")
                        .header("x-forwarded-for", address)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(merchant.email(), Merchant.PASSWORD))));
    }
}
