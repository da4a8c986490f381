package live.devhooks.api.addresses;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the outside reaches us, and through whom.
 *
 * @param publicUrl what callback URLs, and the links in mails, begin with, such as {@code https://hooks.example.com}; by default,
 *     callback URLs begin with the address of the request that asks, and mails state the path alone
 * @param streamUrl the address of {@code /stomp} that clients are told, such as {@code wss://stream.example.com/stomp}; by default that
 *     of the request that asks, which is right where api and realtime share one host
 * @param trustedProxies addresses and CIDR blocks of the proxies whose {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and
 *     {@code -Port} are believed; by default none
 */
@ConfigurationProperties("devhooks")
record AddressProperties(
        @Nullable URI publicUrl,
        @Nullable URI streamUrl,
        @DefaultValue List<String> trustedProxies) {}
