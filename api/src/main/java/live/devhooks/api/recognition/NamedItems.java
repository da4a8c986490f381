package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Values with names, as Daraja lists them: in any order, some without a value, some more than once, a single one without a list. */
final class NamedItems {

    private final List<Item> items = new ArrayList<>();

    private record Item(String name, JsonNode value) {

        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    private NamedItems(JsonNode list, Function<JsonNode, JsonNode> name, Function<JsonNode, JsonNode> value) {
        for (JsonNode item : list.isObject() ? List.of(list) : list) {
            Values.text(name.apply(item)).ifPresent(text -> items.add(new Item(text, value.apply(item))));
        }
    }

    /** Those in {@code list}, each of which has its name and its value in members of these names. */
    static NamedItems in(JsonNode list, String name, String value) {
        return new NamedItems(list, item -> item.path(name), item -> item.path(value));
    }

    /** The same, where nobody knows in which case the members' names are written. */
    static NamedItems ignoringCase(JsonNode list, String name, String value) {
        return new NamedItems(list, item -> Values.ignoringCase(item, name), item -> Values.ignoringCase(item, value));
    }

    /** Whether there is one of any of these names, with a value or without. */
    boolean has(String... names) {
        return first(Optional::of, names).isPresent();
    }

    /** All texts of this name. */
    List<String> texts(String name) {
        return items.stream()
                .filter(item -> item.isNamed(name))
                .flatMap(item -> Values.text(item.value).stream())
                .toList();
    }

    /** The first text of the first of these names that has one. */
    Optional<String> text(String... names) {
        return first(Values::text, names);
    }

    /** The first amount of money of the first of these names that has one. */
    Optional<BigDecimal> money(String... names) {
        return first(Values::money, names);
    }

    private <T> Optional<T> first(Function<JsonNode, Optional<T>> read, String... names) {
        for (String name : names) {
            for (Item item : items) {
                Optional<T> value = item.isNamed(name) ? read.apply(item.value) : Optional.empty();
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }
}
