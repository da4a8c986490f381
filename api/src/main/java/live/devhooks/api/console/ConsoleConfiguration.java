package live.devhooks.api.console;

import static org.springframework.web.servlet.function.RequestPredicates.methods;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/** Gives out what the module {@code web-console} has put on the class path. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

    private static final String FOLDER = "console/";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final Duration FILES_KEPT = Duration.ofDays(365);

    /** For each of the console's addresses its one page, which browsers ask for anew each time, since it names the files of its build. */
    @Bean
    RouterFunction<ServerResponse> consolePages() throws IOException {
        byte[] page = new ClassPathResource(FOLDER + "index.html").getContentAsByteArray();
        RequestPredicate isPage = Console.PAGES.stream()
                .map(RequestPredicates::path)
                .reduce(RequestPredicate::or)
                .orElseThrow();
        return RouterFunctions.route(
                methods(HttpMethod.GET, HttpMethod.HEAD).and(isPage),
                request -> ServerResponse.ok()
                        .contentType(HTML)
                        .cacheControl(CacheControl.noCache())
                        .body(page));
    }

    /** Files are kept for good, since another content has another name, and are given as they were compressed when they were built. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(Console.FILES)
                .addResourceLocations("classpath:/" + FOLDER + "assets/")
                .setCacheControl(CacheControl.maxAge(FILES_KEPT).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }
}
