package live.devhooks.api.tenancy;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The account that the running thread works for: the one that it was told, or else that of whoever signed in to the request. {@link TenantTransactionManager} tells it to the database when a transaction begins,
 * and row-level security does the rest: work without an account sees nothing.
 */
public final class Tenancy {

    private static final ThreadLocal<@Nullable UUID> ACCOUNT = new ThreadLocal<>();

    private Tenancy() {}

    /** Does {@code work} for {@code account}; transactions that it begins see that account's rows only. */
    public static <T> T as(UUID account, Supplier<T> work) {
        UUID outer = ACCOUNT.get();
        ACCOUNT.set(account);
        try {
            return work.get();
        } finally {
            restore(outer);
        }
    }

    /** The account that the running thread works for, if any. */
    public static Optional<UUID> current() {
        return Optional.ofNullable(ACCOUNT.get()).or(Tenancy::ofRequest);
    }

    /** The account that the running thread works for; a mistake of ours where there is none. */
    public static UUID required() {
        return current().orElseThrow(() -> new IllegalStateException("this work needs an account"));
    }

    /** Who makes the running request, if it is somebody of an account. */
    public static Optional<Tenant> caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Tenant tenant
                ? Optional.of(tenant)
                : Optional.empty();
    }

    private static Optional<UUID> ofRequest() {
        return caller().map(Tenant::accountId);
    }

    private static void restore(@Nullable UUID outer) {
        if (outer == null) {
            ACCOUNT.remove();
        } else {
            ACCOUNT.set(outer);
        }
    }
}
