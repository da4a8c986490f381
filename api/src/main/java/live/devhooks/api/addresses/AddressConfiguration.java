package live.devhooks.api.addresses;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

    /** Before everything that asks for a client's address: the walls, the throttles, the ingest servlet. */
    @Bean
    FilterRegistrationBean<TrustedProxyFilter> trustedProxyFilter(AddressProperties properties) {
        AddressBlocks proxies = AddressBlocks.configured("devhooks.trusted-proxies", properties.trustedProxies());
        FilterRegistrationBean<TrustedProxyFilter> filter =
                new FilterRegistrationBean<>(new TrustedProxyFilter(proxies));
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
