package mando.speech.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mando.speech.Recognizer;
import mando.speech.SpeechModel;
import mando.speech.Transcript;
import mando.speech.WavSource;

/**
 * Measures a base model on recorded coffee orders, an n-gram of 5,000 generated orders beside it: how many orders have every slot's words in their
 * transcript, and the real-time factor. No test; run by hand:
 *
 * <pre>java -cp ... mando.speech.model.CoffeeMeasurement BASE CASES.jsonl CACHE [FILES [OPTION=VALUE...]]</pre>
 *
 * Options replace those of {@code conf/model.conf}. The orders are generated from the values that an order may have; nothing is taken from the
 * recordings.
 */
final class CoffeeMeasurement {

    private static final List<String> OPENINGS = List.of("brew", "can i get", "can i have", "could i get",
            "could i have",
            "i want", "i would like", "i'd like", "i'll have", "get me", "give me", "make me", "may i have", "make",
            "let me have", "i need", "please make", "please give me", "i'll take");
    private static final List<String> SIZES = List.of("small", "medium", "large", "eight ounce", "twelve ounce",
            "sixteen ounce", "twenty ounce");
    private static final List<String> ROASTS = List.of("light roast", "medium roast", "dark roast");
    private static final List<String> SHOTS = List.of("single shot", "double shot", "triple shot");
    private static final List<String> DRINKS = List.of("americano", "cappuccino", "espresso", "iced mocha", "latte",
            "mocha", "coffee", "drip coffee", "house coffee", "iced coffee");
    private static final List<String> AMOUNTS = List.of("a little bit of", "a bit of", "some", "a lot of", "lots of");
    private static final List<String> ADDITIONS = List.of("milk", "skim milk", "whole milk", "soy milk", "almond milk",
            "cream", "sugar", "brown sugar", "sweetener");

    private final Random random = new Random(7);

    private CoffeeMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        Path base = Path.of(arguments[0]);
        Path cases = Path.of(arguments[1]);
        int limit = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
        var sentences = new CoffeeMeasurement().orders();
        var talk = Files.readAllLines(Path.of("../models/speech-en/background.txt"));
        var common = Files.readAllLines(Path.of("../models/speech-en/common-words.txt"));
        long started = System.nanoTime();
        var language = new RecognitionModel.Language(sentences,
                talk.stream().map(text -> new WeightedSentence(text.strip(), 0.25 * sentences.size() / talk.size()))
                        .toList(),
                common.stream().map(String::strip).toList());
        Path folder = new RecognitionModel(base, Path.of(arguments[2])).build(language, RecognitionModel.Mode.FREE);
        System.out.printf("graphs in %.2f s, HCLr.fst %.1f MB%n", (System.nanoTime() - started) / 1e9,
                Files.size(folder.resolve("graph/HCLr.fst")) / 1e6);
        override(folder, List.of(arguments).subList(Math.min(4, arguments.length), arguments.length));
        var json = new ObjectMapper();
        int right = 0;
        int files = 0;
        double seconds = 0;
        double busy = 0;
        try (var model = new SpeechModel(folder)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(cases));
            Collections.shuffle(lines, new Random(5));
            for (String line : lines.subList(0, Math.min(limit, lines.size()))) {
                JsonNode one = json.readTree(line);
                var text = new StringBuilder();
                started = System.nanoTime();
                seconds += hear(model, cases.resolveSibling(one.get("audio").asText()), text);
                double took = (System.nanoTime() - started) / 1e9;
                busy += took;
                boolean all = true;
                for (Map.Entry<String, JsonNode> slot : one.get("expect").get(0).get("slots").properties()) {
                    all &= (" " + text + " ").contains(" " + slot.getValue().asText() + " ");
                }
                files++;
                if (all) {
                    right++;
                } else {
                    System.out.println("- " + text + " | " + one.get("expect").get(0).get("slots"));
                }
            }
        }
        System.out.printf("%d of %d orders right (%.1f %%), real-time factor %.3f%n", right, files,
                100.0 * right / files, busy / seconds);
    }

    private static double hear(SpeechModel model, Path file, StringBuilder text) throws Exception {
        long samples = 0;
        try (var source = new WavSource(file); var recognizer = new Recognizer(model)) {
            var buffer = new short[1600];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                samples += count;
                recognizer.accept(buffer, count).map(Transcript::text).ifPresent(part -> text.append(part).append(' '));
            }
            text.append(recognizer.finish().text());
        }
        return samples / 16000.0;
    }

    private static void override(Path folder, List<String> options) throws Exception {
        Path file = folder.resolve("conf/model.conf");
        var lines = new ArrayList<>(Files.readAllLines(file));
        for (String option : options) {
            String name = "--" + option.substring(0, option.indexOf('=') + 1);
            lines.replaceAll(line -> line.startsWith(name) ? "--" + option : line);
        }
        Files.write(file, lines);
    }

    private List<WeightedSentence> orders() {
        var counted = new TreeMap<String, Double>();
        for (int i = 0; i < 5_000; i++) {
            var order = new StringBuilder(one(OPENINGS)).append(random.nextInt(4) == 0 ? "" : " a");
            var qualities = new ArrayList<String>();
            maybe(qualities, SIZES, 2);
            maybe(qualities, ROASTS, 4);
            maybe(qualities, SHOTS, 4);
            Collections.shuffle(qualities, random);
            qualities.forEach(quality -> order.append(' ').append(quality));
            order.append(' ').append(one(DRINKS));
            if (random.nextInt(3) > 0) {
                order.append(" with ").append(addition());
                if (random.nextInt(3) == 0) {
                    order.append(" and ").append(addition());
                }
            }
            counted.merge(order.toString(), 1.0, Double::sum);
        }
        return counted.entrySet().stream().map(e -> new WeightedSentence(e.getKey(), e.getValue())).toList();
    }

    private String addition() {
        return (random.nextBoolean() ? one(AMOUNTS) + " " : "") + one(ADDITIONS);
    }

    private void maybe(List<String> to, List<String> values, int bound) {
        if (random.nextInt(bound) == 0) {
            to.add(one(values));
        }
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
