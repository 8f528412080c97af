package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mando.deploy.demo.Demo;
import mando.deploy.demo.EmbeddedBroker;
import mando.device.Command;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.gpio.VirtualBoard;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.PahoBroker;
import mando.speech.AudioSource;
import mando.speech.WavSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that changes while somebody speaks, with the shipped models and recordings of the demo. */
class ReloadTest {

    private static final String BIG_BERTHA_OFF = "04-alias.wav";
    private static final String KITCHEN_LIGHT_ON = "01-kitchen-light.wav";
    private static final String BEFORE = """
            areas: [kitchen, living room]
            devices:
              - {name: kitchen light, type: light, area: kitchen, gpio: {pin: 17}}
              - {name: reading lamp, type: light, area: living room, gpio: {pin: 18, initial: "on"}}
            responses: {speak: false}
            """;
    private static final String WITH_ALIAS = BEFORE.replace("reading lamp,", "reading lamp, aliases: [big bertha],");

    @TempDir
    private Path cache;
    private final VirtualBoard board = new VirtualBoard();
    private final List<Turn> turns = new ArrayList<>();

    private Daemon open(String yaml) {
        return Daemon.open(new Installation(Path.of("../models"), cache, Path.of("none.yaml")), read(yaml), board,
                _ -> {}, turns::add);
    }

    private static Configuration read(String yaml) {
        return ConfigurationReader.parse(yaml, "mando.yaml", ConfigurationReader.Drivers.REQUIRED);
    }

    private List<String> done() {
        return turns.stream().flatMap(turn -> turn.commands().stream())
                .map(command -> command.action() + " " + ((Command.One) command.target()).device()).toList();
    }

    private boolean high(int pin) {
        return board.lines().stream().filter(line -> line.pin() == pin).findFirst().orElseThrow().high();
    }

    /**
     * A recording in a quiet room, where something happens after half of it, or with a quiet second left.
     *
     * @param happening may be nothing
     */
    private static AudioSource recording(String name, boolean inTheMiddle, Runnable happening) {
        var samples = new short[20 * AudioSource.SAMPLE_RATE];
        int length = 0;
        try (var source = new WavSource(Demo.recording(name))) {
            var block = new short[1_000];
            int count;
            while ((count = source.read(block)) > 0) {
                System.arraycopy(block, 0, samples, length, count);
                length += count;
            }
        }
        int end = length + 3 * AudioSource.SAMPLE_RATE;
        int moment = inTheMiddle ? length / 2 : end - AudioSource.SAMPLE_RATE;
        var random = new Random(1);
        for (int i = 0; i < end; i++) {
            samples[i] = (short) Math.clamp(samples[i] + Math.round(random.nextGaussian() * 5), Short.MIN_VALUE,
                    Short.MAX_VALUE);
        }
        return new AudioSource() {
            private int position;

            @Override
            public int read(short[] into) {
                int count = Math.min(into.length, end - position);
                System.arraycopy(samples, position, into, 0, count);
                if (position < moment && position + count >= moment) {
                    happening.run();
                }
                position += count;
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aNewNameIsHeardAndDoneAndWhatStaysTheSameIsNotTouched() {
        try (Daemon daemon = open(BEFORE)) {
            var seen = new ArrayList<VirtualBoard.LineState>();
            board.addListener(seen::add);
            daemon.listen(recording(BIG_BERTHA_OFF, false, () -> daemon.reload(() -> read(WITH_ALIAS))));
            assertThat(done()).isEmpty();
            assertThat(high(18)).isTrue();
            assertThat(seen).isEmpty();

            daemon.listen(recording(BIG_BERTHA_OFF, false, () -> {}));
            assertThat(done()).containsExactly("light.off reading lamp");
            assertThat(high(18)).isFalse();
        }
    }

    @Test
    void aSentenceIsHeardToItsEndByTheConfigurationThatItBeganWith() {
        String renamed = BEFORE.replace("kitchen light", "ceiling lantern");
        try (Daemon daemon = open(BEFORE)) {
            daemon.listen(recording(KITCHEN_LIGHT_ON, true, () -> daemon.reload(() -> read(renamed))));
            assertThat(done()).containsExactly("light.on kitchen light");
            assertThat(high(17)).isTrue();

            daemon.listen(recording(BIG_BERTHA_OFF, false, () -> {}));
            assertThat(high(17)).as("the line is held on to").isTrue();
            turns.clear();
            daemon.listen(recording(KITCHEN_LIGHT_ON, false, () -> {}));
            assertThat(done()).doesNotContain("light.on kitchen light");
        }
    }

    @Test
    void aBrokenConfigurationIsToldOfAndTheOldOneStays() throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                var witness = new PahoBroker(BrokerSettings.of(broker.host(), broker.port(), "witness", "witness"),
                        new Random(1))) {
            BlockingQueue<String> events = new LinkedBlockingQueue<>();
            assertThat(witness.connect()).isEmpty();
            witness.subscribe("mando/events", message -> events.add(message.text()));
            String yaml = BEFORE + "mqtt: {host: " + broker.host() + ", port: " + broker.port()
                    + ", discovery: false}\n";
            try (Daemon daemon = open(yaml)) {
                daemon.reload(() -> read(yaml.replace("type: light, area: kitchen", "type: lihgt, area: kitchen")));
                assertThat(events.poll(30, TimeUnit.SECONDS)).contains("\"event\":\"configuration\"",
                        "\"fault\":true", "mando.yaml:3", "lihgt");
                daemon.reload(() -> read(yaml.replace("port: " + broker.port(), "port: 1")));
                assertThat(events.poll(30, TimeUnit.SECONDS)).contains("\"fault\":true", "mqtt.port", "restart");

                daemon.listen(recording(KITCHEN_LIGHT_ON, false,
                        () -> daemon.reload(() -> read(yaml.replace("kitchen light", "cooker light")))));
                assertThat(done()).containsExactly("light.on kitchen light");
                assertThat(events.poll(30, TimeUnit.SECONDS)).contains("kitchen light");
                assertThat(events.poll(30, TimeUnit.SECONDS)).contains("\"event\":\"configuration\"",
                        "\"fault\":false");
            }
        }
    }
}
