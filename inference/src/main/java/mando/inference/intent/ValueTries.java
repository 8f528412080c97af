package mando.inference.intent;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What may be written as the value of each slot, as tries over tokens: words of a fixed list, and no number that nobody said. */
final class ValueTries {

    static final Map<String, Double> METRES = Map.of("meters", 1.0, "feet", 0.3048, "centimeters", 0.01);
    static final Map<String, Long> SECONDS = Map.of("seconds", 1L, "minutes", 60L, "hours", 3600L);
    static final List<String> COLORS = List.of("red", "orange", "yellow", "green", "cyan", "blue", "purple",
            "pink",
            "magenta", "violet", "turquoise", "lime", "teal", "gold", "white", "brown", "black");
    private static final List<String> PROPERTIES = List.of("state", "temperature", "brightness", "color", "position",
            "speed",
            "volume", "humidity", "battery", "power", "time", "date", "duration", "altitude", "pressure", "level");

    /**
     * Which numbers a slot takes: those that were said, and a few that words stand for ("half", "full", "a bit").
     *
     * @param decimals how many it may have
     * @param relative whether it is a step, so that its sign is not said with it
     * @param implied what words stand for
     */
    record Numbers(double least, double most, int decimals, boolean relative, List<Integer> implied) {

        static final Numbers BRIGHTNESS = percent(1, 20, 50, 100);
        static final Numbers SPEED = percent(0, 33, 50, 66, 100);
        static final Numbers POSITION = percent(0, 50, 100);
        static final Numbers VOLUME = percent(0, 50, 100);
        static final Numbers BRIGHTNESS_STEP = new Numbers(-100, 100, 0, true, List.of(-20, 20));
        static final Numbers VOLUME_STEP = new Numbers(-100, 100, 0, true, List.of(-10, 10));
        static final Numbers KELVIN = new Numbers(1500, 9000, 0, false, List.of(2700, 5000, 6500));
        static final Numbers TEMPERATURE = new Numbers(-30, 120, 1, false, List.of());
        static final Numbers TEMPERATURE_STEP = new Numbers(-20, 20, 1, true, List.of(-1, 1));
        static final Numbers LENGTH = new Numbers(-100, 1000, 1, false, List.of());
        static final Numbers ANGLE = new Numbers(0, 360, 0, false, List.of());
        /** Of a unit of time: "an hour" is one. */
        static final Numbers AMOUNT = new Numbers(0.01, 999, 2, false, List.of(1));

        private static Numbers percent(Integer... implied) {
            return new Numbers(0, 100, 0, false, List.of(implied));
        }

        /** Whether there is any number that it may take after an utterance. */
        boolean anyFrom(Utterance said) {
            return !implied.isEmpty() || said.numbers().stream().anyMatch(this::takes);
        }

        private boolean takes(BigDecimal number) {
            return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0
                    && number.scale() <= decimals;
        }
    }

    private final IntentVocabulary vocabulary;
    final TokenTrie<Object> colors;
    final TokenTrie<Object> properties;
    final TokenTrie<Object> moves;
    final TokenTrie<Object> turns;
    final TokenTrie<Object> lengthUnits;
    final TokenTrie<Object> timeUnits;
    final TokenTrie<Object> temperatureUnits;

    ValueTries(IntentVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        colors = words(COLORS);
        properties = words(PROPERTIES);
        moves = words(List.of("forward", "backward", "left", "right", "up", "down"));
        turns = words(List.of("left", "right"));
        lengthUnits = words(List.copyOf(METRES.keySet()));
        timeUnits = words(List.copyOf(SECONDS.keySet()));
        temperatureUnits = words(List.of("celsius", "fahrenheit"));
    }

    /** The numbers that a slot may take after an utterance; whole ones are Longs, the others Doubles. */
    TokenTrie<Object> numbers(Numbers range, Utterance said) {
        TokenTrie<Object> trie = trie(range, said.numbers());
        range.implied().forEach(number -> put(trie, BigDecimal.valueOf(number)));
        return trie;
    }

    /** Of these, what is said as a number in the utterance itself. */
    TokenTrie<Object> saidNumbers(Numbers range, Utterance said) {
        return trie(range, said.ownNumbers());
    }

    private TokenTrie<Object> trie(Numbers range, Set<BigDecimal> numbers) {
        var trie = new TokenTrie<>();
        numbers.stream()
                .flatMap(number -> range.relative() ? Stream.of(number, number.negate()) : Stream.of(number))
                .filter(range::takes).forEach(number -> put(trie, number));
        return trie;
    }

    private void put(TokenTrie<Object> trie, BigDecimal number) {
        trie.put(vocabulary.text(number.toPlainString()),
                number.scale() > 0 ? (Object) number.doubleValue() : (Object) number.longValueExact());
    }

    /** The times of day that the numbers of an utterance can mean, in either half of the day, and those that words stand for: noon, midnight, tonight. */
    TokenTrie<Object> clock(Utterance said) {
        List<Integer> numbers = said.numbers().stream().filter(number -> number.scale() <= 0)
                .map(BigDecimal::intValueExact).toList();
        var trie = new TokenTrie<>();
        put(trie, 0, 0);
        put(trie, 12, 0);
        put(trie, 19, 0);
        numbers.stream().filter(hour -> hour >= 0 && hour < 24)
                .flatMap(hour -> Stream.of(hour, (hour + 12) % 24)).distinct()
                .forEach(hour -> Stream.concat(Stream.of(0), numbers.stream())
                        .filter(minute -> minute >= 0 && minute < 60).forEach(minute -> put(trie, hour, minute)));
        return trie;
    }

    private void put(TokenTrie<Object> trie, int hour, int minute) {
        trie.put(vocabulary.text(String.format(Locale.ROOT, "%d:%02d", hour, minute)),
                new Intent.Schedule.At(hour, minute));
    }

    private TokenTrie<Object> words(List<String> words) {
        var trie = new TokenTrie<>();
        words.forEach(word -> trie.put(vocabulary.text(word), word));
        return trie;
    }
}
