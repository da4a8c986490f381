package live.devhooks.bench.broker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The server: Spring's simple broker as it comes, behind {@code /stomp} on Jetty, with a publisher that is told by HTTP what to send. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    JettyServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import({BrokerSocket.class, Publisher.class})
public class BrokerApplication {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(BrokerApplication.class, args);
    }
}
