package live.devhooks.api.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The document at {@code /v1/openapi.json}: made from the controllers, and completed here. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String SIGNED_IN = "signedIn";
    static final String CSRF_TOKEN = "csrfToken";
    static final String ACCOUNT_KEY = "accountKey";
    static final String SOURCE_SECRET = "sourceSecret";
    static final String STREAM_READER = "streamReader";

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Devhooks Sync")
                        .version("v1")
                        .description(
                                "Takes webhooks in, makes them durable and pushes them to whoever waits for them. Errors are"
                                        + " application/problem+json; `type` leads to what each means.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                SIGNED_IN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("devhooks_session")
                                        .description("Set by signing up and in"))
                        .addSecuritySchemes(
                                CSRF_TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-XSRF-TOKEN")
                                        .description(
                                                "The value of the cookie XSRF-TOKEN, with each change by somebody who is signed in"))
                        .addSecuritySchemes(ACCOUNT_KEY, bearer("An account key, ak_…: all of its account"))
                        .addSecuritySchemes(SOURCE_SECRET, bearer("A source secret, sk_…: what concerns its source"))
                        .addSecuritySchemes(
                                STREAM_READER,
                                bearer("A token, a source secret or a session secret: the stream that it is for")));
    }

    @Bean
    GlobalOperationCustomizer operations() {
        return new OperationAnswers();
    }

    @Bean
    GlobalOpenApiCustomizer webhooks() {
        return new FurtherOperations();
    }

    @Bean
    ModelConverter requiredComponents() {
        return new RequiredComponents();
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }
}
