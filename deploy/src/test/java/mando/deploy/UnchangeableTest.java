package mando.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import org.junit.jupiter.api.Test;

class UnchangeableTest {

    private static final String BEFORE = """
            devices:
              - {name: lamp, type: light, gpio: {pin: 17}}
              - {name: pump, type: switch, gpio: {pin: 18}}
            mqtt: {host: here}
            """;

    private static Configuration read(String yaml) {
        return ConfigurationReader.parse(yaml, "test", ConfigurationReader.Drivers.REQUIRED);
    }

    private static void check(String after) {
        Unchangeable.check(read(BEFORE), read(after));
    }

    @Test
    void namesPinsAndThresholdsMayChange() {
        assertThatCode(() -> check("""
                areas: [garden]
                speech: {threshold: 0.9, mode: exact, early: false}
                wake: {mode: word, words: [jarvis]}
                intent: {threshold: 0.9}
                devices:
                  - {name: pond, aliases: [water], area: garden, type: switch, gpio: {pin: 18}}
                  - {name: lamp, type: light, gpio: {pin: 19}}
                mqtt: {host: here}
                responses: {volume: 10}
                """)).doesNotThrowAnyException();
    }

    @Test
    void whatNeedsARestartIsNamed() {
        assertThatThrownBy(() -> check(BEFORE.replace("here", "there") + "speech: {microphone: usb}\n"))
                .isInstanceOf(UsageException.class).hasMessageStartingWith("speech.microphone, mqtt.host cannot");
        assertThatThrownBy(() -> check(BEFORE.replace("mqtt: {host: here}", ""))).hasMessageStartingWith("mqtt cannot");
        assertThatThrownBy(() -> check(BEFORE.replace("pin: 18", "pin: 18, active_low: true")))
                .hasMessageContaining("pin 18").hasMessageContaining("pump").hasMessageNotContaining("lamp");
    }
}
