package mando.inference.intent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A sentence cut at its "and" and "then" and where after a name another verb comes, so that each part can be read by itself: a small model writes one command more surely than three. Of the
 * ways to cut it, that counts whose parts are the most probable together. Immutable.
 */
final class Clauses {

    private static final Set<String> CONNECTIVES = Set.of("and", "then", "also", "plus");
    private static final Set<String> AFTER_THAT = Set.of("that", "this");
    /** What such a word stands for was said in a part before. */
    private static final Set<String> PRONOUNS = Set.of("it", "them", "they", "that", "these", "those", "one", "ones",
            "its", "their", "both", "same", "there", "other", "others");
    private static final Set<String> VERBS = Set.of("turn", "switch", "put", "set", "open", "close", "shut", "lock",
            "unlock", "dim", "brighten", "start", "stop", "pause", "play", "mute", "unmute", "activate", "raise",
            "lower", "make", "run");
    /** What ends a command as a name does: "turn the lamp off close the blinds". */
    private static final Set<String> PARTICLES = Set.of("on", "off", "up", "down");
    private static final int MOST_CUTS = 3;

    private final List<String> words;
    /** Where parts begin, and the sentence's end. */
    private final List<Integer> bounds;

    /**
     * @param words of a normalised transcript
     * @param names where the home's names stand in it; none is cut apart
     */
    Clauses(List<String> words, List<Utterance.Span> names) {
        this.words = List.copyOf(words);
        var found = new ArrayList<Integer>();
        found.add(0);
        for (int i = 1; i < words.size(); i++) {
            int place = i;
            boolean isInName = names.stream().anyMatch(name -> name.start() < place && place < name.end());
            boolean isAfterName = names.stream().anyMatch(name -> name.end() == place);
            if (!isInName && !connects(i - 1)
                    && (connects(i) || (VERBS.contains(words.get(i))
                            && (isAfterName || PARTICLES.contains(words.get(i - 1)))))) {
                found.add(i);
            }
        }
        found.add(words.size());
        this.bounds = List.copyOf(found);
    }

    private boolean connects(int i) {
        boolean isAfterThat = words.get(i).equals("after") && i + 1 < words.size()
                && AFTER_THAT.contains(words.get(i + 1));
        boolean isThat = i > 0 && words.get(i - 1).equals("after") && AFTER_THAT.contains(words.get(i));
        return CONNECTIVES.contains(words.get(i)) || isAfterThat || isThat;
    }

    /**
     * The most probable way to read this as several commands.
     *
     * @param reader what a part asks for; empty where that is nothing that can be done
     * @return empty where there is none
     */
    Optional<Reading> best(Function<Part, Optional<Reading>> reader) {
        int last = bounds.size() - 1;
        if (last < 2 || last > MOST_CUTS + 1) {
            return Optional.empty();
        }
        // Of the words up to each bound, the best way to read them; null where there is none.
        var upTo = new ArrayList<Reading>(Collections.nCopies(last + 1, null));
        for (int end = 1; end <= last; end++) {
            for (int start = 0; start < end; start++) {
                boolean isWhole = start == 0 && end == last;
                if (!isWhole && (start == 0 || upTo.get(start) != null)) {
                    Reading before = start == 0 ? null : upTo.get(start);
                    Reading read = part(start, end).flatMap(reader)
                            .map(part -> before == null ? part : before.and(part)).orElse(null);
                    boolean fits = read != null && (before == null || ordersApart(before, read));
                    if (fits && (upTo.get(end) == null || read.confidence() > upTo.get(end).confidence())) {
                        upTo.set(end, read);
                    }
                }
            }
        }
        return Optional.ofNullable(upTo.get(last));
    }

    /**
     * Words of a sentence that may be a command by themselves.
     *
     * @param isFirst whether the sentence begins with them
     */
    record Part(String text, boolean isFirst) {}

    private Optional<Part> part(int start, int end) {
        int from = bounds.get(start);
        int to = bounds.get(end);
        while (from < to && start > 0 && connects(from)) {
            from++;
        }
        List<String> part = words.subList(from, to);
        return part.isEmpty() || (start > 0 && part.stream().anyMatch(PRONOUNS::contains))
                ? Optional.empty()
                : Optional.of(new Part(String.join(" ", part), start == 0));
    }

    /** "A latte and an extra shot" is one order: what one appliance makes is never cut apart. */
    private static boolean ordersApart(Reading before, Reading all) {
        var makers = new HashSet<Catalogue.Device>();
        before.drafts().forEach(draft -> draft.candidates().forEach(candidate -> makers.add(candidate.device())));
        return all.drafts().stream().skip(before.drafts().size()).flatMap(draft -> draft.candidates().stream())
                .noneMatch(candidate -> makers.contains(candidate.device()));
    }
}
