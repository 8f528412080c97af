package mando.deploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mando.deploy.Daemon;
import mando.deploy.Installation;
import mando.deploy.Turn;
import mando.deploy.UsageException;
import mando.deploy.evaluation.Verdict;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.gpio.VirtualBoard;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.PahoBroker;
import mando.speech.WavSource;

/**
 * Recorded commands through the whole real pipeline: Vosk, the intent model, the safety check, a virtual GPIO board and an embedded MQTT broker,
 * where a client of its own reads what was published. The recordings and what each must do are in {@code script.jsonl}.
 */
public final class Demo {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Installation installation;
    private final PrintWriter out;
    private final Consumer<Turn> printer;

    /**
     * @param printer shows a turn
     */
    public Demo(Installation installation, PrintWriter out, Consumer<Turn> printer) {
        this.installation = installation;
        this.out = out;
        this.printer = printer;
    }

    /**
     * Plays the script.
     *
     * @return how many recordings were not handled as they must be
     */
    public int play() {
        List<JsonNode> script = text("script.jsonl").lines().filter(line -> !line.isBlank()).map(Demo::parse).toList();
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Configuration home = home(broker);
            Queue<String> published = new ConcurrentLinkedQueue<>();
            try (PahoBroker witness = witness(broker, published)) {
                if (!witness.connected()) {
                    throw new UsageException("the embedded MQTT broker does not answer on port " + broker.port());
                }
                return play(script, home, published);
            }
        }
    }

    private static PahoBroker witness(EmbeddedBroker broker, Queue<String> published) {
        var witness = new PahoBroker(BrokerSettings.of(broker.host(), broker.port(), "mando-demo-witness", "witness"),
                new Random());
        witness.connect();
        witness.subscribe("mando/+/set", message -> published.add(message.topic() + " " + message.text()));
        return witness;
    }

    private int play(List<JsonNode> script, Configuration home, Queue<String> published) {
        var board = new VirtualBoard();
        var turns = new ArrayList<Turn>();
        int wrong = 0;
        var verdict = new Verdict(home);
        try (Daemon daemon = Daemon.open(installation, home, board, _ -> {}, turns::add)) {
            for (JsonNode scene : script) {
                turns.clear();
                out.println();
                out.println(scene.get("audio").asText() + "  \"" + scene.get("said").asText() + "\"");
                out.flush();
                try (var source = new WavSource(recording(scene.get("audio").asText()))) {
                    daemon.listen(source);
                }
                turns.forEach(printer);
                if (turns.isEmpty()) {
                    out.println("  heard       (nothing)");
                }
                draw(board, published);
                List<JsonNode> expected = new ArrayList<>();
                scene.get("expect").forEach(expected::add);
                boolean right = verdict.isExact(expected, turns) && verdict.wasDone(turns);
                wrong += right ? 0 : 1;
                out.println(right ? "  right" : "  WRONG: expected " + expected);
                out.flush();
            }
        }
        out.println();
        out.println((script.size() - wrong) + " of " + script.size() + " right");
        out.flush();
        return wrong;
    }

    private void draw(VirtualBoard board, Queue<String> published) {
        out.println("  board       " + board
                .lines().stream().map(line -> String.format(Locale.ROOT, "GPIO%d %s", line.pin(),
                        line.direction() == VirtualBoard.Direction.PWM
                                ? Math.round(line.dutyPercent()) + " %"
                                : line.high() ? "▮" : "▯"))
                .collect(Collectors.joining("  ")));
        for (String message = published.poll(); message != null; message = published.poll()) {
            out.println("  published   " + message);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's script is damaged", e);
        }
    }

    private static String text(String name) {
        try (InputStream in = Demo.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the program's own jar", e);
        }
    }

    /** A recording as a file of its own: the WAV reader checks a file's length against its header. */
    public static Path recording(String name) {
        try (InputStream in = Demo.class.getResourceAsStream(name)) {
            Path file = Files.createTempFile("mando-demo-", ".wav");
            file.toFile().deleteOnExit();
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + name + " cannot be unpacked", e);
        }
    }

    /** The names of the recordings that say a command. */
    public static List<String> commandRecordings() {
        return text("script.jsonl").lines().filter(line -> !line.isBlank()).map(Demo::parse)
                .filter(scene -> !scene.get("expect").isEmpty()).map(scene -> scene.get("audio").asText()).toList();
    }

    /** The home that the recordings are about, on a broker. */
    public static Configuration home(EmbeddedBroker broker) {
        return home(broker, "");
    }

    /**
     * The same with further sections.
     *
     * @param sections YAML
     */
    public static Configuration home(EmbeddedBroker broker, String sections) {
        return ConfigurationReader.parse(
                text("home.yaml") + "\nmqtt:\n  host: " + broker.host() + "\n  port: " + broker.port()
                        + "\nresponses:\n  speak: false\n" + sections,
                "the demo's home", ConfigurationReader.Drivers.REQUIRED);
    }
}
