package mando.inference.intent;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether commands hold what was said: nothing of which no word was said, and all that was plainly said. "Turn off the lights upstairs" is not done to all lights because the floor was not
 * understood, nor "to 75 percent" as a whole, nor two commands of three: then nothing is done. Thread-safe.
 */
final class Fidelity {

    /** After these, something that was said is meant to be lost. */
    private static final Set<String> CORRECTIONS = Set.of("no", "not", "sorry", "actually", "wait", "rather", "mean",
            "meant", "instead", "correction", "scratch", "oops");
    /** What is meant where nothing is named: "warmer", "make it brighter", "pause". */
    private static final Set<String> UNNAMED = Set.of("music", "lights", "thermostat", "vacuum", "mower");
    /** One of these is said where all things are meant. */
    private static final Set<String> ALL_THINGS = Set.of("everything", "all", "every", "everywhere", "whole", "entire",
            "anything", "nothing", "thing", "things", "stuff", "lot", "house", "home", "flat", "apartment", "place",
            "building", "rooms", "device", "devices", "electronics", "lights");
    private static final Set<String> SHARES = Set.of("half", "halfway", "third", "thirds", "quarter", "quarters");
    private static final Set<String> BEFORE_A_VALUE = Set.of("to", "at", "by");
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "any", "my", "our", "some");
    private static final Set<String> STOPPING = Set.of("stop", "stopped", "stopping", "stops", "off", "end", "halt",
            "cancel", "abort", "quit", "kill", "cut", "shut", "interrupt", "finish", "done", "enough", "pause", "cease",
            "terminate", "quiet", "hold");
    private static final Set<String> DECLINING = Set.of("skip", "hold", "cancel", "forget", "without", "no", "not",
            "never", "minus", "except");
    private static final Set<String> BEFORE_AN_ASIDE = Set.of("watch", "watching", "see", "hear", "hearing", "near",
            "beside", "behind", "under", "above", "over", "opposite");
    private static final Set<String> UNITS = Set.of("percent", "degrees", "degree", "kelvin", "celsius", "fahrenheit",
            "second", "seconds", "minute", "minutes", "hour", "hours", "meter", "meters", "metre", "metres", "feet",
            "foot", "centimeters", "centimetres");
    private static final Pattern EXCEPTION = Pattern
            .compile("\\b(except|excluding|besides|apart from|aside from|other than|not including|leaving out|save for"
                    + "|with the exception of|(all|everything|lights) but|but (leave|keep|not))\\b");
    /** "What a lovely day it is" asks nothing. */
    private static final Pattern EXCLAMATION = Pattern.compile("^((oh|ah|well|hey|wow|my|and|but) )*(what|such) an? ");
    private static final Pattern HOUR = Pattern.compile("[0-9]|1[0-2]");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    /** Wherever they are sent: "vacuum the hall". */
    private static final Set<String> MOVING = Set.of("vacuum", "mower", "drone");

    private final Referents referents;
    private final Map<String, Set<String>> places = new LinkedHashMap<>();

    Fidelity(Catalogue catalogue, Referents referents) {
        this.referents = referents;
        for (Catalogue.Area area : catalogue.areas()) {
            Set<String> inside = inside(catalogue, area);
            area.spokenNames().forEach(name -> places.computeIfAbsent(name, _ -> new HashSet<>()).addAll(inside));
            area.floor().map(TextNormaliser::normalise)
                    .ifPresent(name -> places.computeIfAbsent(name, _ -> new HashSet<>()).addAll(inside));
        }
    }

    private static Set<String> inside(Catalogue catalogue, Catalogue.Area area) {
        return catalogue.devices().stream()
                .filter(device -> device.area().filter(name -> name.equalsIgnoreCase(area.name())).isPresent())
                .map(Catalogue.Device::name).collect(Collectors.toSet());
    }

    /**
     * Why the commands are not what was said, as a clause; empty where they are.
     *
     * @param mentioned what of the home stands in what was said
     * @param output what the model wrote
     */
    Optional<String> objection(Utterance said, List<Mentions.Mention> mentioned, List<Draft> drafts, String output) {
        return drafts.stream().flatMap(Draft::references).map(Draft.Reference::phrase)
                .filter(phrase -> !UNNAMED.contains(phrase) && !said.names(phrase))
                .filter(phrase -> !phrase.equals("everything")
                        || said.words().stream().noneMatch(ALL_THINGS::contains))
                .findFirst()
                .map(phrase -> "nobody named " + phrase)
                .or(() -> exclamation(said, drafts))
                .or(() -> repeated(said, drafts).map(what -> "nobody said " + what + " as often as that"))
                .or(() -> unsaidStop(said, drafts).map(_ -> "nobody said stop"))
                .or(() -> declined(said, drafts).map(value -> "nobody asked for " + value))
                .or(() -> SpokenTime.unkept(unnamed(said, mentioned), drafts)
                        .map(time -> "nothing here waits for \"" + time + '"'))
                .or(() -> lost(said, mentioned, drafts, output).map(what -> what + " was not understood"))
                .or(() -> unasked(said, mentioned, drafts));
    }

    private static Optional<String> exclamation(Utterance said, List<Draft> drafts) {
        boolean asks = drafts.stream().allMatch(draft -> draft.action().endsWith("query"));
        return asks && EXCLAMATION.matcher(String.join(" ", said.words())).find()
                ? Optional.of("that is an exclamation, not a question")
                : Optional.empty();
    }

    /** "All lights off but leave the lamp on" asks for something. */
    private static Optional<String> unasked(Utterance said, List<Mentions.Mention> mentioned, List<Draft> drafts) {
        Set<String> names = mentioned.stream().filter(Mentions.Mention::isDevice).map(Mentions.Mention::text)
                .collect(Collectors.toSet());
        return drafts.stream().anyMatch(draft -> !draft.except().isEmpty())
                ? Optional.empty()
                : Unasked.in(said.words(), said.find(names, 0), drafts);
    }

    /** A value that is ordered more often than it was said, or the same command twice: then something else was not understood. */
    private static Optional<String> repeated(Utterance said, List<Draft> drafts) {
        return Stream.concat(ordered(drafts).filter(
                value -> ordered(drafts).filter(value::equals).count() > said.find(Set.of(value), 0).size()),
                drafts.stream().filter(draft -> !draft.action().equals("do"))
                        .filter(draft -> Collections.frequency(drafts, draft) > 1)
                        .flatMap(draft -> draft.reference().map(Draft.Reference::phrase).stream()))
                .findFirst();
    }

    /** The words that are in no name, place or value: "movie tonight" may be a scene. */
    private List<String> unnamed(Utterance said, List<Mentions.Mention> mentioned) {
        Set<String> names = Stream.concat(places.keySet().stream(), mentioned.stream().map(Mentions.Mention::text))
                .collect(Collectors.toSet());
        boolean[] isNamed = new boolean[said.words().size()];
        said.find(names, 0).forEach(span -> Arrays.fill(isNamed, span.start(), span.end(), true));
        return IntStream.range(0, isNamed.length).filter(i -> !isNamed[i]).mapToObj(said.words()::get).toList();
    }

    private static Stream<String> ordered(List<Draft> drafts) {
        return drafts.stream().flatMap(draft -> draft.values().stream()).map(TextNormaliser::normalise);
    }

    private Optional<String> lost(Utterance said, List<Mentions.Mention> mentioned, List<Draft> drafts,
            String output) {
        List<String> words = said.words();
        if (EXCEPTION.matcher(String.join(" ", words)).find()
                && drafts.stream().allMatch(draft -> draft.except().isEmpty())) {
            return Optional.of("the exception");
        }
        if (Condition.isIn(words) && drafts.stream().allMatch(Fidelity::actsAtOnce)) {
            return Optional.of("the condition");
        }
        // "No, the lamp" takes back what was said before, and nothing of this.
        if (words.stream().skip(1).anyMatch(CORRECTIONS::contains)) {
            return Optional.empty();
        }
        Set<String> written = Set
                .copyOf(List.of(output.replaceAll("<[^>]*>", " ").strip().split("[ :]+")));
        return Stream
                .of(number(words, written), share(unnamed(said, mentioned), written, drafts),
                        color(words, written, drafts), device(said, mentioned, drafts), place(said, drafts),
                        value(mentioned, drafts))
                .flatMap(Optional::stream).findFirst();
    }

    /** Not at a time that was told, not a question, and not "off if it is on". */
    private static boolean actsAtOnce(Draft draft) {
        return draft.schedule().isEmpty() && !draft.action().equals("query") && !draft.action().equals("toggle");
    }

    /** A number with a unit or behind "to", but for the one that is left behind in "from 19 degrees to 21". */
    private static Optional<String> number(List<String> words, Set<String> written) {
        for (int i = 0; i < words.size(); i++) {
            boolean hasUnit = i + 1 < words.size() && UNITS.contains(words.get(i + 1));
            boolean isSetTo = i > 0 && BEFORE_A_VALUE.contains(words.get(i - 1));
            boolean isLeft = i > 0 && words.get(i - 1).equals("from");
            if ((hasUnit || isSetTo) && !isLeft && NUMBER.matcher(words.get(i)).matches()
                    && !isWritten(words.get(i), written)) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
    }

    /** "Open the blinds a quarter" is not done as "open the blinds", nor is "half the lights" all of them. */
    private static Optional<String> share(List<String> words, Set<String> written, List<Draft> drafts) {
        boolean isSized = written.stream().anyMatch(word -> NUMBER.matcher(word).matches());
        return isSized || drafts.stream().anyMatch(draft -> draft.action().equals("do"))
                ? Optional.empty()
                : words.stream().filter(SHARES::contains).findFirst();
    }

    /** A step's sign is not said; an hour may be one of the afternoon. */
    private static boolean isWritten(String number, Set<String> written) {
        String amount = new BigDecimal(number).abs().stripTrailingZeros().toPlainString();
        return written.contains(amount) || written.contains("-" + amount) || (HOUR.matcher(amount).matches()
                && written.contains(String.valueOf((Integer.parseInt(amount) + 12) % 24)));
    }

    /** "From blue to white" asks for white; in an order a colour is none. */
    private static Optional<String> color(List<String> words, Set<String> written, List<Draft> drafts) {
        if (drafts.stream()
                .anyMatch(draft -> draft.action().equals("do") || draft.slots().containsKey("color_temperature"))) {
            return Optional.empty();
        }
        return IntStream.range(0, words.size()).filter(i -> i == 0 || !words.get(i - 1).equals("from"))
                .mapToObj(words::get).filter(ValueTries.COLORS::contains).filter(word -> !written.contains(word))
                .findFirst();
    }

    /** A timer may be for any thing, a mood for any scene. */
    private Optional<String> device(Utterance said, List<Mentions.Mention> mentioned, List<Draft> drafts) {
        if (drafts.stream().anyMatch(draft -> draft.action().startsWith("timer"))) {
            return Optional.empty();
        }
        Set<String> meant = drafts.stream().flatMap(Fidelity::meant).map(Catalogue.Device::name)
                .collect(Collectors.toSet());
        return mentioned.stream().filter(Mentions.Mention::isDevice).map(Mentions.Mention::text)
                .filter(phrase -> !said.find(Set.of(phrase), 0).stream().allMatch(name -> isAside(name, said.words())))
                .filter(phrase -> referents.byPhrase().get(phrase).named())
                .filter(phrase -> referents.byPhrase().get(phrase).devices().stream()
                        .noneMatch(device -> meant.contains(device.name()) || device.type().equals("scene")))
                .findFirst();
    }

    /** "I want to watch tv", "the lamp behind the tv". */
    private static boolean isAside(Utterance.Span name, List<String> words) {
        return BEFORE_AN_ASIDE.contains(wordBefore(name, words));
    }

    /** Behind which it stands, but for articles. */
    private static String wordBefore(Utterance.Span span, List<String> words) {
        int before = span.start() - 1;
        while (before >= 0 && ARTICLES.contains(words.get(before))) {
            before--;
        }
        return before >= 0 ? words.get(before) : "";
    }

    /** "Set the coffee maker running" stops nothing. */
    private static Optional<Draft> unsaidStop(Utterance said, List<Draft> drafts) {
        return said.words().stream().anyMatch(STOPPING::contains)
                ? Optional.empty()
                : drafts.stream()
                        .filter(draft -> !draft.candidates().isEmpty() && draft.candidates().stream()
                                .allMatch(candidate -> candidate.action().name().equals("stop")))
                        .findFirst();
    }

    /** "Skip the espresso", "a latte without sugar". */
    private static Optional<String> declined(Utterance said, List<Draft> drafts) {
        return ordered(drafts).filter(value -> !said.find(Set.of(value), 0).isEmpty())
                .filter(value -> said.find(Set.of(value), 0).stream()
                        .allMatch(span -> isDeclined(span, said.words())))
                .findFirst();
    }

    /** "No espresso", but "no, an espresso". */
    private static boolean isDeclined(Utterance.Span value, List<String> words) {
        String before = wordBefore(value, words);
        return DECLINING.contains(before)
                && (!before.equals("no") || words.get(value.start() - 1).equals("no"));
    }

    /** Of an order all is made, or nothing. */
    private static Optional<String> value(List<Mentions.Mention> mentioned, List<Draft> drafts) {
        if (ordered(drafts).findAny().isEmpty()) {
            return Optional.empty();
        }
        return mentioned.stream().filter(Mentions.Mention::isValue).map(Mentions.Mention::text)
                .filter(value -> ordered(drafts).noneMatch(value::equals)).findFirst();
    }

    private Optional<String> place(Utterance said, List<Draft> drafts) {
        if (drafts.stream().anyMatch(draft -> draft.references().findAny().isEmpty()
                || meant(draft).allMatch(device -> MOVING.contains(device.type())))) {
            return Optional.empty();
        }
        return said.find(places.keySet(), 0).stream().map(Utterance.Span::text)
                .filter(name -> drafts.stream().noneMatch(draft -> isIn(name, draft))).findFirst();
    }

    private boolean isIn(String place, Draft draft) {
        return draft.references().anyMatch(reference -> (" " + reference.phrase() + " ").contains(" " + place + " "))
                || meant(draft).allMatch(device -> places.get(place).contains(device.name()));
    }

    private static Stream<Catalogue.Device> meant(Draft draft) {
        return Stream.concat(
                draft.references().flatMap(reference -> reference.referent().devices().stream()),
                draft.candidates().stream().map(Draft.Candidate::device));
    }
}
