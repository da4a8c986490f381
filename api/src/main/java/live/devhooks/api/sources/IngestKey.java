package live.devhooks.api.sources;

import java.security.SecureRandom;

/**
 * Makes the random part of callback URLs. Daraja refuses URLs that contain {@code mpesa}, {@code m-pesa}, {@code safaricom},
 * {@code exe}, {@code exec}, {@code cmd}, {@code sql} or {@code query}, in any case: each of these has a letter that this alphabet
 * lacks, so that no key can contain one.
 */
public final class IngestKey {

    static final String ALPHABET = "0123456789bcdfghjknpqrstvwxyz";

    /** Characters of a key: 28 of 29 possible ones are 136 random bits. */
    static final int LENGTH = 28;

    private static final SecureRandom RANDOM = new SecureRandom();

    private IngestKey() {}

    /** Whether {@code text} could be a key at all. */
    public static boolean isWellFormed(String text) {
        return text.length() == LENGTH && text.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
    }

    /** A new one; also fit for any other random part of a callback URL. */
    public static String random() {
        StringBuilder key = new StringBuilder(LENGTH);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(at -> key.append(ALPHABET.charAt(at)));
        return key.toString();
    }
}
