package mando.deploy.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A sentence with choices: {@code (turn|switch) on {device} [please]}. Parentheses hold alternatives, brackets what may be left out,
 * braces the name of a class whose values are drawn from elsewhere. Immutable.
 */
final class SentenceTemplate {

    private sealed interface Part {}

    private record Words(String text) implements Part {}

    private record Choice(List<List<Part>> alternatives, boolean optional) implements Part {}

    private record Reference(String name) implements Part {}

    private final String source;
    private final List<Part> parts;

    private SentenceTemplate(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /**
     * @throws IllegalArgumentException where a bracket does not close
     */
    static SentenceTemplate parse(String source) {
        var parser = new Parser(source);
        List<List<Part>> alternatives = parser.alternatives('\0');
        List<Part> parts = alternatives.size() == 1
                ? alternatives.getFirst()
                : List.of(new Choice(alternatives, false));
        return new SentenceTemplate(source, parts);
    }

    /**
     * Draws one sentence.
     *
     * @param classes a value for a class, or nothing where the configuration has none: then there is no sentence
     */
    Optional<String> sample(RandomGenerator random, Function<String, Optional<String>> classes) {
        var words = new StringBuilder();
        if (!append(words, parts, random, classes)) {
            return Optional.empty();
        }
        String sentence = words.toString().replaceAll("\\s+", " ").strip();
        return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence);
    }

    private static boolean append(StringBuilder words, List<Part> parts, RandomGenerator random,
            Function<String, Optional<String>> classes) {
        for (Part part : parts) {
            switch (part) {
                case Words(String text) -> words.append(' ').append(text);
                case Reference(String name) -> {
                    Optional<String> value = classes.apply(name);
                    if (value.isEmpty()) {
                        return false;
                    }
                    words.append(' ').append(value.get());
                }
                case Choice(List<List<Part>> alternatives, boolean optional) -> {
                    boolean taken = !optional || random.nextBoolean();
                    List<Part> chosen = alternatives.get(random.nextInt(alternatives.size()));
                    int before = words.length();
                    if (taken && !append(words, chosen, random, classes)) {
                        words.setLength(before);
                        if (!optional) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return source;
    }

    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<List<Part>> alternatives(char end) {
            var alternatives = new ArrayList<List<Part>>();
            var current = new ArrayList<Part>();
            while (at < text.length() && text.charAt(at) != end) {
                char c = text.charAt(at);
                switch (c) {
                    case '|' -> {
                        at++;
                        alternatives.add(List.copyOf(current));
                        current.clear();
                    }
                    case '(' -> current.add(new Choice(group(')'), false));
                    case '[' -> current.add(new Choice(group(']'), true));
                    case '{' -> current.add(new Reference(name()));
                    default -> current.add(new Words(words()));
                }
            }
            if (end != '\0' && at == text.length()) {
                throw new IllegalArgumentException("'" + end + "' is missing in the template: " + text);
            }
            alternatives.add(List.copyOf(current));
            return List.copyOf(alternatives);
        }

        private List<List<Part>> group(char end) {
            at++;
            List<List<Part>> inside = alternatives(end);
            at++;
            return inside;
        }

        private String name() {
            int end = text.indexOf('}', at);
            if (end < 0) {
                throw new IllegalArgumentException("'}' is missing in the template: " + text);
            }
            String name = text.substring(at + 1, end);
            at = end + 1;
            return name;
        }

        private String words() {
            int start = at;
            while (at < text.length() && "()[]{}|".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw new IllegalArgumentException("'" + text.charAt(at) + "' stands alone in the template: " + text);
            }
            return text.substring(start, at).strip();
        }
    }
}
