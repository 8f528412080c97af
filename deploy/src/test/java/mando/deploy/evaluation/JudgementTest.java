package mando.deploy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final CanonicalCommand LAMP_AT_FIFTY = command("light.set", "lamp", Map.of("brightness", 50.0));
    private static final CanonicalCommand LAMP_OFF = command("light.off", "lamp", Map.of());
    private static final CanonicalCommand DOOR_OPEN = command("cover.open", "door", Map.of());

    @Test
    void theSameCommandsInAnyOrderAreExact() {
        Judgement judgement = Judgement.of(List.of(LAMP_OFF, DOOR_OPEN), List.of(DOOR_OPEN, LAMP_OFF));
        assertThat(judgement.exact()).isTrue();
        assertThat(judgement.rightActions()).isEqualTo(2);
    }

    @Test
    void aWrongSlotIsNoFalseCommand() {
        Judgement judgement = Judgement.of(List.of(LAMP_AT_FIFTY),
                List.of(command("light.set", "lamp", Map.of("brightness", 15.0))));
        assertThat(judgement.exact()).isFalse();
        assertThat(judgement.falseCommand()).isFalse();
        assertThat(judgement.rightActions()).isEqualTo(1);
        assertThat(judgement.slots()).containsExactly(new Judgement.SlotJudgement("brightness", false));
    }

    @Test
    void anExtraSlotIsNotExact() {
        assertThat(Judgement.of(List.of(LAMP_OFF), List.of(command("light.off", "lamp", Map.of("brightness", 1.0))))
                .exact()).isFalse();
    }

    @Test
    void whatNobodyAskedForIsAFalseCommand() {
        assertThat(Judgement.of(List.of(), List.of(LAMP_OFF)).falseCommand()).isTrue();
        assertThat(Judgement.of(List.of(LAMP_OFF), List.of(LAMP_OFF, DOOR_OPEN)).falseCommand()).isTrue();
        assertThat(Judgement.of(List.of(LAMP_OFF), List.of(DOOR_OPEN)).falseCommand()).isTrue();
        assertThat(Judgement.of(List.of(), List.of()).falseCommand()).isFalse();
    }

    @Test
    void askingTheWrongDeviceMovesNothing() {
        Judgement judgement = Judgement.of(List.of(LAMP_OFF), List.of(command("cover.query", "door", Map.of())));
        assertThat(judgement.falseCommand()).isFalse();
        assertThat(judgement.exact()).isFalse();
    }

    @Test
    void nothingUnderstoodIsAMiss() {
        Judgement judgement = Judgement.of(List.of(LAMP_OFF), List.of());
        assertThat(judgement.missed()).isTrue();
        assertThat(judgement.exact()).isFalse();
        assertThat(Judgement.of(List.of(), List.of()).missed()).isFalse();
    }

    private static CanonicalCommand command(String action, String device, Map<String, Object> slots) {
        return new CanonicalCommand(action, Set.of(device), slots);
    }
}
