package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as a browser is given it, and tokens for whoever is signed in to it. */
class ConsoleIT extends Journey {

    private static final Pattern SCRIPT =
            Pattern.compile("<script type=\"module\" crossorigin src=\"(/assets/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-up",
                "/sign-in",
                "/password-reset",
                "/sources",
                "/sources/payment-flow",
                "/sources/payment-flow/events/evt_1",
                "/usage",
                "/audit",
                "/settings"
            })
    void eachOfItsAddressesHasItsPageWhichIsNotKept(String path) {
        HttpResponse<String> answer = Merchant.stranger(base()).get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<div id=\"root\">");
        assertThat(answer.headers().allValues("cache-control")).containsExactly("no-cache");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
    }

    @Test
    void nothingMayRunInItThatIsNotInAFileOfIts() {
        HttpResponse<String> answer = Merchant.stranger(base()).get("/");

        assertThat(answer.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains(
                                "default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "nonce"));
        assertThat(answer.body()).doesNotContain("<style", "onload=").doesNotContainPattern("<script[^>]*>[^<]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void itsFilesAreKeptForAYearAndCompressedAndSetNoCookie(String coding) {
        Merchant reader = Merchant.stranger(base());

        HttpResponse<String> file =
                reader.send(HttpRequest.newBuilder(base().resolve(script())).header("accept-encoding", coding));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().allValues("cache-control")).containsExactly("max-age=31536000, public, immutable");
        assertThat(file.headers().firstValue("content-encoding")).hasValue(coding);
        assertThat(file.headers().allValues("vary"))
                .anySatisfy(by -> assertThat(by).containsIgnoringCase("accept-encoding"));
        assertThat(file.headers().firstValue("set-cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/nothing.js", "/assets/", "/console/index.html", "/index.html", "/nowhere", "/usage/x"})
    void whatIsNoneOfItIsNotFoundOrNotOpen(String path) {
        HttpResponse<String> answer = Merchant.stranger(base()).get(path);

        assertThat(answer.statusCode()).isIn(401, 404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void whoeverIsSignedInReadsASourceWithoutASecretUntilTheyAreNot() throws Exception {
        Merchant owner = Merchant.signUp(base());
        owner.createSource("payment-flow");

        HttpResponse<String> token = owner.post("/v1/tokens", "{\"sourceId\":\"payment-flow\"}");

        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        assertThat(Merchant.JSON.readTree(token.body()).get("destination").asString())
                .isEqualTo("/topic/sources/payment-flow");
        owner.delete("/v1/session");
        HttpResponse<String> refused = owner.post("/v1/tokens", "{\"sourceId\":\"payment-flow\"}");
        assertThat(refused.statusCode()).isIn(400, 401);
    }

    @Test
    void aForeignPageGetsNoTokenByTheCookieAlone() {
        Merchant owner = Merchant.signUp(base());
        owner.createSource("payment-flow");

        HttpResponse<String> answer = owner.send(owner.withoutCsrfToken("/v1/tokens")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sourceId\":\"payment-flow\"}")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("not-authenticated");
    }

    private String script() {
        Matcher script = SCRIPT.matcher(Merchant.stranger(base()).get("/").body());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }
}
