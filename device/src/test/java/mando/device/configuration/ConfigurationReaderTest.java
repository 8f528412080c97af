package mando.device.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mando.device.DeviceType;
import mando.device.configuration.ConfigurationReader.Drivers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationReaderTest {

    private static final String HOME = """
            areas:
              - name: kitchen
                aliases: [galley]
                floor: downstairs
              - bedroom
            devices:
              - name: kitchen light
                aliases: [main light]
                type: light
                area: galley
                gpio: {pin: 17}
              - name: lamp
                type: light
                area: bedroom
                gpio: {pin: 18, pwm: {frequency: 200}}
              - name: coffee maker
                type: appliance
                mqtt: {}
                confirm: [order]
                actions:
                  order:
                    slots:
                      drink: {values: [latte, tea], required: true}
                      size: [small, large]
            mqtt:
              host: localhost
            """;

    private static List<String> problems(String yaml, Drivers drivers) {
        return catchThrowableOfType(ConfigurationException.class,
                () -> ConfigurationReader.parse(yaml, "mando.yaml", drivers)).problems();
    }

    @Test
    void readsWhenItListensAndHowItSpeaks() {
        Configuration without = ConfigurationReader.parse(HOME, "mando.yaml", Drivers.REQUIRED);
        assertThat(without.wake().mode()).isEqualTo(Configuration.Wake.Mode.OPEN);
        assertThat(without.responses().quietHours()).isEmpty();
        assertThat(without.responses().tone()).isEqualTo(Configuration.Responses.Tone.PLAIN);

        Configuration with = ConfigurationReader.parse(HOME + """
                speech: {gain_db: 6}
                wake:
                  words: [Jarvis, hey house]
                  timeout_seconds: 2.5
                  button: {pin: 22}
                responses: {volume: 40, quiet_hours: "22:00-07:00", tone: friendly}
                """, "mando.yaml", Drivers.REQUIRED);
        assertThat(with.speech().gainDb()).isEqualTo(6);
        assertThat(with.responses().tone()).isEqualTo(Configuration.Responses.Tone.FRIENDLY);
        assertThat(with.wake()).isEqualTo(new Configuration.Wake(Configuration.Wake.Mode.WORD,
                List.of("jarvis", "hey house"), 0.5, Duration.ofMillis(2_500),
                Optional.of(new Configuration.Gpio(22, true, false, "up", Optional.empty())), true));
        Configuration.QuietHours night = with.responses().quietHours().orElseThrow();
        assertThat(night.contains(LocalTime.of(6, 59))).isTrue();
        assertThat(night.contains(LocalTime.of(22, 0))).isTrue();
        assertThat(night.contains(LocalTime.of(7, 0))).isFalse();
        assertThat(new Configuration.QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0)).contains(LocalTime.of(16, 0)))
                .isFalse();
    }

    @Test
    void refusesAWakeThatCannotBe() {
        assertThat(problems(HOME + """
                wake:
                  words: [R2D2]
                  button: {pin: 18}
                """, Drivers.REQUIRED)).hasSize(2).anyMatch(text -> text.contains("'R2D2'"))
                .anyMatch(text -> text.contains("pin 18 of the button is used by device 'lamp'"));
        assertThat(problems(HOME + "wake: {words: []}\nresponses: {quiet_hours: late, tone: rude}\n", Drivers.REQUIRED))
                .hasSize(3).anyMatch(text -> text.contains("'words' is empty"))
                .anyMatch(text -> text.contains("22:00-07:00")).anyMatch(text -> text.contains("friendly"));
    }

    @Test
    void readsWhatItIsFor() {
        Configuration configuration = ConfigurationReader.parse(HOME, "mando.yaml", Drivers.REQUIRED);
        Configuration.Device light = configuration.devices().getFirst();
        assertThat(light.area()).contains("kitchen");
        assertThat(light.slots()).as("a plain line cannot be dimmed").isEmpty();
        assertThat(configuration.devices().get(1).slots()).containsExactlyInAnyOrder("brightness", "brightness_step");
        Configuration.Device maker = configuration.devices().get(2);
        assertThat(maker.type()).isEqualTo(DeviceType.APPLIANCE);
        assertThat(maker.confirm()).containsExactly("order");
        assertThat(maker.actions().get("order").slots().keySet()).containsExactly("drink", "size");
        assertThat(maker.actions().get("order").slots().get("drink").required()).isTrue();
        assertThat(configuration.mqtt().orElseThrow().port()).isEqualTo(1883);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("aliases: [main light]", "alises: [main light]",
                        "mando.yaml:8: unknown key 'alises' in 'kitchen light'; did you mean 'aliases'?"),
                Arguments.of("pin: 18", "pin: 17",
                        "mando.yaml:15: pin 17 of device 'lamp' is used by device 'kitchen light' already"),
                Arguments.of("name: lamp", "name: Main Light",
                        "mando.yaml:12: the name 'Main Light' was given to a device in line 7 already"),
                Arguments.of("area: bedroom", "area: cellar",
                        "mando.yaml:14: device 'lamp' is in the area 'cellar', which is not among the areas"),
                Arguments.of("pin: 17", "pin: 99", "mando.yaml:11: 'pin' is 99; it can be 0 to 27"),
                Arguments.of("pin: 17", "pin: seventeen",
                        "mando.yaml:11: 'pin' should be a whole number, not 'seventeen'"),
                Arguments.of("type: appliance", "type: toaster",
                        "'type' of 'coffee maker' is 'toaster'; it can be light"),
                Arguments.of("confirm: [order]", "confirm: [explode]",
                        "device 'coffee maker' has no action 'explode' to confirm"),
                Arguments.of("size: [small, large]", "size: []", "slot 'size' of 'coffee maker' has no values"),
                Arguments.of("    gpio: {pin: 17}\n", "", "device 'kitchen light' has neither 'gpio' nor 'mqtt'"),
                Arguments.of("mqtt:\n  host: localhost\n", "",
                        "there is no section 'mqtt' that names the broker's host"),
                Arguments.of("host: localhost", "port: 1883", "'mqtt' lacks 'host'"),
                Arguments.of("- bedroom", "- bedroom\n  - 17",
                        "mando.yaml:6: an entry of 'areas' is neither text nor keys and values"),
                Arguments.of("name: lamp", "name: '?!'", "has no letter that could be said"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesEachMistakeWithItsLine(String right, String wrong, String message) {
        assertThat(HOME).contains(right);
        assertThat(problems(HOME.replace(right, wrong), Drivers.REQUIRED)).singleElement().asString().contains(message);
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThat(problems(HOME.replace("pin: 17", "pin: 99").replace("type: appliance", "type: toaster"),
                Drivers.REQUIRED)).hasSize(2);
    }

    @Test
    void hostileYamlIsRefusedQuickly() {
        assertThat(problems("a: &a [x,x]\nb: *a\n", Drivers.OPTIONAL)).singleElement().asString()
                .contains("anchors and aliases");
        assertThat(problems("[".repeat(5000), Drivers.OPTIONAL)).hasSize(1);
        assertThat(problems("devices: [", Drivers.OPTIONAL)).singleElement().asString().startsWith("mando.yaml:")
                .contains("not valid YAML");
        assertThat(problems("- a\n", Drivers.OPTIONAL)).singleElement().asString().contains("expected keys and values");
        assertThat(problems("language: en\nlanguage: en\n", Drivers.OPTIONAL)).singleElement().asString()
                .contains("line 1");
    }

    @Test
    void anEvaluationCasesHomeNeedsNoDrivers() throws IOException {
        var home = new ObjectMapper().readTree(
                "{\"areas\":[\"den\"],\"devices\":[{\"name\":\"lamp\",\"type\":\"light\",\"area\":\"den\"}]}");
        assertThat(ConfigurationReader.readHome(home, "case 1").devices().getFirst().slots()).contains("color");
    }

    @Test
    void theShippedExamplesAreRight() throws IOException {
        try (Stream<Path> examples = Files.walk(Path.of("../deploy/etc"))) {
            List<Path> files = examples.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(2);
            files.forEach(file -> assertThat(ConfigurationReader.read(file, Drivers.REQUIRED).devices()).as("%s", file)
                    .isNotEmpty());
        }
        assertThatThrownBy(() -> ConfigurationReader.read(Path.of("nowhere.yaml"), Drivers.REQUIRED))
                .hasMessageContaining("does not exist");
    }
}
