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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** An account from its making to its end. */
class AccountsIT extends Journey {

    private static final Pattern RESET = Pattern.compile("/v1/password-resets/(pr_\\w+)");
    private static final GreenMail SMTP = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @DynamicPropertySource
    static void smtp(DynamicPropertyRegistry registry) {
        SMTP.start();
        registry.add("spring.mail.host", () -> "localhost");
        registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
        registry.add("devhooks.public-url", () -> "https://hooks.example.com/");
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
    void whoeverSignsUpWithAKnownAddressLearnsNothingAndTakesNothing() {
        Merchant owner = Merchant.signUp(base());
        owner.createSource("payment-flow");
        Merchant other = Merchant.stranger(base());

        HttpResponse<String> answer = other.post(
                "/v1/accounts",
                "{\"email\":\"%s\",\"password\":\"another password\"}"
                        .formatted(owner.email().toUpperCase(Locale.ROOT)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(other.get("/v1/sources").body()).isEqualTo("{\"sources\":[]}");
        assertThat(owner.signIn().statusCode()).isEqualTo(200);
        assertThat(owner.get("/v1/sources").body()).contains("payment-flow");
    }

    @Test
    void whoeverSignsUpTwiceWithTheSamePasswordHasOneAccount() {
        Merchant merchant = Merchant.signUp(base());
        String id = text(merchant.get("/v1/account"), 200, "/id");

        HttpResponse<String> again = merchant.post(
                "/v1/accounts",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(merchant.email(), Merchant.PASSWORD));

        assertThat(text(again, 201, "/id")).isEqualTo(id);
    }

    @Test
    void aPasswordIsChangedWithTheOldOneAndEndsOtherSignIns() {
        Merchant merchant = Merchant.signUp(base());
        Merchant elsewhere = Merchant.stranger(base());
        elsewhere.signIn(merchant.email(), Merchant.PASSWORD);

        isProblem(
                merchant.patch("/v1/account", "{\"password\":\"a new password\",\"currentPassword\":\"wrong\"}"),
                401,
                "invalid-credentials");
        isProblem(merchant.patch("/v1/account", "{\"password\":\"a new password\"}"), 400, "invalid-field");
        String change = "{\"password\":\"a new password\",\"currentPassword\":\"%s\"}".formatted(Merchant.PASSWORD);
        assertThat(merchant.patch("/v1/account", change).statusCode()).isEqualTo(200);

        assertThat(merchant.get("/v1/account").statusCode()).isEqualTo(200);
        isProblem(elsewhere.get("/v1/account"), 401, "not-authenticated");
        isProblem(merchant.signIn(), 401, "invalid-credentials");
        assertThat(merchant.signIn(merchant.email(), "a new password").statusCode())
                .isEqualTo(200);
    }

    @Test
    void signingOutEverywhereEndsAllSignIns() {
        Merchant merchant = Merchant.signUp(base());
        Merchant elsewhere = Merchant.stranger(base());
        elsewhere.signIn(merchant.email(), Merchant.PASSWORD);

        assertThat(merchant.delete("/v1/session?everywhere=true").statusCode()).isEqualTo(204);

        isProblem(elsewhere.get("/v1/account"), 401, "not-authenticated");
        isProblem(merchant.get("/v1/account"), 401, "not-authenticated");
    }

    @Test
    void aForgottenPasswordIsSetAnewByALinkThatWorksOnce() {
        Merchant merchant = Merchant.signUp(base());
        Merchant elsewhere = Merchant.stranger(base());

        assertThat(elsewhere
                        .post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(merchant.email()))
                        .statusCode())
                .isEqualTo(202);
        String token = mailedToken(merchant.email());
        String reset = "/v1/password-resets/" + token;
        isProblem(elsewhere.put(reset, "{\"password\":\"short\"}"), 400, "invalid-field");
        assertThat(elsewhere.put(reset, "{\"password\":\"a new password\"}").statusCode())
                .isEqualTo(204);

        isProblem(elsewhere.put(reset, "{\"password\":\"another password\"}"), 404, "not-found");
        isProblem(merchant.get("/v1/account"), 401, "not-authenticated");
        isProblem(merchant.signIn(), 401, "invalid-credentials");
        assertThat(merchant.signIn(merchant.email(), "a new password").statusCode())
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

    @Test
    void whoeverTriesTooManyPasswordsHasToWait() {
        Merchant merchant = Merchant.signUp(base());
        for (int attempt = 0; attempt < 10; attempt++) {
            isProblem(merchant.signIn(merchant.email(), "wrong password"), 401, "invalid-credentials");
        }

        HttpResponse<String> refused = merchant.signIn();

        isProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 61L);
    }

    @Test
    void theAuditLogTellsWhoDidWhat() {
        Merchant merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
        String key = merchant.createKey();
        Merchant.showing(base(), key).createSecret("payment-flow");

        JsonNode first = json(merchant.get("/v1/audit?limit=2"), 200);
        JsonNode rest =
                json(merchant.get("/v1/audit?before=" + first.get("next").asLong()), 200);

        assertThat(first.at("/entries/0/action").asString()).isEqualTo("secret.created");
        assertThat(first.at("/entries/0/actor").asString()).isEqualTo(key.substring(0, 9));
        assertThat(first.at("/entries/1/action").asString()).isEqualTo("key.created");
        assertThat(first.at("/entries/1/actor").asString()).isEqualTo(merchant.email());
        assertThat(first.at("/entries/1/address").asString()).isEqualTo("127.0.0.1");
        assertThat(rest.at("/entries/0/action").asString()).isEqualTo("source.created");
        assertThat(rest.at("/entries/1/action").asString()).isEqualTo("account.created");
        assertThat(rest.get("next")).isNull();
        isProblem(merchant.get("/v1/audit?limit=201"), 400, "invalid-field");
    }

    private static String content(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String mailedToken(String email) {
        return await().until(
                        () -> Arrays.stream(SMTP.getReceivedMessagesForDomain(email))
                                .map(AccountsIT::content)
                                .map(RESET::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
