package mando.device.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import mando.device.ActuationException;
import mando.device.DeviceState;
import mando.device.configuration.Configuration.Gpio;
import mando.device.gpio.VirtualBoard.LineState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GpioActuatorTest {

    private static final DeviceState ANY = DeviceState.unknown();

    private final VirtualBoard board = new VirtualBoard();

    @AfterEach
    void close() {
        board.close();
    }

    private GpioActuator relay(boolean activeLow) {
        return GpioActuator.of(new Gpio(17, activeLow, false, "none", Optional.empty()), board);
    }

    private GpioActuator dimmer(boolean activeLow) {
        return GpioActuator.of(new Gpio(18, activeLow, false, "none", Optional.of(200.0)), board);
    }

    private double duty() {
        return board.lines().getFirst().dutyPercent();
    }

    @Test
    void aRelayIsSwitched() {
        var relay = relay(false);
        relay.apply("on", Map.of(), ANY);
        assertThat(duty()).isEqualTo(100);
        relay.apply("off", Map.of(), ANY);
        assertThat(duty()).isZero();
        relay.apply("unlock", Map.of(), ANY);
        assertThat(duty()).isEqualTo(100);
        relay.apply("lock", Map.of(), ANY);
        assertThat(duty()).isZero();
    }

    @Test
    void anActiveLowRelayIsOnAtLowLevel() {
        var relay = relay(true);
        assertThat(duty()).isEqualTo(100);
        relay.apply("open", Map.of(), ANY);
        assertThat(duty()).isZero();
        relay.apply("close", Map.of(), ANY);
        assertThat(duty()).isEqualTo(100);
    }

    @Test
    void aDimmerIsSetAndRemembersItsLevel() {
        var dimmer = dimmer(false);
        dimmer.apply("set", Map.of("brightness", 30L), ANY);
        assertThat(duty()).isEqualTo(30);
        dimmer.apply("off", Map.of(), ANY.with("brightness", 30L));
        assertThat(duty()).isZero();
        dimmer.apply("on", Map.of(), ANY.with("brightness", 30L));
        assertThat(duty()).isEqualTo(30);
        dimmer.apply("on", Map.of(), ANY.with("brightness", 0L));
        assertThat(duty()).isEqualTo(100);
        dimmer.apply("set", Map.of("speed", 66.5), ANY);
        assertThat(duty()).isEqualTo(66.5);
    }

    @Test
    void anActiveLowDimmerIsInverted() {
        var dimmer = dimmer(true);
        assertThat(duty()).isEqualTo(100);
        dimmer.apply("set", Map.of("brightness", 30L), ANY);
        assertThat(duty()).isEqualTo(70);
    }

    @Test
    void whatOneLineCannotDoIsRefusedAndNothingMoves() {
        var relay = relay(false);
        assertThatThrownBy(() -> relay.apply("stop", Map.of(), ANY)).isInstanceOf(ActuationException.class)
                .hasMessage("one GPIO line cannot stop");
        assertThatThrownBy(() -> relay.apply("set", Map.of("color", "red"), ANY))
                .isInstanceOf(ActuationException.class);
        assertThat(duty()).isZero();
    }

    @Test
    void closingReturnsToTheInitialLevel() {
        var relay = relay(false);
        relay.apply("on", Map.of(), ANY);
        var changes = new ArrayList<LineState>();
        board.addListener(changes::add);
        relay.close();
        relay.close();
        assertThat(changes).extracting(LineState::high).containsExactly(false);
        assertThatThrownBy(() -> relay.apply("on", Map.of(), ANY)).isInstanceOf(ActuationException.class)
                .hasMessage("GPIO17 cannot be set: it was released");
    }

    @Test
    void aSensorTellsItsStateAtFirstAndWhenItChanges() {
        var states = new ArrayList<Object>();
        try (var _ = new GpioSensor(new Gpio(4, true, false, "up", Optional.empty()), board,
                state -> states.add(state.get("state").orElseThrow()))) {
            board.drive(4, false);
            board.drive(4, true);
        }
        assertThat(states).startsWith("off").endsWith("on", "off");
    }
}
