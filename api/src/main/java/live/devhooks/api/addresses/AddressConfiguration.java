package live.devhooks.api.addresses;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

    /** Before everything that asks for a client's address: the walls, the throttles. Webhooks pass by, and ask {@link Origins} themselves. */
    @Bean
    FilterRegistrationBean<ForwardedRequests> forwardedRequests(Origins origins) {
        FilterRegistrationBean<ForwardedRequests> filter = new FilterRegistrationBean<>(new ForwardedRequests(origins));
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        filter.setOrder(ForwardedRequests.ORDER);
        return filter;
    }
}
