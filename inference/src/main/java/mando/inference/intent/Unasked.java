package mando.inference.intent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Wordings in which a command stands and nobody asks for it: "I forbid you to open the garage door", "I heard the garage door opening". */
final class Unasked {

    private static final String SOMETHING = "(the|my|our|your|that|this|those|these|all|every|both|it|them|everything)\\b";
    private static final Map<String, Pattern> WORDINGS = new LinkedHashMap<>();

    static {
        WORDINGS.put("that forbids it", Pattern.compile("\\b(forbid|forbids|forbidden|mustn't|must not|not allowed"
                + "|never(?! mind\\b)|don't you dare|stop (asking|telling|reminding|trying))\\b"));
        WORDINGS.put("that is only imagined", Pattern.compile("\\b(imagine|pretend)\\b"));
        WORDINGS.put("that asks for one of two things",
                Pattern.compile("\\beither\\b.* or\\b|\\bor (the|my|our|your|maybe|perhaps)\\b"));
        WORDINGS.put("that is nothing that can be done here",
                Pattern.compile("\\b(answer|paint|polish|repair|replace|knock (on|at))\\b|\\bring\\b.*\\bbell\\b"));
        WORDINGS.put("that tells what happened",
                Pattern.compile("\\b(heard|saw|noticed|watched|overheard) " + SOMETHING));
        WORDINGS.put("that is to be written, read or remembered, not done",
                Pattern.compile(
                        "\\b(write|note|jot) (it |this |that )?down\\b|\\b(translate|spell|google|dictate|recite|quote"
                                + "|remind [a-z]+ (?!(what|which|if|how|when|who|where|is|are)\\b)(.* )?to [a-z]+|look up|search for|type in|remember to)\\b|\\b(text|e-?mail|message) (him|her|them|my|mum|mom|dad)\\b"
                                + "|\\b(send|leave|write|post) (him|her|them|[a-z]+ )?(a|an|the|this|another) (message|text|email|mail|note|letter|tweet)\\b"
                                + "|\\b(my|the|our|a) ([a-z-]+ )?(list|notes|diary|calendar)\\b"));
        WORDINGS.put("that leaves things as they are", Pattern.compile("\\bleave ((on|off|open) )?" + SOMETHING
                + "(?! (house|home|room|building|flat|apartment|place|office)\\b)"));
    }

    /** What looks like somebody's and is not. */
    private static final Set<String> CONTRACTIONS = Set.of("it's", "that's", "let's", "what's", "where's", "who's",
            "how's", "here's", "there's", "he's", "she's", "everyone's", "everybody's", "today's", "tonight's");

    private Unasked() {}

    /**
     * Why nobody asks for anything, as a clause; empty where somebody does.
     *
     * @param names where the home's names stand in what was said
     */
    static Optional<String> in(List<String> words, List<Utterance.Span> names) {
        // A door may be called "forbidden door".
        String text = IntStream.range(0, words.size())
                .filter(i -> names.stream().noneMatch(name -> name.start() <= i && i < name.end()))
                .mapToObj(words::get).collect(Collectors.joining(" "));
        return WORDINGS.entrySet().stream().filter(wording -> wording.getValue().matcher(text).find())
                .map(Map.Entry::getKey).findFirst()
                .or(() -> somebodyElses(words, names));
    }

    /** "The neighbour's garage door", where nothing here is called so. */
    private static Optional<String> somebodyElses(List<String> words, List<Utterance.Span> names) {
        return names.stream().filter(name -> name.start() > 0).map(name -> words.get(name.start() - 1))
                .filter(owner -> owner.endsWith("'s") && !CONTRACTIONS.contains(owner)).findFirst()
                .map(owner -> "that is about something of the " + owner.substring(0, owner.length() - 2));
    }
}
