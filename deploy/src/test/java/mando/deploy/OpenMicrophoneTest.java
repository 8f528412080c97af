package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mando.deploy.demo.Demo;
import mando.device.configuration.ConfigurationReader;
import mando.device.gpio.VirtualBoard;
import mando.speech.WavSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where the microphone is always open, with the shipped models and recordings of the demo. */
class OpenMicrophoneTest {

    private static final String NO_SUCH_DEVICE = "09-no-such-device.wav";

    @TempDir
    private Path cache;
    private final VirtualBoard board = new VirtualBoard();
    private final List<Turn> turns = new ArrayList<>();

    private Daemon open(String wake) {
        String yaml = """
                areas: [kitchen]
                devices:
                  - {name: kitchen light, type: light, area: kitchen, gpio: {pin: 17}}
                wake: {mode: %s, button: {pin: 22}, earcon: false}
                responses: {speak: false}
                """.formatted(wake);
        return Daemon.open(new Installation(Path.of("../models"), cache, Path.of("none.yaml")),
                ConfigurationReader.parse(yaml, "mando.yaml", ConfigurationReader.Drivers.REQUIRED), board, _ -> {},
                turns::add);
    }

    private void press() {
        board.drive(22, true);
        board.drive(22, false);
    }

    private static WavSource recording() {
        return new WavSource(Demo.recording(NO_SUCH_DEVICE));
    }

    @Test
    void whoDidNotCallIsNotToldThatNothingWasUnderstood() {
        try (Daemon daemon = open("open")) {
            daemon.listen(recording());

            assertThat(turns).singleElement().satisfies(turn -> {
                assertThat(turn.interpretation().refusal()).isPresent();
                assertThat(turn.reply()).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "open", "push"})
    void whoPressedTheButtonIs(String mode) {
        try (Daemon daemon = open(mode)) {
            press();
            daemon.listen(recording());

            assertThat(turns).singleElement().extracting(Turn::reply).asString().startsWith("Sorry, ");
        }
    }
}
