package mando.inference.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The normal form of spoken text that the intent model was trained on: lower case, numbers as digits, times as {@code 7:15}. Transcripts and the
 * catalogue's names go through the same function, so a name and its utterance end up in the same words. The model's own copy of it is
 * {@code models/intent-en/normalise.py}; {@code normalise-cases.tsv} binds both.
 */
final class TextNormaliser {

    /** What stands for speech that was no word. */
    static final String UNKNOWN = "<unk>";

    private static final Map<List<String>, String> SHARES = Map.of(List.of("3", "quarters"), "75",
            List.of("2", "thirds"), "67", List.of("a", "quarter"), "25", List.of("1", "quarter"), "25",
            List.of("a", "third"), "33", List.of("1", "third"), "33");
    private static final List<String> HALF = List.of("50", "percent");
    private static final List<String> OF_THE_WAY = List.of("of", "the", "way");
    private static final Set<String> WHOLES = Set.of("open", "closed", "shut", "up", "down", "full", "brightness",
            "power", "speed", "volume");
    private static final Map<String, Integer> UNITS = Map.of("zero", 0, "one", 1, "two", 2, "three", 3, "four", 4,
            "five", 5,
            "six", 6, "seven", 7, "eight", 8, "nine", 9);
    private static final Map<String, Integer> TEENS = Map.of("ten", 10, "eleven", 11, "twelve", 12, "thirteen", 13,
            "fourteen", 14, "fifteen", 15, "sixteen", 16, "seventeen", 17, "eighteen", 18, "nineteen", 19);
    private static final Map<String, Integer> TENS = Map.of("twenty", 20, "thirty", 30, "forty", 40, "fifty", 50,
            "sixty", 60,
            "seventy", 70, "eighty", 80, "ninety", 90);
    private static final Map<String, List<String>> ONE_AND_A_HALF = Map.of("hour", List.of("90", "minutes"), "minute",
            List.of("90", "seconds"));
    private static final Set<String> BEFORE_A_TIME = Set.of("at", "until", "by");
    private static final char UNKNOWN_MARK = '\0';

    private static final Pattern UNKNOWN_WORD = Pattern.compile("\\[unk]|<unk>");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9'.:\\x00-]");
    private static final Pattern MARK_OUTSIDE_A_NUMBER = Pattern.compile("(?<![0-9])[.:]|[.:](?![0-9])");
    private static final Pattern HYPHEN = Pattern.compile("(?<!^)(?<! )-|-(?![0-9])");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private TextNormaliser() {}

    private record Parsed(int value, int next) {}

    static String normalise(String text) {
        return String.join(" ", clockTimes(fractions(integers(words(text)))));
    }

    private static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace('\u2018', '\'')
                .replace("%", " percent")
                .replace("\u00b0", " degrees").replace(UNKNOWN_MARK, ' ');
        plain = UNKNOWN_WORD.matcher(plain).replaceAll(" " + UNKNOWN_MARK + " ");
        plain = FOREIGN.matcher(plain).replaceAll(" ");
        plain = MARK_OUTSIDE_A_NUMBER.matcher(plain).replaceAll(" ");
        plain = HYPHEN.matcher(plain).replaceAll(" ");
        plain = plain.strip();
        return plain.isEmpty()
                ? List.of()
                : Pattern.compile("\\s+").splitAsStream(plain.replace(String.valueOf(UNKNOWN_MARK), UNKNOWN)).toList();
    }

    private static String at(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private static Optional<Parsed> belowHundred(List<String> words, int i) {
        String word = at(words, i);
        if (TENS.containsKey(word)) {
            int unit = UNITS.getOrDefault(at(words, i + 1), 0);
            return Optional.of(new Parsed(TENS.get(word) + unit, unit > 0 ? i + 2 : i + 1));
        }
        Integer value = UNITS.getOrDefault(word, TEENS.get(word));
        return value == null ? Optional.empty() : Optional.of(new Parsed(value, i + 1));
    }

    /** Where a scale word stands without a number before it ("hundred", "a hundred"), one of it is meant. */
    private static Optional<Parsed> oneOf(String scale, List<String> words, int i) {
        if (at(words, i).equals(scale)) {
            return Optional.of(new Parsed(1, i));
        }
        return at(words, i).equals("a") && at(words, i + 1).equals(scale)
                ? Optional.of(new Parsed(1, i + 1))
                : Optional.empty();
    }

    /** Also "twelve hundred", which is 1200. */
    private static Optional<Parsed> belowThousand(List<String> words, int i) {
        return belowHundred(words, i).or(() -> oneOf("hundred", words, i))
                .map(head -> scaled(words, head, "hundred", 100));
    }

    private static Optional<Parsed> integer(List<String> words, int i) {
        return belowThousand(words, i).or(() -> oneOf("thousand", words, i))
                .map(head -> scaled(words, head, "thousand", 1000));
    }

    private static Parsed scaled(List<String> words, Parsed head, String scaleWord, int scale) {
        if (!at(words, head.next).equals(scaleWord) || head.value == 0 || head.value >= scale) {
            return head;
        }
        Parsed whole = new Parsed(head.value * scale, head.next + 1);
        int restAt = at(words, whole.next).equals("and") ? whole.next + 1 : whole.next;
        Optional<Parsed> rest = scale == 100 ? belowHundred(words, restAt) : belowThousand(words, restAt);
        return rest.filter(number -> number.value > 0 && number.value < scale)
                .map(number -> new Parsed(whole.value + number.value, number.next)).orElse(whole);
    }

    private static List<String> integers(List<String> words) {
        var out = new ArrayList<String>();
        int i = 0;
        while (i < words.size()) {
            boolean minus = words.get(i).equals("minus");
            int start = minus ? i + 1 : i;
            Optional<Parsed> found = integer(words, start);
            if (found.isPresent()) {
                out.add((minus ? "-" : "") + found.get().value);
                i = found.get().next;
            } else if (minus && NUMBER.matcher(at(words, start)).matches() && !at(words, start).startsWith("-")) {
                out.add("-" + words.get(start));
                i += 2;
            } else {
                out.add(words.get(i));
                i++;
            }
        }
        return out;
    }

    /** Works on words whose integers are digits: decimals, halves and quarters, parts of an hour. */
    private static List<String> fractions(List<String> words) {
        var out = new ArrayList<String>();
        int i = 0;
        while (i < words.size()) {
            List<String> rest = words.subList(i, Math.min(i + 5, words.size()));
            if (rest.size() == 5 && Set.of("a", "an", "1").contains(rest.get(0))
                    && ONE_AND_A_HALF.containsKey(rest.get(1))
                    && rest.subList(2, 5).equals(List.of("and", "a", "half"))) {
                out.addAll(ONE_AND_A_HALF.get(rest.get(1)));
                i += 5;
            } else if (rest.equals(List.of("3", "quarters", "of", "an", "hour"))) {
                out.addAll(List.of("45", "minutes"));
                i += 5;
            } else if (rest.equals(List.of("a", "quarter", "of", "an", "hour"))) {
                out.addAll(List.of("15", "minutes"));
                i += 5;
            } else if (begins(rest, "quarter", "of", "an", "hour")) {
                out.addAll(List.of("15", "minutes"));
                i += 4;
            } else if (begins(rest, "half", "an", "hour")) {
                out.addAll(List.of("30", "minutes"));
                i += 3;
            } else if (begins(rest, "half", "a", "minute")) {
                out.addAll(List.of("30", "seconds"));
                i += 3;
            } else if (rest.getFirst().equals("halfway") && isOfAWhole(rest.subList(1, rest.size()))) {
                out.addAll(HALF);
                i++;
            } else if (begins(rest, "half", "way") && isOfAWhole(rest.subList(2, rest.size()))) {
                out.addAll(HALF);
                i += 2;
            } else if (isShare(rest, out.isEmpty() ? "" : out.getLast())) {
                out.addAll(List.of(SHARES.get(rest.subList(0, 2)), "percent"));
                i += rest.subList(2, rest.size()).equals(OF_THE_WAY) ? 5 : 2;
            } else if (INTEGER.matcher(rest.getFirst()).matches() && rest.size() > 3 && rest.get(1).equals("and")
                    && rest.get(2).equals("a") && Set.of("half", "quarter").contains(rest.get(3))) {
                out.add(rest.getFirst() + (rest.get(3).equals("half") ? ".5" : ".25"));
                i += 4;
            } else if (INTEGER.matcher(rest.getFirst()).matches() && rest.size() > 2 && rest.get(1).equals("point")
                    && DIGITS.matcher(rest.get(2)).matches()) {
                var decimals = new StringBuilder(rest.get(2));
                i += 3;
                while (words.get(i - 1).length() == 1 && at(words, i).length() == 1
                        && DIGITS.matcher(at(words, i)).matches()) {
                    decimals.append(words.get(i));
                    i++;
                }
                out.add(rest.getFirst() + "." + decimals);
            } else {
                out.add(rest.getFirst());
                i++;
            }
        }
        return out;
    }

    /** Of a whole: "three quarters open", "a third of the way", "open it a quarter", but "a quarter past", "two thirds of a mile", "an hour and a quarter". */
    private static boolean isShare(List<String> words, String before) {
        if (words.size() < 2 || !SHARES.containsKey(words.subList(0, 2))) {
            return false;
        }
        List<String> after = words.subList(2, words.size());
        return after.equals(OF_THE_WAY) || WHOLES.contains(at(words, 2))
                || (isOfAWhole(after) && !Set.of("", "and").contains(before))
                || (words.get(1).endsWith("s") && !Set.of("of", "past", "to").contains(at(words, 2)));
    }

    private static boolean isOfAWhole(List<String> after) {
        return after.isEmpty() || after.equals(List.of("please")) || WHOLES.contains(after.getFirst());
    }

    private static boolean begins(List<String> words, String... expected) {
        return words.size() >= expected.length && words.subList(0, expected.length).equals(List.of(expected));
    }

    private static List<String> clockTimes(List<String> words) {
        var out = new ArrayList<String>();
        int i = 0;
        while (i < words.size()) {
            Optional<String> time = clockTime(words, i, out.isEmpty() ? "" : out.getLast());
            if (time.isPresent()) {
                if (Set.of("quarter", "half").contains(words.get(i)) && !out.isEmpty() && out.getLast().equals("a")) {
                    out.removeLast();
                }
                out.add(time.get());
                i += 3;
            } else {
                out.add(words.get(i));
                i++;
            }
        }
        return out;
    }

    private static Optional<String> clockTime(List<String> words, int i, String before) {
        String relation = at(words, i + 1);
        if (i + 2 >= words.size() || !(relation.equals("past") || relation.equals("to"))) {
            return Optional.empty();
        }
        boolean past = relation.equals("past");
        Optional<Integer> hour = between(words.get(i + 2), 1, 12);
        Optional<Integer> minutes = switch (words.get(i)) {
            case "quarter" -> Optional.of(15);
            case "half" -> past ? Optional.of(30) : Optional.empty();
            default -> BEFORE_A_TIME.contains(before) ? between(words.get(i), 1, 29) : Optional.empty();
        };
        if (hour.isEmpty() || minutes.isEmpty()) {
            return Optional.empty();
        }
        int shown = past ? hour.get() : hour.get() == 1 ? 12 : hour.get() - 1;
        return Optional.of("%d:%02d".formatted(shown, past ? minutes.get() : 60 - minutes.get()));
    }

    private static Optional<Integer> between(String word, int least, int most) {
        if (word.length() > 2 || !DIGITS.matcher(word).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(word);
        return value >= least && value <= most ? Optional.of(value) : Optional.empty();
    }
}
