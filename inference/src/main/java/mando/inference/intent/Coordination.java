package mando.inference.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sentence that says the same of several things, as a sentence of each: "the lamp and the fan off". */
final class Coordination {

    private static final Set<String> CONNECTIVES = Set.of("and", "plus", "also");
    private static final Set<String> ARTICLES = Set.of("the", "my", "our", "a", "an", "both");
    private static final Set<String> BEFORE_A_NAME = Set.of("the", "my", "our", "a", "an", "all", "every");
    /** "The lamp on and the fan off" does not say the same of both. */
    private static final List<Set<String>> OPPOSITES = List.of(Set.of("on", "off"), Set.of("open", "close"),
            Set.of("open", "shut"), Set.of("up", "down"), Set.of("lock", "unlock"));
    private static final int MOST_NAMES = 4;

    private Coordination() {}

    /**
     * The sentences; none where nothing is said of several things.
     *
     * @param words of a normalised transcript
     * @param names where the names of devices stand in it, in order
     */
    static List<String> sentences(List<String> words, List<Utterance.Span> names) {
        if (OPPOSITES.stream().anyMatch(words::containsAll)) {
            return List.of();
        }
        for (int first = 0; first < names.size(); first++) {
            int last = first;
            while (last + 1 < names.size() && isLink(words, names.get(last), names.get(last + 1))) {
                last++;
            }
            boolean isJoined = last > first && words.subList(names.get(last - 1).end(), names.get(last).start())
                    .stream().anyMatch(CONNECTIVES::contains);
            if (isJoined && last - first < MOST_NAMES) {
                return ofEach(words, names.subList(first, last + 1));
            }
        }
        return List.of();
    }

    private static boolean isLink(List<String> words, Utterance.Span name, Utterance.Span next) {
        return words.subList(name.end(), next.start()).stream()
                .allMatch(word -> CONNECTIVES.contains(word) || BEFORE_A_NAME.contains(word));
    }

    private static List<String> ofEach(List<String> words, List<Utterance.Span> names) {
        int begin = names.getFirst().start();
        while (begin > 0 && ARTICLES.contains(words.get(begin - 1))) {
            begin--;
        }
        List<String> before = words.subList(0, begin);
        List<String> after = words.subList(names.getLast().end(), words.size());
        var sentences = new ArrayList<String>();
        int from = begin;
        for (Utterance.Span name : names) {
            Stream<String> article = words.subList(from, name.start()).stream()
                    .filter(word -> !CONNECTIVES.contains(word) && !word.equals("both"));
            sentences.add(Stream.of(before.stream(), article, Stream.of(name.text()), after.stream())
                    .flatMap(part -> part).collect(Collectors.joining(" ")));
            from = name.end();
        }
        return List.copyOf(sentences);
    }
}
