package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Signing up, signing in and out, and what the audit log says of it. */
class AccountsIT extends Journey {

    @Test
    void whoeverSignsUpWithAKnownAddressLearnsNothingAndTakesNothing() {
        Merchant owner = Merchant.signUp(base());
        owner.createSource("payment-flow");
        Merchant other = Merchant.stranger(base());

        HttpResponse<String> answer = other.post(
                "/v1/accounts",
                "{\"email\":\"%s\",\"password\":\"correct horse other\"}"
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
    void anAddressHasOneSpellingButForCapitals() {
        Merchant merchant = Merchant.stranger(base());
        String email = "victim-" + UUID.randomUUID() + "@example.com";
        merchant.post("/v1/accounts", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, Merchant.PASSWORD));
        String lookAlike = email.replace('i', '\u0130');

        for (HttpResponse<String> answer : List.of(
                merchant.signIn(lookAlike, Merchant.PASSWORD),
                merchant.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(lookAlike)),
                merchant.post(
                        "/v1/accounts",
                        "{\"email\":\"%s\",\"password\":\"correct horse long\"}".formatted(lookAlike)))) {
            isProblem(answer, 400, "invalid-field");
            assertThat(answer.body()).contains("\"field\":\"email\"").contains("ASCII");
        }
        assertThat(merchant.signIn(email.toUpperCase(Locale.ROOT), Merchant.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(text(merchant.get("/v1/audit"), 200, "/entries/0/actor")).isEqualTo(email);
    }

    @Test
    void aPasswordIsChangedWithTheOldOneAndEndsOtherSignIns() {
        Merchant merchant = Merchant.signUp(base());
        Merchant elsewhere = Merchant.stranger(base());
        elsewhere.signIn(merchant.email(), Merchant.PASSWORD);

        isProblem(
                merchant.patch("/v1/account", "{\"password\":\"correct horse new\",\"currentPassword\":\"wrong\"}"),
                401,
                "invalid-credentials");
        isProblem(merchant.patch("/v1/account", "{\"password\":\"correct horse new\"}"), 400, "invalid-field");
        String change = "{\"password\":\"correct horse new\",\"currentPassword\":\"%s\"}".formatted(Merchant.PASSWORD);
        assertThat(merchant.patch("/v1/account", change).statusCode()).isEqualTo(200);

        assertThat(merchant.get("/v1/account").statusCode()).isEqualTo(200);
        isProblem(elsewhere.get("/v1/account"), 401, "not-authenticated");
        isProblem(merchant.signIn(), 401, "invalid-credentials");
        assertThat(merchant.signIn(merchant.email(), "correct horse new").statusCode())
                .isEqualTo(200);
    }

    @Test
    void thePresentPasswordAloneChangesNothing() {
        HttpResponse<String> answer = Merchant.signUp(base()).patch("/v1/account", "{\"currentPassword\":\"zzz\"}");

        isProblem(answer, 400, "invalid-field");
        assertThat(answer.body()).contains("\"field\":\"currentPassword\"");
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
    void whoeverTriesTooManyPasswordsHasToWait() {
        Merchant merchant = Merchant.signUp(base());
        for (int attempt = 0; attempt < 10; attempt++) {
            isProblem(merchant.signIn(merchant.email(), "correct horse wrong"), 401, "invalid-credentials");
        }

        HttpResponse<String> refused = merchant.signIn();

        isProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 61L);
    }

    @Test
    void theAuditLogNamesWhatWasChangedAndLeavesOutWhatWasNot() {
        Merchant merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
        merchant.patch("/v1/sources/payment-flow", "{\"paused\":true,\"burst\":7,\"name\":\"payment-flow\"}");
        merchant.patch("/v1/sources/payment-flow", "{\"paused\":true,\"burst\":7,\"sessionPointer\":\"\"}");
        merchant.patch("/v1/account", "{\"name\":\"My shop\"}");
        merchant.patch("/v1/account", "{\"name\":\"My shop\"}");
        merchant.delete("/v1/session");
        merchant.signIn();
        merchant.delete("/v1/session?everywhere=true");
        merchant.signIn();

        JsonNode entries = json(merchant.get("/v1/audit"), 200).get("entries");

        assertThat(entries.valueStream()
                        .map(entry -> entry.get("action").asString() + " "
                                + entry.path("subject").asString("")))
                .containsExactly(
                        "account.signed-in ",
                        "account.signed-out everywhere",
                        "account.signed-in ",
                        "account.signed-out ",
                        "account.renamed My shop",
                        "source.changed payment-flow paused, burst",
                        "source.created payment-flow",
                        "account.created ");
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
}
