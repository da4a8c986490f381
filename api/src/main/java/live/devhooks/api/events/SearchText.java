package live.devhooks.api.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.SessionName;

/**
 * What somebody searches events for: any part of an event's id, its session, what was read from it (receipt, phone, ids), or the text of
 * its body, in any case; and a phone number however it is written.
 */
final class SearchText {

    private final List<String> wanted = new ArrayList<>();
    private final Optional<Pattern> maskedPhone;

    private SearchText(String text) {
        wanted.add(text.toLowerCase(Locale.ROOT));
        Optional<KenyanPhone> phone = KenyanPhone.in(text);
        phone.ifPresent(number -> wanted.addAll(number.forms()));
        this.maskedPhone = phone.flatMap(KenyanPhone::masked);
    }

    /** What {@code text} asks for; empty where it is blank. */
    static Optional<SearchText> of(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new SearchText(text.strip()));
    }

    /** Whether it is found in {@code event}. */
    boolean isIn(Event event) {
        String body = event.body().legible();
        return isIn(event.id().toString())
                || isIn(event.session().map(SessionName::value).orElse(""))
                || isIn(JsonEscapes.resolved(event.reading()))
                || isIn(event.body().isJson() ? JsonEscapes.resolved(body) : body);
    }

    private boolean isIn(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return wanted.stream().anyMatch(lowerCase::contains)
                || maskedPhone.map(mask -> mask.matcher(lowerCase).find()).orElse(false);
    }
}
