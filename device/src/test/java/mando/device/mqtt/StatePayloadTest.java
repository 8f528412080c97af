package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import mando.device.DeviceState;
import mando.device.DeviceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatePayloadTest {

    private static Optional<Map<String, Object>> read(DeviceType type, String payload) {
        return StatePayload.read(type, payload.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({ "LIGHT,ON,on", "SWITCH,off,off", "SWITCH,true,on", "COVER,closed,closed", "COVER,OPEN,open",
            "LOCK,LOCKED,locked", "LOCK,LOCK,locked", "VACUUM,cleaning,cleaning", "SENSOR,open,open"})
    void plainWords(DeviceType type, String payload, String state) {
        assertThat(read(type, payload)).contains(Map.of("state", state));
    }

    @Test
    void objectsAsFromZigbee2Mqtt() {
        assertThat(read(DeviceType.LIGHT,
                "{\"state\":\"ON\",\"brightness\":60,\"color_mode\":\"xy\",\"color\":{\"x\":0.3},\"update\":null,\"linkquality\":84}"))
                .contains(Map.of("state", "on", "brightness", 60L, "color_mode", "xy", "linkquality", 84L));
        assertThat(read(DeviceType.SENSOR, "{\"temperature\":21.5,\"occupancy\":true}"))
                .contains(Map.of("temperature", 21.5, "occupancy", "on"));
        assertThat(read(DeviceType.SENSOR, "18.25")).contains(Map.of("state", 18.25));
    }

    @Test
    void valuesOutOfRangeAreLeftOut() {
        assertThat(read(DeviceType.LIGHT, "{\"state\":\"ON\",\"brightness\":254}")).contains(Map.of("state", "on"));
        assertThat(read(DeviceType.SENSOR, "{\"temperature\":1e300}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "maybe", "{", "{\"state\":", "[1]", "{\"state\":\"EXPLODE\"}", "{\"brightness\":-4}",
            "\u0000\u0001",
            "ON; DROP"})
    void whatIsNoStateIsIgnored(String payload) {
        assertThat(read(DeviceType.LIGHT, payload)).isEmpty();
    }

    @Test
    void whatIsTooLongOrTooDeepIsIgnored() {
        assertThat(read(DeviceType.SENSOR, "{\"a\":" + "1".repeat(StatePayload.MAX_BYTES) + "}")).isEmpty();
        assertThat(read(DeviceType.SENSOR, "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}")).isEmpty();
    }

    @Test
    void ownStatesAsHomeAssistantReadsThem() {
        var on = DeviceState.unknown().with("state", "on");
        assertThat(StatePayload.write(DeviceType.SWITCH, on)).contains("ON");
        assertThat(StatePayload.write(DeviceType.LIGHT, on.with("brightness", 40L)))
                .contains("{\"state\":\"ON\",\"brightness\":40}");
        assertThat(StatePayload.write(DeviceType.FAN, on.with("speed", 33.0)))
                .contains("{\"state\":\"ON\",\"speed\":33}");
        assertThat(StatePayload.write(DeviceType.LOCK, on.with("state", "locked"))).contains("LOCKED");
        assertThat(StatePayload.write(DeviceType.VALVE, on.with("state", "open"))).contains("open");
        assertThat(StatePayload.write(DeviceType.SWITCH, DeviceState.unknown())).isEmpty();
    }
}
