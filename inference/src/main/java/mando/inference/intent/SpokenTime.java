package mando.inference.intent;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Days and times of day that were said and that the commands do not keep: "tomorrow", "every evening", "later". Done at once, they would be done when nobody wanted
 * it.
 */
final class SpokenTime {

    /** What no command can wait for, and no sensor tells. */
    private static final Set<String> DAYS = Set.of("yesterday", "monday", "tuesday", "wednesday", "thursday", "friday",
            "saturday", "sunday", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
            "weekend", "weekends", "weekday", "weekdays", "daily", "weekly", "nightly");
    private static final Set<String> RECURRING = Set.of("day", "night", "morning", "afternoon", "evening", "hour",
            "week", "month");
    private static final Set<String> PARTS_OF_THE_DAY = Set.of("morning", "afternoon", "evening");
    private static final Set<String> MOMENTS = Set.of("noon", "midday", "midnight");
    /** "See you later", "sooner or later". */
    private static final Set<String> NOT_BEFORE_LATER = Set.of("you", "or", "ya");

    private SpokenTime() {}

    /**
     * The first such time, as it was said.
     *
     * @param words of a normalised transcript, without the names of things in it
     */
    static Optional<String> unkept(List<String> words, List<Draft> drafts) {
        boolean scheduled = drafts.stream().anyMatch(draft -> draft.schedule().isPresent());
        boolean acts = drafts.stream()
                .noneMatch(draft -> draft.action().endsWith("query") || draft.action().startsWith("timer_"));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String last = i == 0 ? "" : words.get(i - 1);
            String next = i + 1 == words.size() ? "" : words.get(i + 1);
            boolean never = DAYS.contains(word) || (last.equals("every") && RECURRING.contains(word))
                    || (last.equals("next") && RECURRING.contains(word) && !word.equals("hour"))
                    // A time of day is kept the next time that it comes, which need not be tomorrow.
                    || (word.equals("tomorrow") && !(next.equals("morning") && scheduled));
            boolean lost = acts && !scheduled && (MOMENTS.contains(word)
                    || (Set.of("this", "the").contains(last) && PARTS_OF_THE_DAY.contains(word)
                            && (last.equals("this") || (i > 1 && words.get(i - 2).equals("in"))))
                    || (word.equals("tonight") && !last.equals("for"))
                    || (word.equals("later") && !NOT_BEFORE_LATER.contains(last)));
            if (never || lost) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }
}
