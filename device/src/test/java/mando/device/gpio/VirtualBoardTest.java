package mando.device.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import mando.device.gpio.Board.Pull;
import mando.device.gpio.VirtualBoard.Direction;
import mando.device.gpio.VirtualBoard.LineState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualBoardTest {

    private final VirtualBoard board = new VirtualBoard();
    private final List<LineState> changes = new ArrayList<>();

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void anOutputIsTakenWithItsInitialLevelAndReturnsToIt() {
        board.addListener(changes::add);
        try (var line = board.output(17, false, false)) {
            assertThat(board.lines()).containsExactly(new LineState(17, Direction.OUTPUT, false, 0));
            line.set(true);
            assertThat(line.on()).isTrue();
            assertThat(board.lines()).containsExactly(new LineState(17, Direction.OUTPUT, true, 100));
        }
        assertThat(changes).extracting(LineState::high).containsExactly(false, true, false);
        assertThat(board.lines()).isEmpty();
    }

    @Test
    void anActiveLowOutputThatIsOffIsHigh() {
        board.addListener(changes::add);
        var line = board.output(27, true, false);
        line.set(true);
        assertThat(line.on()).isTrue();
        line.close();
        line.close();
        assertThat(changes).extracting(LineState::high).containsExactly(true, false, true);
    }

    @Test
    void pulseWidthIsShownAsDutyCycle() {
        var line = board.pwm(18, 200, 0);
        line.set(42.5);
        assertThat(line.percent()).isEqualTo(42.5);
        assertThat(board.lines()).containsExactly(new LineState(18, Direction.PWM, true, 42.5));
        assertThatThrownBy(() -> line.set(101)).isInstanceOf(GpioException.class)
                .hasMessage("GPIO18: a duty cycle lies between 0 and 100 %, not 101.0.");
        assertThatThrownBy(() -> line.set(Double.NaN)).isInstanceOf(GpioException.class);
        assertThat(line.percent()).isEqualTo(42.5);
    }

    @Test
    void anInputHearsWhatIsDriven() {
        var heard = new ArrayList<String>();
        try (var line = board.input(4, Pull.UP, (pin, high) -> heard.add(pin + (high ? " high" : " low")))) {
            assertThat(line.high()).isTrue();
            heard.clear();
            board.drive(4, false);
            assertThat(line.high()).isFalse();
            board.drive(4, true);
        }
        assertThat(heard).containsExactly("4 low", "4 high");
        assertThatThrownBy(() -> board.drive(4, true)).isInstanceOf(GpioException.class)
                .hasMessage("GPIO4 is not in use as an input.");
    }

    @Test
    void aPinCanBeTakenOnceUntilItIsReleased() {
        var line = board.output(17, false, false);
        assertThatThrownBy(() -> board.pwm(17, 100, 0)).isInstanceOf(GpioException.class)
                .hasMessage("GPIO17 is used twice: give each device a pin of its own.");
        line.close();
        board.output(17, false, true).close();
    }

    @Test
    void closingTheBoardReturnsAllLinesToTheirInitialLevels() {
        var lamp = board.output(17, false, false);
        var fan = board.pwm(18, 100, 0);
        lamp.set(true);
        fan.set(70);
        board.addListener(changes::add);
        board.close();
        board.close();
        assertThat(changes).containsExactlyInAnyOrder(new LineState(17, Direction.OUTPUT, false, 0),
                new LineState(18, Direction.PWM, false, 0));
        assertThat(board.lines()).isEmpty();
        assertThatThrownBy(() -> lamp.set(true)).isInstanceOf(GpioException.class);
        assertThatThrownBy(() -> board.output(5, false, false)).isInstanceOf(GpioException.class)
                .hasMessage("GPIO5 cannot be used: the board is closed.");
    }
}
