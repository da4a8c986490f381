package live.devhooks.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * A source secret: {@code sk_}, 32 random characters of 62 (190 bits), and 6 that are a CRC-32 of what stands before, by which a
 * secret scanner tells a real one from a look-alike. It is so random that a plain SHA-256 keeps it safe.
 *
 * @param value the secret itself; never printed by {@link #toString()}
 */
public record SourceSecret(String value) {

    private static final String PREFIX = "sk_";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int SHOWN_LENGTH = PREFIX.length() + 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new secret. */
    public static SourceSecret random() {
        StringBuilder secret = new StringBuilder(PREFIX);
        RANDOM.ints(RANDOM_LENGTH, 0, ALPHABET.length()).forEach(at -> secret.append(ALPHABET.charAt(at)));
        return new SourceSecret(secret + checksum(secret.toString()));
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
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder(CHECKSUM_LENGTH);
        for (long rest = crc.getValue(); digits.length() < CHECKSUM_LENGTH; rest /= ALPHABET.length()) {
            digits.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        return digits.reverse().toString();
    }
}
