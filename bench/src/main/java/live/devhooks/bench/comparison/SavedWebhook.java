package live.devhooks.bench.comparison;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A body under a number, which Hibernate takes fifty of at once: one INSERT for each, and one index. */
@Entity
class SavedWebhook {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable
    private Long id;

    @Column(nullable = false)
    private byte[] body = new byte[0];

    /** For Hibernate. */
    protected SavedWebhook() {}

    SavedWebhook(byte[] body) {
        this.body = body;
    }
}
