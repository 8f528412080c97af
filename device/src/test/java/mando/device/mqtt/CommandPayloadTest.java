package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandPayloadTest {

    private static String payload(String device, String verb, Map<String, Object> slots) {
        return CommandPayload.of(TestHome.device(device), verb, new TreeMap<>(slots));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reading lamp | on       | {"state":"ON"}
            reading lamp | off      | {"state":"OFF"}
            blinds       | open     | OPEN
            blinds       | stop     | STOP
            thermostat   | on       | ON
            front door   | unlock   | UNLOCK
            tap          | close    | CLOSE
            robot        | dock     | return_to_base
            robot        | start    | start
            lawn robot   | start    | start_mowing
            lawn robot   | dock     | dock
            movie night  | activate | ON
            hi-fi        | pause    | PAUSE
            hi-fi        | play     | PLAYING
            quadcopter   | land     | {"action":"land"}
            """)
    void wordsAreHomeAssistants(String device, String verb, String expected) {
        assertThat(payload(device, verb, Map.of())).isEqualTo(expected);
    }

    @Test
    void whatALightIsSetTo() {
        assertThat(payload("reading lamp", "set", Map.of("brightness", 50L)))
                .isEqualTo("{\"state\":\"ON\",\"brightness\":50}");
        assertThat(payload("reading lamp", "set", Map.of("brightness", 0L))).isEqualTo("{\"state\":\"OFF\"}");
        assertThat(payload("reading lamp", "set", Map.of("color", "orange")))
                .isEqualTo("{\"state\":\"ON\",\"color\":{\"r\":255,\"g\":165,\"b\":0}}");
        assertThat(payload("reading lamp", "set", Map.of("color_temperature", 2700L)))
                .isEqualTo("{\"state\":\"ON\",\"color_temp\":370}");
    }

    @Test
    void whatOthersAreSetTo() {
        assertThat(payload("blinds", "set", Map.of("position", 30L))).isEqualTo("{\"position\":30}");
        assertThat(payload("thermostat", "set", Map.of("temperature", 21.5))).isEqualTo("{\"temperature\":21.5}");
        assertThat(payload("quadcopter", "move", Map.of("direction", "left", "distance", 2.0)))
                .isEqualTo("{\"action\":\"move\",\"direction\":\"left\",\"distance\":2}");
        assertThat(payload("coffee maker", "order", Map.of("drink", "latte")))
                .isEqualTo("{\"action\":\"order\",\"drink\":\"latte\"}");
        assertThat(payload("hi-fi", "set", Map.of("volume", 40L))).isEqualTo("volume=40");
    }
}
