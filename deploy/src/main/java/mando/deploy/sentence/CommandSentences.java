package mando.deploy.sentence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import mando.inference.intent.Catalogue;

/**
 * The sentences that people may say to a home: templates with the owner's names, areas and values in their places. The recogniser's n-gram
 * is estimated from them, so they need not be complete, but every name must stand in them in its usual places.
 *
 * <p>The same catalogue gives the same sentences in every run.
 */
public final class CommandSentences {

    private static final String TEMPLATES = "/mando/deploy/sentences.txt";
    private static final Pattern INDEFINITE = Pattern.compile("\\ba (?=[aeio]|hour)");
    private static final String SECTION = "==";
    private static final long SEED = 20260101;
    private static final int DRAWS_A_TEMPLATE = 6;
    private static final double POLITE_BEFORE = 0.15;
    private static final double POLITE_AFTER = 0.12;

    private static final List<String> COLORS = List.of("red", "orange", "yellow", "green", "cyan", "blue", "purple",
            "pink",
            "magenta", "violet", "turquoise", "white", "warm white", "cool white");
    private static final List<String> THINGS = List.of("pasta", "eggs", "tea", "pizza", "laundry", "rice", "bread",
            "oven",
            "cake", "chicken");
    private static final List<String> PROPERTIES = List.of("temperature", "humidity", "state", "battery", "power");
    /** What people call things of a type, beside their names. */
    private static final Map<String, List<String>> NOUNS = Map.ofEntries(Map.entry("light", List.of("light", "lamp")),
            Map.entry("switch", List.of("switch", "plug")), Map.entry("fan", List.of("fan")),
            Map.entry("cover", List.of("blind", "curtain", "shade")), Map.entry("lock", List.of("lock", "door")),
            Map.entry("climate", List.of("thermostat", "heating", "heater")),
            Map.entry("media", List.of("tv", "television", "radio", "music", "speaker")),
            Map.entry("vacuum", List.of("vacuum", "robot")), Map.entry("mower", List.of("mower")),
            Map.entry("valve", List.of("valve")), Map.entry("scene", List.of("scene")),
            Map.entry("sensor", List.of("sensor")));

    /** A slot with such values is something that is added to an order, in an amount. */
    private static final Predicate<String> AMOUNT = Pattern
            .compile("^(a (little )?bit of|some|lots of|a lot of|extra|no) ")
            .asPredicate();

    private final Map<String, List<Weighted>> templates;

    /** A template and how often it is used beside the others. */
    private record Weighted(double weight, SentenceTemplate template) {}

    private CommandSentences(Map<String, List<Weighted>> templates) {
        this.templates = templates;
    }

    /** The templates that are shipped. */
    public static CommandSentences shipped() {
        try (InputStream in = CommandSentences.class.getResourceAsStream(TEMPLATES)) {
            return new CommandSentences(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the templates of spoken commands cannot be read from the program's own jar",
                    e);
        }
    }

    private static Map<String, List<Weighted>> read(String text) {
        var sections = new LinkedHashMap<String, List<Weighted>>();
        List<Weighted> section = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith(SECTION)) {
                section = sections.computeIfAbsent(line.substring(SECTION.length()).strip(), _ -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                section.add(weighted(line));
            }
        }
        return sections;
    }

    private static Weighted weighted(String line) {
        int space = line.indexOf(' ');
        return Character.isDigit(line.charAt(0))
                ? new Weighted(Double.parseDouble(line.substring(0, space)),
                        SentenceTemplate.parse(line.substring(space + 1)))
                : new Weighted(1, SentenceTemplate.parse(line));
    }

    /** All distinct sentences drawn for a catalogue, in a fixed order: those about its devices, about timers and the clock, and of the house. */
    public List<String> of(Catalogue catalogue) {
        var random = new Random(SEED);
        var sentences = new LinkedHashSet<String>();
        drawDevices(sentences, catalogue, random);
        for (String always : List.of("timer", "clock", "any")) {
            for (Weighted template : templates.getOrDefault(always, List.of())) {
                draw(sentences, template, 5 * DRAWS_A_TEMPLATE, values(catalogue, Optional.empty(), random));
            }
        }
        return List.copyOf(sentences);
    }

    /** Those about its devices alone. */
    public List<String> ofDevices(Catalogue catalogue) {
        var sentences = new LinkedHashSet<String>();
        drawDevices(sentences, catalogue, new Random(SEED));
        return List.copyOf(sentences);
    }

    private void drawDevices(Set<String> sentences, Catalogue catalogue, Random random) {
        for (Catalogue.Device device : catalogue.devices()) {
            List<Weighted> ofType = templates.getOrDefault(device.type(), List.of());
            int draws = device.type().equals("appliance") ? applianceDraws(device) : DRAWS_A_TEMPLATE;
            for (Weighted template : ofType) {
                draw(sentences, template, draws, values(catalogue, Optional.of(device), random));
            }
            sentences.add(device.name());
            sentences.addAll(device.aliases());
        }
    }

    private Values values(Catalogue catalogue, Optional<Catalogue.Device> device, RandomGenerator random) {
        return new Values(catalogue, device, random, () -> command(catalogue, random));
    }

    /** What may be said to any of the devices, each as likely. */
    private Optional<String> command(Catalogue catalogue, RandomGenerator random) {
        if (catalogue.devices().isEmpty()) {
            return Optional.empty();
        }
        Catalogue.Device device = catalogue.devices().get(random.nextInt(catalogue.devices().size()));
        List<Weighted> ofType = templates.getOrDefault(device.type(), List.of());
        double left = random.nextDouble() * ofType.stream().mapToDouble(Weighted::weight).sum();
        for (Weighted weighted : ofType) {
            left -= weighted.weight;
            if (left < 0) {
                return weighted.template.sample(random, values(catalogue, Optional.of(device), random)::of);
            }
        }
        return Optional.empty();
    }

    /** An order has many values that combine freely: enough draws that each value is seen in each place. */
    private static int applianceDraws(Catalogue.Device device) {
        int values = device.applianceActions().stream().flatMap(action -> action.slots().stream())
                .mapToInt(slot -> slot.values().size()).sum();
        return Math.clamp(values * 12L, DRAWS_A_TEMPLATE, 1200);
    }

    private void draw(Set<String> sentences, Weighted weighted, int draws, Values values) {
        for (int i = 0; i < draws * weighted.weight; i++) {
            weighted.template.sample(values.random, values::of).map(sentence -> polite(sentence, values))
                    .ifPresent(sentences::add);
        }
    }

    private String polite(String sentence, Values values) {
        String before = values.random.nextDouble() < POLITE_BEFORE ? politeness("polite before", values) + " " : "";
        String after = values.random.nextDouble() < POLITE_AFTER ? " " + politeness("polite after", values) : "";
        return INDEFINITE.matcher((before + sentence + after).strip()).replaceAll("an ");
    }

    private String politeness(String section, Values values) {
        List<Weighted> phrases = templates.getOrDefault(section, List.of());
        return phrases.isEmpty()
                ? ""
                : phrases.get(values.random.nextInt(phrases.size())).template.sample(values.random, values::of)
                        .orElse("");
    }

    /** What the classes of a template stand for, in one catalogue and beside one device. */
    private static final class Values {

        private final Catalogue catalogue;
        private final Optional<Catalogue.Device> device;
        private final RandomGenerator random;
        private final Supplier<Optional<String>> commands;

        Values(Catalogue catalogue, Optional<Catalogue.Device> device, RandomGenerator random,
                Supplier<Optional<String>> commands) {
            this.catalogue = catalogue;
            this.device = device;
            this.random = random;
            this.commands = commands;
        }

        Optional<String> of(String name) {
            return switch (name) {
                case "device" -> device.map(this::reference);
                case "devices" -> device.flatMap(this::group);
                case "other" -> other();
                case "command" -> commands.get();
                case "area" -> area();
                case "slots" -> device.flatMap(this::order);
                case "action" -> device.flatMap(this::action);
                case "percent" -> Optional.of(NumberWords.of(random.nextInt(4) == 0
                        ? random.nextInt(101)
                        : 5 * random.nextInt(21)));
                case "degrees" ->
                    Optional.of(NumberWords.of(random.nextInt(5, 31)) + pick(List.of("", "", " and a half",
                            " point five")));
                case "small" -> Optional.of(NumberWords.of(random.nextInt(1, 21)));
                case "angle" -> Optional.of(NumberWords.of(random.nextInt(3) == 0
                        ? random.nextInt(1, 181)
                        : 15 * random.nextInt(1, 13)));
                case "distance" -> Optional.of(NumberWords.of(random.nextInt(1, 51)) + " "
                        + pick(List.of("meters", "meters", "meters", "feet")));
                case "duration" -> Optional.of(duration());
                case "clock" -> Optional.of(clock());
                case "color" -> Optional.of(pick(COLORS));
                case "thing" -> Optional.of(pick(THINGS));
                case "property" -> Optional.of(pick(PROPERTIES));
                default -> throw new IllegalArgumentException("unknown class {" + name + "} in " + TEMPLATES);
            };
        }

        private String reference(Catalogue.Device named) {
            var references = new ArrayList<String>();
            references.add(named.name());
            references.add(named.name());
            references.addAll(named.aliases());
            String noun = pick(NOUNS.getOrDefault(named.type(), List.of(named.name())));
            references.add(noun);
            named.area().ifPresent(area -> {
                references.add(area + " " + noun);
                references.add(noun + " in the " + area);
                references.add(named.name() + " in the " + area);
            });
            return pick(List.of("the ", "the ", "", "my ")) + pick(references);
        }

        private Optional<String> other() {
            List<Catalogue.Device> others = catalogue.devices().stream()
                    .filter(one -> !device.equals(Optional.of(one))).toList();
            return others.isEmpty() ? Optional.empty() : Optional.of(reference(pick(others)));
        }

        private Optional<String> group(Catalogue.Device named) {
            List<String> nouns = NOUNS.getOrDefault(named.type(), List.of());
            if (nouns.isEmpty()) {
                return Optional.empty();
            }
            String plural = pick(nouns) + "s";
            var references = new ArrayList<>(List.of("the " + plural, "all the " + plural, "all " + plural));
            areaName().ifPresent(area -> {
                references.add("the " + area + " " + plural);
                references.add("all " + area + " " + plural);
                references.add("the " + plural + " in the " + area);
            });
            return Optional.of(pick(references));
        }

        private Optional<String> area() {
            return areaName().map("the "::concat);
        }

        private Optional<String> areaName() {
            var areas = new ArrayList<String>();
            for (Catalogue.Area area : catalogue.areas()) {
                areas.add(area.name());
                areas.addAll(area.aliases());
                area.floor().ifPresent(areas::add);
            }
            return areas.isEmpty() ? Optional.empty() : Optional.of(pick(areas));
        }

        private Optional<String> action(Catalogue.Device named) {
            return named.applianceActions().isEmpty()
                    ? Optional.empty()
                    : Optional.of(pick(named.applianceActions()).name().replace('_', ' '));
        }

        /**
         * Values of some of an action's slots, mostly in the order in which the owner lists the slots: bare ones first, and after "with" those that
         * are an amount of something.
         */
        private Optional<String> order(Catalogue.Device named) {
            List<Catalogue.ApplianceAction> withSlots = named.applianceActions().stream()
                    .filter(action -> !action.slots().isEmpty()).toList();
            if (withSlots.isEmpty()) {
                return Optional.empty();
            }
            var slots = new ArrayList<>(pick(withSlots).slots());
            if (random.nextInt(4) == 0) {
                Collections.shuffle(slots, Random.from(random));
            }
            slots.removeIf(slot -> !slot.required() && random.nextInt(2) == 0);
            var plain = new ArrayList<String>();
            var extras = new ArrayList<String>();
            for (Catalogue.Slot slot : slots) {
                (slot.values().stream().anyMatch(AMOUNT) ? extras : plain).add(pick(slot.values()));
            }
            if (extras.size() > 1 && random.nextInt(3) == 0) {
                Collections.reverse(extras);
            }
            var words = new StringBuilder(String.join(" ", plain));
            for (int i = 0; i < extras.size(); i++) {
                words.append(i > 0 ? " and " : plain.isEmpty() ? "" : " with ").append(extras.get(i));
            }
            return words.isEmpty() ? Optional.empty() : Optional.of(words.toString().strip());
        }

        private String duration() {
            int number = random.nextInt(3) == 0
                    ? random.nextInt(1, 60)
                    : pick(List.of(1, 2, 3, 5, 10, 15, 20, 30, 45, 90));
            String unit = pick(List.of("second", "minute", "minute", "minute", "hour"));
            return switch (random.nextInt(8)) {
                case 0 -> "half an hour";
                case 1 -> "an hour";
                case 2 ->
                    pick(List.of("a minute", "an hour and a half", "one and a half hours", "a quarter of an hour"));
                default -> NumberWords.of(number) + " " + unit + (number == 1 ? "" : "s");
            };
        }

        private String clock() {
            String hour = NumberWords.of(random.nextInt(1, 13));
            return switch (random.nextInt(4)) {
                case 0 -> hour;
                case 1 -> pick(List.of("quarter past ", "half past ", "quarter to ", "ten past ")) + hour;
                case 2 -> hour + " " + NumberWords.of(5 * random.nextInt(2, 12));
                default -> hour + pick(List.of(" am", " pm", " o'clock"));
            };
        }

        private <T> T pick(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
