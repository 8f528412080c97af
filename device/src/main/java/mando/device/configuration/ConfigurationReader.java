package mando.device.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mando.device.DeviceType;
import mando.device.configuration.Located.Mapping;
import mando.device.configuration.Located.Scalar;
import mando.device.configuration.Located.Sequence;

/** Reads a configuration and reports everything that is wrong with it at once, each with its line. */
public final class ConfigurationReader {

    private static final long LARGEST_FILE = 1 << 20;
    private static final double DEFAULT_THRESHOLD = 0.5;
    private static final List<String> DEFAULT_WAKE_WORDS = List.of("computer");
    private static final double DEFAULT_SENSITIVITY = 0.5;
    private static final Duration DEFAULT_WAKE_TIMEOUT = Duration.ofSeconds(8);
    private static final Pattern WAKE_WORD = Pattern.compile("[a-z']+( [a-z']+){0,3}");

    /** Whether each device must say how it is driven. */
    public enum Drivers {
        REQUIRED, OPTIONAL
    }

    private final String file;
    private final Drivers drivers;
    private final List<String> problems = new ArrayList<>();

    private ConfigurationReader(String file, Drivers drivers) {
        this.file = file;
        this.drivers = drivers;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException with all that is wrong
     */
    public static Configuration read(Path file, Drivers drivers) {
        return parse(text(file), file.toString(), drivers);
    }

    /**
     * What stands in a configuration file.
     *
     * @throws ConfigurationException where it is none: it is missing, too large or no text
     */
    public static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException(
                        List.of(file + " does not exist: write a configuration there or name one with --config"));
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new ConfigurationException(List.of(file + " is larger than 1 MiB: that is no configuration"));
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new ConfigurationException(List.of(file + " is not UTF-8 text"));
        } catch (IOException e) {
            throw new ConfigurationException(List.of(file + " cannot be read: " + e.getMessage()));
        }
    }

    /** Reads a configuration from text; {@code name} stands for the file in messages. */
    public static Configuration parse(String text, String name, Drivers drivers) {
        return new ConfigurationReader(name, drivers).read(YamlTree.read(text, name));
    }

    /**
     * Reads a home, the {@code areas} and {@code devices} of a configuration, as an evaluation case carries it.
     *
     * @param where stands for the file in messages
     */
    public static Configuration readHome(JsonNode home, String where) {
        // JSON is YAML.
        return parse(home.toString(), where, Drivers.OPTIONAL);
    }

    private Configuration read(Mapping root) {
        problems.addAll(new SchemaCheck(file).check(root));
        failOnProblems();
        List<Configuration.Area> areas = areas(root);
        List<Configuration.Device> devices = devices(root, areas);
        Mapping speech = root.mapping("speech").orElseGet(ConfigurationReader::empty);
        Mapping safety = root.mapping("safety").orElseGet(ConfigurationReader::empty);
        Mapping responses = root.mapping("responses").orElseGet(ConfigurationReader::empty);
        Optional<Configuration.Mqtt> mqtt = root.mapping("mqtt").map(this::mqtt);
        if (drivers == Drivers.REQUIRED && mqtt.isEmpty()) {
            root.elements("devices").stream().map(Mapping.class::cast).filter(device -> device.get("mqtt").isPresent())
                    .findFirst()
                    .ifPresent(device -> problem(device.line(), "device '" + device.text("name").orElse("")
                            + "' is driven over MQTT, but there is no section 'mqtt' that names the broker's host"));
        }
        Configuration.Wake wake = wake(root.mapping("wake"), devices);
        failOnProblems();
        return new Configuration(root.text("language").orElse("en"),
                new Configuration.Speech(speech.text("model").orElse("own"),
                        speech.text("mode").orElse("free").equals("exact"),
                        speech.text("microphone").orElse("default"), speech.number("gain_db").orElse(0.0),
                        speech.number("threshold").orElse(DEFAULT_THRESHOLD), speech.flag("early", true)),
                wake,
                new Configuration.Intent(root.mapping("intent").flatMap(intent -> intent.number("threshold"))
                        .orElse(DEFAULT_THRESHOLD)),
                areas, devices, mqtt,
                new Configuration.Safety(
                        Duration.ofSeconds(safety.number("confirm_timeout_seconds").orElse(15.0).longValue())),
                new Configuration.Responses(responses.flag("speak", true), responses.text("voice").orElse("en-us"),
                        responses.text("piper_model").map(Path::of),
                        responses.number("volume").orElse(80.0).intValue(),
                        responses.text("quiet_hours").map(ConfigurationReader::quietHours),
                        responses.flag("barge_in", false),
                        Configuration.Responses.Tone
                                .valueOf(responses.text("tone").orElse("plain").toUpperCase(Locale.ROOT))));
    }

    private static Configuration.QuietHours quietHours(String text) {
        int dash = text.indexOf('-');
        return new Configuration.QuietHours(LocalTime.parse(text.substring(0, dash)),
                LocalTime.parse(text.substring(dash + 1)));
    }

    private Configuration.Wake wake(Optional<Mapping> section, List<Configuration.Device> devices) {
        if (section.isEmpty()) {
            return new Configuration.Wake(Configuration.Wake.Mode.OPEN, DEFAULT_WAKE_WORDS, DEFAULT_SENSITIVITY,
                    DEFAULT_WAKE_TIMEOUT, Optional.empty(), true);
        }
        Mapping wake = section.get();
        var mode = Configuration.Wake.Mode.valueOf(wake.text("mode").orElse("word").toUpperCase(Locale.ROOT));
        List<String> words = wake.get("words").isPresent() ? wake.texts("words") : DEFAULT_WAKE_WORDS;
        for (String word : words) {
            if (!WAKE_WORD.matcher(word.strip().toLowerCase(Locale.ROOT)).matches()) {
                problem(wake.get("words").orElseThrow().line(), "the wake word '" + word
                        + "' is not written in plain letters; write it as it is said");
            }
        }
        Optional<Configuration.Gpio> button = wake.mapping("button").map(ConfigurationReader::button);
        button.ifPresent(line -> devices.stream()
                .filter(device -> device.gpio().filter(gpio -> gpio.pin() == line.pin()).isPresent()).findFirst()
                .ifPresent(device -> problem(wake.get("button").orElseThrow().line(), "pin " + line.pin()
                        + " of the button is used by device '" + device.name() + "' already; give it another")));
        return new Configuration.Wake(mode,
                words.stream().map(word -> word.strip().toLowerCase(Locale.ROOT)).distinct().toList(),
                wake.number("sensitivity").orElse(DEFAULT_SENSITIVITY),
                wake.number("timeout_seconds").map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                        .orElse(DEFAULT_WAKE_TIMEOUT),
                button, wake.flag("earcon", true));
    }

    private static Configuration.Gpio button(Mapping button) {
        return new Configuration.Gpio(button.number("pin").orElseThrow().intValue(), button.flag("active_low", true),
                false, button.text("pull").orElse("up"), Optional.empty());
    }

    private static Mapping empty() {
        return new Mapping(new LinkedHashMap<>(), new LinkedHashMap<>(), 0);
    }

    private void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private void problem(int line, String text) {
        problems.add(file + ":" + line + ": " + text);
    }

    private List<Configuration.Area> areas(Mapping root) {
        var areas = new ArrayList<Configuration.Area>();
        var taken = new HashMap<String, Integer>();
        for (Located node : root.elements("areas")) {
            Configuration.Area area = node instanceof Mapping mapping
                    ? new Configuration.Area(mapping.text("name").orElseThrow(), mapping.texts("aliases"),
                            mapping.text("floor"))
                    : new Configuration.Area(String.valueOf(((Scalar) node).value()), List.of(), Optional.empty());
            claim(taken, area.name(), node.line(), "area");
            area.aliases().forEach(alias -> claim(taken, alias, node.line(), "area"));
            areas.add(area);
        }
        return areas;
    }

    private void claim(Map<String, Integer> taken, String name, int line, String what) {
        Integer before = taken.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), line);
        if (before != null) {
            problem(line,
                    "the name '" + name + "' was given to " + (what.equals("area") ? "an area" : "a device")
                            + " in line "
                            + before + " already; give each another name");
        }
        if (name.chars().noneMatch(Character::isLetterOrDigit)) {
            problem(line, "the name '" + name + "' has no letter that could be said");
        }
    }

    private List<Configuration.Device> devices(Mapping root, List<Configuration.Area> areas) {
        var devices = new ArrayList<Configuration.Device>();
        var names = new HashMap<String, Integer>();
        var pins = new HashMap<Integer, String>();
        var said = new HashMap<String, Integer>();
        for (Located node : root.elements("devices")) {
            Mapping device = (Mapping) node;
            String name = device.text("name").orElseThrow();
            claim(names, name, device.line(), "device");
            device.texts("aliases").forEach(alias -> claim(names, alias, device.line(), "device"));
            Optional<String> area = device.text("area").flatMap(wanted -> areaNamed(areas, wanted).or(() -> {
                problem(device.get("area").orElseThrow().line(), "device '" + name + "' is in the area '" + wanted
                        + "', which is not among the areas; add it there");
                return Optional.empty();
            }));
            DeviceType type = DeviceType.of(device.text("type").orElseThrow());
            Optional<Configuration.Gpio> gpio = device.mapping("gpio").map(ConfigurationReader::gpio);
            gpio.ifPresent(line -> claimPin(pins, line.pin(), name, device.mapping("gpio").orElseThrow()));
            checkDriver(device, name, type);
            devices.add(new Configuration.Device(name, device.texts("aliases"), type, area, slots(device, type, gpio),
                    confirmed(device, name, type), limits(device), gpio,
                    device.mapping("mqtt").map(ConfigurationReader::topics),
                    actions(device, name, type), phrases(device, name, type, said)));
        }
        return devices;
    }

    /** @param said the phrases read before, normalised roughly, with their lines: one sentence can mean one thing only */
    private Map<String, List<String>> phrases(Mapping device, String name, DeviceType type, Map<String, Integer> said) {
        var phrases = new LinkedHashMap<String, List<String>>();
        Optional<Mapping> configured = device.mapping("phrases");
        for (String action : configured.map(entries -> entries.entries().keySet()).orElse(Set.of())) {
            Mapping entries = configured.orElseThrow();
            boolean own = device.mapping("actions").flatMap(actions -> actions.mapping(action))
                    .filter(described -> described.get("slots").isEmpty()).isPresent();
            boolean needsValue = action.equals("set") || action.equals("query") || action.equals("move")
                    || action.equals("turn");
            if (!own && (needsValue || !type.actions().contains(action))) {
                problem(entries.get(action).orElseThrow().line(), "device '" + name + "' has phrases for '" + action
                        + "', which is no action that it can do without a value; use one of its other actions");
            }
            for (String phrase : entries.texts(action)) {
                Integer before = said.putIfAbsent(phrase.toLowerCase(Locale.ROOT).strip(), entries.line());
                if (before != null || phrase.strip().split("\\s+").length < 2) {
                    problem(entries.line(), "the phrase '" + phrase + "' " + (before != null
                            ? "is given twice; one sentence can mean one thing only"
                            : "is too short: a single word is heard by mistake too easily; use two words or more"));
                }
            }
            phrases.put(action, entries.texts(action));
        }
        return phrases;
    }

    private static Optional<String> areaNamed(List<Configuration.Area> areas, String name) {
        return areas.stream().filter(area -> area.name().equalsIgnoreCase(name)
                || area.aliases().stream().anyMatch(name::equalsIgnoreCase)).map(Configuration.Area::name).findFirst();
    }

    private void claimPin(Map<Integer, String> pins, int pin, String name, Mapping gpio) {
        String before = pins.putIfAbsent(pin, name);
        if (before != null) {
            problem(gpio.get("pin").orElseThrow().line(),
                    "pin " + pin + " of device '" + name + "' is used by device '" + before
                            + "' already; each device needs a pin of its own");
        }
    }

    private void checkDriver(Mapping device, String name, DeviceType type) {
        boolean gpio = device.get("gpio").isPresent();
        boolean mqtt = device.get("mqtt").isPresent();
        if (gpio && mqtt) {
            problem(device.line(), "device '" + name + "' has both 'gpio' and 'mqtt'; keep one");
        }
        if (!gpio && !mqtt && drivers == Drivers.REQUIRED) {
            problem(device.line(), "device '" + name + "' has neither 'gpio' nor 'mqtt': say how it is driven");
        }
        boolean byLine = switch (type) {
            case LIGHT, SWITCH, FAN, VALVE, LOCK, SENSOR -> true;
            default -> false;
        };
        if (gpio && !byLine) {
            problem(device.line(),
                    "device '" + name + "' is a " + type.id() + ", which one GPIO line cannot drive; use 'mqtt'");
        }
    }

    private static Configuration.Gpio gpio(Mapping gpio) {
        return new Configuration.Gpio(gpio.number("pin").orElseThrow().intValue(), gpio.flag("active_low", false),
                gpio.text("initial").orElse("off").equals("on"), gpio.text("pull").orElse("none"),
                gpio.mapping("pwm").map(pwm -> pwm.number("frequency").orElse(200.0)));
    }

    private static Configuration.MqttTopics topics(Mapping mqtt) {
        var payloads = new LinkedHashMap<String, String>();
        mqtt.mapping("payloads").ifPresent(entries -> entries.entries()
                .forEach((action, payload) -> payloads.put(action, String.valueOf(((Scalar) payload).value()))));
        return new Configuration.MqttTopics(mqtt.text("command_topic"), mqtt.text("state_topic"), payloads,
                mqtt.flag("retain", false));
    }

    /** What a plain GPIO line cannot do, and what the owner says a light cannot do, cannot be asked for. */
    private static Set<String> slots(Mapping device, DeviceType type, Optional<Configuration.Gpio> gpio) {
        var slots = new TreeSet<>(type.slots());
        if (type == DeviceType.LIGHT) {
            if (!device.flag("brightness", true)) {
                slots.removeAll(Set.of("brightness", "brightness_step"));
            }
            if (!device.flag("color", true)) {
                slots.remove("color");
            }
            if (!device.flag("color_temperature", true)) {
                slots.remove("color_temperature");
            }
        }
        if (gpio.isPresent()) {
            slots.removeAll(Set.of("color", "color_temperature"));
            if (gpio.get().pwmHertz().isEmpty()) {
                slots.clear();
            }
        }
        return slots;
    }

    private Set<String> confirmed(Mapping device, String name, DeviceType type) {
        var confirm = new TreeSet<>(device.texts("confirm"));
        for (String action : confirm) {
            boolean own = device.mapping("actions").filter(actions -> actions.entries().containsKey(action))
                    .isPresent();
            if (!type.actions().contains(action) && !own) {
                problem(device.get("confirm").orElseThrow().line(), "device '" + name + "' has no action '" + action
                        + "' to confirm; a " + type.id() + " has " + String.join(", ", new TreeSet<>(type.actions())));
            }
        }
        return confirm;
    }

    private static Configuration.Limits limits(Mapping device) {
        return new Configuration.Limits(device.number("min_temperature").orElse(5.0),
                device.number("max_temperature").orElse(90.0), device.number("max_altitude").orElse(30.0),
                device.number("max_distance").orElse(50.0));
    }

    private Map<String, Configuration.ApplianceAction> actions(Mapping device, String name, DeviceType type) {
        var actions = new LinkedHashMap<String, Configuration.ApplianceAction>();
        Optional<Mapping> own = device.mapping("actions");
        if (type != DeviceType.APPLIANCE) {
            own.ifPresent(mapping -> problem(mapping.line(),
                    "device '" + name + "' is a " + type.id() + "; only an appliance has actions of its own"));
            return actions;
        }
        if (own.isEmpty() || own.get().entries().isEmpty()) {
            problem(device.line(), "appliance '" + name + "' lacks 'actions'");
            return actions;
        }
        own.get().entries().forEach((action, node) -> {
            var slots = new LinkedHashMap<String, Configuration.Slot>();
            ((Mapping) node).mapping("slots").ifPresent(mapping -> mapping.entries().forEach((slot, values) -> {
                Configuration.Slot read = values instanceof Sequence sequence
                        ? new Configuration.Slot(texts(sequence), false)
                        : new Configuration.Slot(((Mapping) values).texts("values"),
                                ((Mapping) values).flag("required", false));
                if (read.values().isEmpty()) {
                    problem(values.line(), "slot '" + slot + "' of '" + name + "' has no values");
                }
                slots.put(slot, read);
            }));
            actions.put(action, new Configuration.ApplianceAction(slots));
        });
        return actions;
    }

    private static List<String> texts(Sequence sequence) {
        return sequence.elements().stream().map(element -> String.valueOf(((Scalar) element).value())).toList();
    }

    private Configuration.Mqtt mqtt(Mapping mqtt) {
        if (mqtt.get("password").isPresent() && mqtt.get("password_file").isPresent()) {
            problem(mqtt.line(), "'mqtt' has both 'password' and 'password_file'; keep one");
        }
        return new Configuration.Mqtt(mqtt.text("host").orElseThrow(), mqtt.number("port").orElse(1883.0).intValue(),
                mqtt.text("username"), mqtt.text("password"), mqtt.text("password_file").map(Path::of),
                mqtt.text("client_id").orElse("mando"), mqtt.text("base_topic").orElse("mando"),
                mqtt.flag("discovery", true), mqtt.text("discovery_prefix").orElse("homeassistant"));
    }
}
