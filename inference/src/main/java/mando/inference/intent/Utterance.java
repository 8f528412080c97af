package mando.inference.intent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of one utterance, normalised, and what can be taken out of them. What was said just before counts as said where it is referred to. */
final class Utterance {

    private static final int LONGEST_NAME_WORDS = 3;

    /** Between these a name stands by itself: "the lamp", but not "the bedroom lamp", of which there may be none. */
    private static final Set<String> BEFORE_A_NAME = words("""
            the a an my our this that all both every each and or but then also please just only so not except besides
            on off up down for with to into in at by from i we you it it's is are was do does did can could let have
            get want need like see how what what's where when if as uh um oh ok okay hey
            turn switch put set open close shut lock unlock dim brighten start stop pause play mute unmute activate
            toggle raise lower make run fly move land arm disarm""");
    private static final Set<String> AFTER_A_NAME = words("""
            and or but then also too please now again thanks thank is are was has should would will can could if when
            while because so a half full right all except besides immediately later tonight today i we you it
            red green blue white brighter darker warmer cooler louder quieter open closed
            turn switch put set close start stop take go come fly hover land climb move return rise hold arm disarm""");
    /** These stand after a name, too, but not where they begin what tells it from others: "the lamp on the desk", "the lamp in garage". */
    private static final Set<String> PARTICLES = words("on off up down to at by for until in after");

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private final List<String> words;
    private final Set<String> named;
    private final Set<BigDecimal> numbers;
    private final Set<BigDecimal> ownNumbers;
    private final TokenTrie<String> spans = new TokenTrie<>();

    /**
     * Words that stand together.
     *
     * @param start the first word's index
     * @param end the index after the last word's
     */
    record Span(String text, int start, int end) {}

    /**
     * @param normalised the transcript in normal form
     * @param before what was said and done before, where that is taken into account
     */
    Utterance(String normalised, Optional<Exchange> before, IntentVocabulary vocabulary) {
        words = List.of(normalised.split(" "));
        List<String> all = Stream.concat(words.stream(), before.stream().flatMap(exchange -> Arrays
                .stream((exchange.heard() + " " + exchange.output().replaceAll("<[^>]*>", " ")).strip().split("\\s+"))))
                .toList();
        named = all.stream().map(Utterance::singular).collect(Collectors.toUnmodifiableSet());
        numbers = numbers(all);
        ownNumbers = numbers(words);
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST_NAME_WORDS); to++) {
                String name = text(from, to);
                spans.put(vocabulary.text(name), name);
            }
        }
    }

    private static Set<BigDecimal> numbers(List<String> words) {
        return words.stream().flatMap(word -> Arrays.stream(word.split(":")))
                .filter(word -> word.matches("-?[0-9]{1,6}(\\.[0-9]{1,3})?")).map(BigDecimal::new)
                .map(BigDecimal::stripTrailingZeros).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String text(int from, int to) {
        return String.join(" ", words.subList(from, to));
    }

    List<String> words() {
        return words;
    }

    String text() {
        return text(0, words.size());
    }

    /** All short runs of words. */
    TokenTrie<String> spans() {
        return spans;
    }

    /** Of {@link #numbers()} those that were said now. */
    Set<BigDecimal> ownNumbers() {
        return ownNumbers;
    }

    /** The numbers that were said, now or just before, without trailing zeros; of a time of day, the hour and the minute. */
    Set<BigDecimal> numbers() {
        return numbers;
    }

    /** Whether any word of a phrase was said, in singular or plural. */
    boolean names(String phrase) {
        return Arrays.stream(phrase.split(" ")).map(Utterance::singular).anyMatch(named::contains);
    }

    private static String singular(String word) {
        return word.length() > 1 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** Of phrases those that were said by themselves: as they are, and not as a part of a longer name of something else. */
    List<String> plainly(Set<String> phrases, int longest) {
        return find(phrases, longest, 0).stream().filter(this::standsAlone).map(Span::text).distinct().toList();
    }

    private boolean standsAlone(Span span) {
        boolean begins = span.start == 0 || BEFORE_A_NAME.contains(words.get(span.start - 1));
        if (!begins || span.end == words.size()) {
            return begins;
        }
        String next = words.get(span.end);
        if (!PARTICLES.contains(next) || span.end + 1 == words.size()) {
            return PARTICLES.contains(next) || ends(next);
        }
        String after = words.get(span.end + 1);
        return PARTICLES.contains(after) || (ends(after) && !after.equals("a"));
    }

    private static boolean ends(String word) {
        return AFTER_A_NAME.contains(word) || Character.isDigit(word.charAt(0));
    }

    /** Where phrases occur from a word on, in order; one that lies within a longer one is left out. */
    List<Span> find(Set<String> phrases, int from) {
        return find(phrases, longest(phrases), from);
    }

    /** How many words the longest phrase has. */
    static int longest(Set<String> phrases) {
        return phrases.stream().mapToInt(phrase -> phrase.split(" ").length).max().orElse(0);
    }

    /** The same, where it is known how many words the longest phrase has. */
    List<Span> find(Set<String> phrases, int longest, int from) {
        var found = new ArrayList<Span>();
        for (int start = from; start < words.size(); start++) {
            for (int end = Math.min(words.size(), start + longest); end > start; end--) {
                String text = text(start, end);
                if (phrases.contains(text)) {
                    found.add(new Span(text, start, end));
                }
            }
        }
        return found.stream().filter(span -> found.stream().noneMatch(other -> !other.equals(span)
                && other.start <= span.start && other.end >= span.end)).toList();
    }
}
