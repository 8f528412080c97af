package mando.inference.intent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Wordings in which a command stands and nobody asks for it: "I forbid you to open the garage door", "I heard the garage door opening". */
final class Unasked {

    private static final String SOMETHING = "(the|my|our|your|that|this|those|these|all|every|both|it|them|everything)\\b";
    private static final String SOMEBODY = "(me|us|him|her|them|my|mum|mom|dad)";
    /** "Remind me what the thermostat is set to" is a question. */
    private static final String QUESTION = "(what|which|if|how|when|who|where|is|are)\\b";
    private static final List<Wording> WORDINGS = List.of(
            new Wording("that forbids it",
                    "(forbid|forbids|forbidden|mustn't|must not|not allowed|never(?! mind\\b)|don't you dare)\\b",
                    "stop (asking|telling|reminding|trying)\\b", "(regret|last thing (i|we) (want|need))\\b",
                    "(hate|dread|refuse) (for|to|it if|that|when)\\b"),
            new Wording("that is only imagined", "(imagine|pretend)\\b"),
            new Wording("that asks for one of two things", "either\\b.* or\\b",
                    "or (the|my|our|your|maybe|perhaps)\\b"),
            new Wording("that is nothing that can be done here", "(answer|polish|repair|replace)\\b",
                    "knock (on|at)\\b", "ring\\b.*\\bbell\\b"),
            new Wording("that tells what happened", "(heard|saw|noticed|watched|overheard) " + SOMETHING),
            new Wording("that leaves things as they are", "leave ((on|off|open) )?" + SOMETHING
                    + "(?! (house|home|room|building|flat|apartment|place|office)\\b)"));

    /** A timer may well be started so: "remind me in ten minutes to turn the oven off". */
    private static final Wording REMEMBERED = new Wording("that is to be written, read or remembered, not done",
            "(write|note|jot) (it |this |that )?down\\b",
            "(translate|spell|dictate|recite|quote|look up|search for|type in|remember to)\\b",
            "remind [a-z]+ (?!" + QUESTION + ")(.* )?to [a-z]+",
            "(text|e-?mail|message) " + SOMEBODY + "\\b",
            "(send|leave|write|post) ([a-z]+ )?(a|an|the|this|another) (message|text|email|mail|note|letter|tweet)\\b",
            "(my|the|our|a) ([a-z-]+ )?(list|notes|diary|calendar)\\b");

    /** A reason and the wordings that give it, each from the beginning of a word. */
    private record Wording(String reason, Pattern pattern) {

        Wording(String reason, String... wordings) {
            this(reason, Pattern.compile("\\b(" + String.join("|", wordings) + ")"));
        }

        Optional<String> in(String text) {
            return pattern.matcher(text).find() ? Optional.of(reason) : Optional.empty();
        }
    }

    /** What flies away or lets somebody in is not done where a "no" or "not" stands that the model may not have understood. */
    private static final Set<String> RISKS = Set.of("takeoff", "arm", "move", "unlock");
    private static final Pattern POLITE = Pattern
            .compile("\\b(why don't (you|we)|(won't|can't|couldn't|wouldn't|don't) you|(don't|wouldn't|not) mind"
                    + "|don't (forget|worry)|isn't too|not too|no (rush|hurry|problem|worries))\\b");
    private static final Pattern NEGATION = Pattern
            .compile("\\b(no|not|never|nobody|nothing|without|cannot|abort|grounded|stays?|[a-z]+n't)\\b");

    private static final Pattern NO_SUCH_THING = Pattern.compile("\\bno (way|one|chance|need|reason|point)\\b");

    /** What looks like somebody's and is not. */
    private static final Set<String> CONTRACTIONS = Set.of("it's", "that's", "let's", "what's", "where's", "who's",
            "how's", "here's", "there's", "he's", "she's", "everyone's", "everybody's", "today's", "tonight's");

    private Unasked() {}

    /**
     * Why nobody asks for anything, as a clause; empty where somebody does.
     *
     * @param names where the home's names stand in what was said
     * @param drafts what would be done
     */
    static Optional<String> in(List<String> words, List<Utterance.Span> names, List<Draft> drafts) {
        // A door may be called "forbidden door".
        String text = IntStream.range(0, words.size())
                .filter(i -> names.stream().noneMatch(name -> name.start() <= i && i < name.end()))
                .mapToObj(words::get).collect(Collectors.joining(" "));
        boolean onlyTimers = drafts.stream().allMatch(draft -> draft.action().startsWith("timer_"));
        return WORDINGS.stream().flatMap(wording -> wording.in(text).stream()).findFirst()
                .or(() -> onlyTimers ? Optional.empty() : REMEMBERED.in(text))
                .or(() -> negated(words, text, names, drafts)).or(() -> somebodyElses(words, names));
    }

    /** "No way the drone takes off", "no don't take off", and not "no take off" or "the front door no the back door". */
    private static Optional<String> negated(List<String> words, String text, List<Utterance.Span> names,
            List<Draft> drafts) {
        int no = words.indexOf("no");
        boolean corrects = !NO_SUCH_THING.matcher(text).find() && (no == 0
                || (names.stream().anyMatch(name -> name.end() <= no)
                        && names.stream().anyMatch(name -> name.start() > no)));
        String doubtful = POLITE.matcher(corrects ? text.replaceFirst("\\bno\\b", "") : text).replaceAll("");
        return drafts.stream().anyMatch(draft -> RISKS.contains(draft.action())) && NEGATION.matcher(doubtful).find()
                ? Optional.of("that may mean not to")
                : Optional.empty();
    }

    /** "The neighbour's garage door", where nothing here is called so. */
    private static Optional<String> somebodyElses(List<String> words, List<Utterance.Span> names) {
        return names.stream().filter(name -> name.start() > 0).map(name -> words.get(name.start() - 1))
                .filter(owner -> owner.endsWith("'s") && !CONTRACTIONS.contains(owner)).findFirst()
                .map(owner -> "that is about something of the " + owner.substring(0, owner.length() - 2));
    }
}
