package live.devhooks.api.events;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes of JSON's strings (RFC 8259, section 7), which hide a text from whoever searches for it. */
final class JsonEscapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");
    private static final int HEXADECIMAL = 16;

    private JsonEscapes() {}

    /** The same text with what the escapes stand for. */
    static String resolved(String json) {
        return json.indexOf('\\') < 0 ? json : ESCAPE.matcher(json).replaceAll(JsonEscapes::replacement);
    }

    private static String replacement(MatchResult escape) {
        String code = escape.group(1);
        return Matcher.quoteReplacement(
                code == null ? character(escape.group(2)) : Character.toString(Integer.parseInt(code, HEXADECIMAL)));
    }

    private static String character(String escaped) {
        return switch (escaped) {
            case "b", "f", "n", "r", "t" -> " ";
            default -> escaped;
        };
    }
}
