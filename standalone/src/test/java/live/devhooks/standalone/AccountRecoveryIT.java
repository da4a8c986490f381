package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** How an owner has an account back, by a password reset that is mailed, or is rid of it. */
class AccountRecoveryIT extends Journey {

    private static final Pattern RESET = Pattern.compile("/password-reset#(pr_\\w+)");
    private static final GreenMail SMTP = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @DynamicPropertySource
    static void smtp(DynamicPropertyRegistry registry) {
        SMTP.start();
        registry.add("spring.mail.host", () -> "localhost");
        registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
        registry.add("devhooks.public-url", () -> "https://hooks.example.com/");
        registry.add("devhooks.accounts.sign-ups-per-email", () -> "100/1d");
    }

    @AfterAll
    static void stop() {
        SMTP.stop();
    }

    @Test
    void anAccountCanBeLookedAtRenamedAndDeleted() {
        Merchant merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");

        assertThat(text(merchant.get("/v1/account"), 200, "/email")).isEqualTo(merchant.email());
        assertThat(text(merchant.patch("/v1/account", "{\"name\":\"My shop\"}"), 200, "/name"))
                .isEqualTo("My shop");
        assertThat(merchant.delete("/v1/account").statusCode()).isEqualTo(204);

        isProblem(merchant.get("/v1/account"), 401, "not-authenticated");
        isProblem(merchant.signIn(), 401, "invalid-credentials");
    }

    @Test
    void strangersWhoSignUpWithAnAddressDoNotKeepItsOwnerOut() {
        Merchant owner = Merchant.signUp(base());
        for (int stranger = 0; stranger < 12; stranger++) {
            assertThat(Merchant.stranger(base())
                            .post(
                                    "/v1/accounts",
                                    "{\"email\":\"%s\",\"password\":\"correct horse stranger %d\",\"name\":\"a stranger's\"}"
                                            .formatted(owner.email(), stranger))
                            .statusCode())
                    .isEqualTo(201);
        }

        assertThat(owner.signIn().statusCode()).isEqualTo(200);
        owner.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(owner.email()));
        String ownName = owner.email().substring(0, owner.email().indexOf('@'));
        await().until(() -> mails(owner.email()).anyMatch(mail -> mail.contains("for the account \"" + ownName)));
    }

    @Test
    void whoeverProvesAnAddressEndsWhatAStrangerMadeWithIt() {
        Merchant stranger = Merchant.signUp(base());
        stranger.createSource("payment-flow");
        String key = stranger.createKey();
        String secret = stranger.createSecret("payment-flow");
        String sessionSecret =
                stranger.createSession("payment-flow", "order-1").get("secret").asString();
        Merchant owner = Merchant.stranger(base());

        reset(stranger.email(), 1, "correct horse new");

        isProblem(stranger.get("/v1/account"), 401, "not-authenticated");
        isProblem(Merchant.showing(base(), key).get("/v1/account"), 401, "invalid-key");
        isProblem(owner.exchange("payment-flow", secret), 401, "invalid-secret");
        isProblem(owner.exchange("payment-flow", sessionSecret), 401, "invalid-secret");
        assertThat(owner.signIn(stranger.email(), "correct horse new").statusCode())
                .isEqualTo(200);
        assertThat(actions(owner)).startsWith("account.signed-in", "account.email-proved", "account.password-reset");
    }

    @Test
    void aForgottenPasswordIsSetAnewByALinkThatWorksOnce() {
        Merchant merchant = Merchant.signUp(base());
        Merchant elsewhere = Merchant.stranger(base());

        assertThat(elsewhere
                        .post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(merchant.email()))
                        .statusCode())
                .isEqualTo(202);
        String token = mailedToken(merchant.email(), 1);
        String reset = "/v1/password-resets/" + token;
        isProblem(elsewhere.put(reset, "{\"password\":\"short\"}"), 400, "invalid-field");
        assertThat(elsewhere.put(reset, "{\"password\":\"correct horse new\"}").statusCode())
                .isEqualTo(204);

        isProblem(elsewhere.put(reset, "{\"password\":\"correct horse other\"}"), 404, "not-found");
        isProblem(merchant.get("/v1/account"), 401, "not-authenticated");
        isProblem(merchant.signIn(), 401, "invalid-credentials");
        assertThat(merchant.signIn(merchant.email(), "correct horse new").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPasswordThatIsForgottenAgainRevokesNothing() {
        Merchant owner = Merchant.signUp(base());
        reset(owner.email(), 1, "correct horse new");
        owner.signIn(owner.email(), "correct horse new");
        String key = owner.createKey();

        reset(owner.email(), 2, "correct horse newer");

        assertThat(Merchant.showing(base(), key).get("/v1/account").statusCode())
                .isEqualTo(200);
    }

    @Test
    void askingForAResetTellsNotWhoHasAnAccount() {
        Merchant stranger = Merchant.stranger(base());
        Merchant merchant = Merchant.signUp(base());

        HttpResponse<String> unknown = stranger.post(
                "/v1/password-resets", "{\"email\":\"nobody-%s@example.com\"}".formatted(UUID.randomUUID()));
        HttpResponse<String> known =
                stranger.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(merchant.email()));

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(202);
        assertThat(unknown.body()).isEqualTo(known.body()).isEmpty();
    }

    private static String content(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> mails(String email) {
        return Arrays.stream(SMTP.getReceivedMessagesForDomain(email)).map(AccountRecoveryIT::content);
    }

    private void reset(String email, int nth, String password) {
        Merchant owner = Merchant.stranger(base());
        owner.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(email));
        assertThat(owner.put(
                                "/v1/password-resets/" + mailedToken(email, nth),
                                "{\"password\":\"%s\"}".formatted(password))
                        .statusCode())
                .isEqualTo(204);
    }

    /** Of the {@code nth} mail with one. */
    private static String mailedToken(String email, int nth) {
        return await().until(
                        () -> mails(email)
                                .map(RESET::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .skip(nth - 1L)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<String> actions(Merchant merchant) {
        return json(merchant.get("/v1/audit"), 200)
                .get("entries")
                .valueStream()
                .map(entry -> entry.get("action").asString())
                .toList();
    }
}
