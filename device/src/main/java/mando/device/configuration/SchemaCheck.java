package mando.device.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds a document against the schema that {@code mando schema} prints, so that the two cannot part, and says what is wrong with its line. Knows
 * the part of JSON Schema that the schema uses: type, enum, minimum, maximum, required, properties, additionalProperties, items, maxItems, anyOf
 * (of different types) and $ref into $defs.
 */
final class SchemaCheck {

    private static final String RESOURCE = "schema.json";

    private final JsonNode schema;
    private final String file;
    private final List<String> problems = new ArrayList<>();

    SchemaCheck(String file) {
        this.file = file;
        this.schema = schema();
    }

    static JsonNode schema() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read from the program's own jar", e);
        }
    }

    List<String> check(Located.Mapping document) {
        check(document, schema, "the file");
        return List.copyOf(problems);
    }

    private void check(Located node, JsonNode rule, String what) {
        if (rule.has("$ref")) {
            check(node, schema.at(rule.get("$ref").asText().substring(1)), what);
            return;
        }
        if (rule.has("anyOf")) {
            for (JsonNode choice : rule.get("anyOf")) {
                if (isOfType(node, choice.path("type").asText())) {
                    check(node, choice, what);
                    return;
                }
            }
            problem(node, what + " is neither " + String.join(" nor ", types(rule.get("anyOf"))));
            return;
        }
        String type = rule.path("type").asText();
        if (!isOfType(node, type)) {
            problem(node, what + " should be " + named(type) + ", not " + shown(node));
            return;
        }
        switch (node) {
            case Located.Scalar scalar -> checkScalar(scalar, rule, what);
            case Located.Sequence sequence -> {
                if (rule.has("maxItems") && sequence.elements().size() > rule.get("maxItems").asInt()) {
                    problem(node, what + " has " + sequence.elements().size() + " entries; at most "
                            + rule.get("maxItems").asInt() + " are possible");
                }
                if (sequence.elements().size() < rule.path("minItems").asInt(0)) {
                    problem(node, what + " is empty");
                }
                sequence.elements().forEach(element -> check(element, rule.path("items"), "an entry of " + what));
            }
            case Located.Mapping mapping -> checkMapping(mapping, rule, what);
        }
    }

    private void checkMapping(Located.Mapping mapping, JsonNode rule, String what) {
        String name = mapping.get("name").filter(Located.Scalar.class::isInstance).map(Located.Scalar.class::cast)
                .map(scalar -> " '" + scalar.value() + "'").orElse("");
        JsonNode properties = rule.path("properties");
        JsonNode additional = rule.path("additionalProperties");
        var misspelled = new HashSet<String>();
        mapping.entries().forEach((key, value) -> {
            if (properties.has(key)) {
                check(value, properties.get(key), "'" + key + "'" + (name.isEmpty() ? "" : " of" + name));
            } else if (additional.isObject()) {
                check(value, additional, "'" + key + "'");
            } else {
                Optional<String> meant = nearest(key, properties);
                meant.ifPresent(misspelled::add);
                String near = meant.map(hint -> "; did you mean '" + hint + "'?").orElse("");
                problems.add(file + ":" + mapping.keyLines().get(key) + ": unknown key '" + key + "'"
                        + (name.isEmpty() ? "" : " in" + name) + near);
            }
        });
        for (JsonNode required : rule.path("required")) {
            if (!mapping.entries().containsKey(required.asText()) && !misspelled.contains(required.asText())) {
                problem(mapping, what + name + " lacks '" + required.asText() + "'");
            }
        }
    }

    private void checkScalar(Located.Scalar scalar, JsonNode rule, String what) {
        if (rule.has("enum")) {
            var choices = new ArrayList<String>();
            rule.get("enum").forEach(choice -> choices.add(choice.asText()));
            if (!choices.contains(scalar.value())) {
                problem(scalar, what + " is " + shown(scalar) + "; it can be " + String.join(", ", choices));
            }
        }
        if (scalar.value() instanceof Number number
                && ((rule.has("minimum") && number.doubleValue() < rule.get("minimum").asDouble())
                        || (rule.has("maximum") && number.doubleValue() > rule.get("maximum").asDouble()))) {
            problem(scalar, what + " is " + number + "; it can be " + rule.path("minimum").asText() + " to "
                    + rule.path("maximum").asText());
        }
        if (scalar.value() instanceof String text) {
            if (text.isBlank()) {
                problem(scalar, what + " is empty");
            } else if (rule.has("pattern") && !Pattern.matches(rule.get("pattern").asText(), text)) {
                problem(scalar, what + " is " + shown(scalar) + "; expected: " + rule.path("description").asText());
            }
        }
    }

    private static boolean isOfType(Located node, String type) {
        return switch (node) {
            case Located.Mapping _ -> type.equals("object");
            case Located.Sequence _ -> type.equals("array");
            case Located.Scalar(Object value, int _) -> switch (value) {
                case String _ -> type.equals("string");
                case Boolean _ -> type.equals("boolean");
                case Long _ -> type.equals("integer") || type.equals("number");
                case Double _ -> type.equals("number");
                case null, default -> false;
            };
        };
    }

    private static List<String> types(JsonNode choices) {
        var types = new ArrayList<String>();
        choices.forEach(choice -> types.add(named(choice.path("type").asText())));
        return types;
    }

    private static String named(String type) {
        return switch (type) {
            case "object" -> "keys and values";
            case "array" -> "a list";
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> "a number";
        };
    }

    private static String shown(Located node) {
        return switch (node) {
            case Located.Mapping _ -> "keys and values";
            case Located.Sequence _ -> "a list";
            case Located.Scalar(Object value, int _) -> value == null ? "nothing" : "'" + value + "'";
        };
    }

    private void problem(Located node, String text) {
        problems.add(file + ":" + node.line() + ": " + text);
    }

    private static Optional<String> nearest(String key, JsonNode properties) {
        String best = null;
        int bestDistance = 3;
        for (String candidate : (Iterable<String>) properties::fieldNames) {
            int distance = distance(key, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance, with a swap of neighbours as one step. */
    private static int distance(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
