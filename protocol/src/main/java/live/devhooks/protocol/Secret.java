package live.devhooks.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A secret of any kind: the kind's prefix, {@value #RANDOM_LENGTH} random characters of 62 (190 bits), and {@value #CHECKSUM_LENGTH}
 * that are a CRC-32 of what stands before, by which a secret scanner tells a real one from a look-alike. It is so random that a plain
 * SHA-256 keeps it safe.
 *
 * @param value the secret itself; never printed by {@link #toString()}
 */
public record Secret(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int PREFIX_LENGTH = 3;
    private static final int LENGTH = PREFIX_LENGTH + RANDOM_LENGTH + CHECKSUM_LENGTH;
    private static final int SHOWN_LENGTH = PREFIX_LENGTH + 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a secret is for. */
    public enum Kind {
        /** For servers: reads everything of a source. */
        SOURCE("sk_"),
        /** For pages: reads one session. */
        SESSION("ss_"),
        /** For automation: all of {@code /v1}, for one account. */
        ACCOUNT_KEY("ak_"),
        /** In a mail: sets a new password, once. */
        PASSWORD_RESET("pr_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** A new secret. */
    public static Secret random(Kind kind) {
        StringBuilder secret = new StringBuilder(kind.prefix);
        RANDOM.ints(RANDOM_LENGTH, 0, ALPHABET.length()).forEach(at -> secret.append(ALPHABET.charAt(at)));
        return new Secret(secret + checksum(secret.toString()));
    }

    /** What it is for; empty if it is no secret of ours, by its form or its checksum. */
    public Optional<Kind> kind() {
        if (value.length() != LENGTH) {
            return Optional.empty();
        }
        int end = LENGTH - CHECKSUM_LENGTH;
        return checksum(value.substring(0, end)).equals(value.substring(end))
                ? Arrays.stream(Kind.values())
                        .filter(kind -> value.startsWith(kind.prefix))
                        .findFirst()
                : Optional.empty();
    }

    /** What of it may be shown again: enough to tell two apart, too little to use. */
    public String prefix() {
        return value.substring(0, Math.min(SHOWN_LENGTH, value.length()));
    }

    /** What of it is stored: its SHA-256. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder digits = new StringBuilder(CHECKSUM_LENGTH);
        for (long rest = crc.getValue(); digits.length() < CHECKSUM_LENGTH; rest /= ALPHABET.length()) {
            digits.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        return digits.reverse().toString();
    }
}
