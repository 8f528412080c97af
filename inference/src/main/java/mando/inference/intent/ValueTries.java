package mando.inference.intent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What may be written as the value of each slot, as tries over tokens. Built once for a vocabulary. */
final class ValueTries {

    static final Map<String, Double> METRES = Map.of("meters", 1.0, "feet", 0.3048, "centimeters", 0.01);
    static final Map<String, Long> SECONDS = Map.of("seconds", 1L, "minutes", 60L, "hours", 3600L);
    private static final List<String> COLORS = List.of("red", "orange", "yellow", "green", "cyan", "blue", "purple",
            "pink",
            "magenta", "violet", "turquoise", "lime", "teal", "gold", "white", "brown", "black");
    private static final List<String> PROPERTIES = List.of("state", "temperature", "brightness", "color", "position",
            "speed",
            "volume", "humidity", "battery", "power", "time", "date", "duration", "altitude", "pressure", "level");

    private final IntentVocabulary vocabulary;
    final TokenTrie<Object> percent;
    final TokenTrie<Object> percentStep;
    final TokenTrie<Object> kelvin;
    final TokenTrie<Object> temperature;
    final TokenTrie<Object> temperatureStep;
    final TokenTrie<Object> lengths;
    final TokenTrie<Object> angle;
    final TokenTrie<Object> amounts;
    final TokenTrie<Object> clock;
    final TokenTrie<Object> colors;
    final TokenTrie<Object> properties;
    final TokenTrie<Object> moves;
    final TokenTrie<Object> turns;
    final TokenTrie<Object> lengthUnits;
    final TokenTrie<Object> timeUnits;
    final TokenTrie<Object> temperatureUnits;

    ValueTries(IntentVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        percent = numbers(0, 100, 1, 0);
        percentStep = numbers(-100, 100, 1, 0);
        kelvin = numbers(1500, 9000, 50, 0);
        temperature = numbers(-30, 120, 0.1, 1);
        temperatureStep = numbers(-20, 20, 0.1, 1);
        lengths = numbers(-100, 1000, 0.5, 1);
        angle = numbers(0, 360, 1, 0);
        amounts = numbers(0.25, 999, 0.25, 2);
        colors = words(COLORS);
        properties = words(PROPERTIES);
        moves = words(List.of("forward", "backward", "left", "right", "up", "down"));
        turns = words(List.of("left", "right"));
        lengthUnits = words(List.copyOf(METRES.keySet()));
        timeUnits = words(List.copyOf(SECONDS.keySet()));
        temperatureUnits = words(List.of("celsius", "fahrenheit"));
        clock = build(put -> {
            for (int hour = 0; hour < 24; hour++) {
                for (int minute = 0; minute < 60; minute++) {
                    put.accept(String.format(Locale.ROOT, "%d:%02d", hour, minute),
                            new Intent.Schedule.At(hour, minute));
                }
            }
        });
    }

    /** Numbers from least to most in steps, written without trailing zeros; whole ones are Longs, the others Doubles. */
    private TokenTrie<Object> numbers(double least, double most, double step, int decimals) {
        return build(put -> {
            long count = Math.round((most - least) / step);
            double scale = Math.pow(10, decimals);
            for (long i = 0; i <= count; i++) {
                double number = Math.round((least + i * step) * scale) / scale;
                Object value = number == Math.rint(number) ? (Object) Math.round(number) : (Object) number;
                put.accept(value.toString(), value);
            }
        });
    }

    private TokenTrie<Object> words(List<String> words) {
        return build(put -> words.forEach(word -> put.accept(word, word)));
    }

    private TokenTrie<Object> build(Consumer<BiConsumer<String, Object>> entries) {
        var trie = new TokenTrie<>();
        entries.accept((text, value) -> trie.put(vocabulary.text(text), value));
        return trie;
    }
}
