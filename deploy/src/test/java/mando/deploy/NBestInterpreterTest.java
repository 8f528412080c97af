package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mando.inference.intent.Intent;
import mando.inference.intent.Interpretation;
import mando.speech.Evidence;
import mando.speech.Hypothesis;
import org.junit.jupiter.api.Test;

class NBestInterpreterTest {

    private static final Map<String, Interpretation> UNDERSTOOD = Map.of(
            "lamp on", command("light.on", "lamp", 0.9),
            "lamp off", command("light.off", "lamp", 0.9),
            "the lamp on", command("light.on", "lamp", 0.9),
            "[unk] lamp on", command("light.on", "lamp", 0.9),
            "damp on", refusal("there is nothing called \"damp\" here", 0.1),
            "camp on", nothing(0.8));

    private final NBestInterpreter interpreter = new NBestInterpreter(UNDERSTOOD::get, 0.5);

    private static NBestInterpreter.Reading read(NBestInterpreter interpreter, List<Hypothesis> hypotheses) {
        return interpreter.read(hypotheses, Optional.empty());
    }

    @Test
    void doesNothingWithoutEvidenceThatItWasSaid() {
        var heard = List.of(new Hypothesis("lamp on", 1));
        var spoken = Optional.of(new Evidence(6, 30, 0));
        var talk = Optional.of(new Evidence(-6, 30, 0));
        var noise = Optional.of(new Evidence(-1, 5, 0));

        assertThat(interpreter.read(heard, spoken).interpretation().intents()).hasSize(1);
        assertThat(interpreter.read(heard, talk).interpretation().intents()).isEmpty();
        assertThat(interpreter.read(heard, noise).interpretation().intents()).isEmpty();
        assertThat(interpreter.read(heard, Optional.of(new Evidence(-1, 30, 0))).interpretation().intents()).hasSize(1);
        assertThat(interpreter.read(heard, Optional.of(new Evidence(-1, 30, 4))).interpretation().intents()).isEmpty();
        assertThat(interpreter.isClear(heard, spoken)).isTrue();
        assertThat(interpreter.isClear(heard, talk)).isFalse();
        assertThat(new NBestInterpreter(UNDERSTOOD::get, 0).read(heard, talk).interpretation().intents()).hasSize(1);
    }

    @Test
    void doesNothingWhereItIsAsDoubtfulWhatWasMeantAsThatItWasSaid() {
        var doubtful = new NBestInterpreter(Map.of("lamp on", command("light.on", "lamp", 0.6))::get, 0.5);
        var heard = List.of(new Hypothesis("lamp on", 1));

        assertThat(doubtful.read(heard, Optional.of(new Evidence(6, 30, 0))).interpretation().intents()).hasSize(1);
        assertThat(doubtful.read(heard, Optional.of(new Evidence(-1, 30, 0))).interpretation().intents()).isEmpty();
    }

    @Test
    void asksBackOnlyWhatSomebodySaid() {
        var asking = new Interpretation(List.of(), 0.9, Optional.empty(), Optional.of("which lamp?"), "", "", 0, 0);
        var unsure = new NBestInterpreter(Map.of("lamp on", asking, "[unk] lamp on", asking)::get, 0.5);
        var heard = List.of(new Hypothesis("lamp on", 1));

        assertThat(unsure.read(heard, Optional.of(new Evidence(6, 30, 0))).interpretation().question()).isPresent();
        assertThat(unsure.read(heard, Optional.of(new Evidence(-6, 30, 0))).interpretation().question()).isEmpty();
        assertThat(read(unsure, List.of(new Hypothesis("[unk] lamp on", 1))).interpretation().question()).isEmpty();
    }

    @Test
    void whatCannotBeDoneWasMeantWhereItWasClearlySaidAndUnderstood() {
        var impossible = new NBestInterpreter(
                Map.of("lamp hotter", refusal("a lamp has no temperature", 0.9),
                        "damp on", refusal("there is nothing called \"damp\" here", 0.1),
                        "[unk] lamp on", command("light.on", "lamp", 0.9))::get,
                0.5);
        var spoken = Optional.of(new Evidence(6, 30, 0));
        var hotter = List.of(new Hypothesis("lamp hotter", 1));

        assertThat(impossible.read(hotter, spoken).meant()).isTrue();
        assertThat(impossible.read(hotter, Optional.of(new Evidence(-6, 30, 0))).meant()).isFalse();
        assertThat(impossible.read(List.of(new Hypothesis("damp on", 1)), spoken).meant()).isFalse();
        assertThat(read(impossible, List.of(new Hypothesis("[unk] lamp on", 1))).meant()).isFalse();
    }

    @Test
    void needsLessAgreementWhereItWasClearlySaid() {
        var torn = List.of(new Hypothesis("lamp on", 0.3), new Hypothesis("damp on", 0.25),
                new Hypothesis("[unk] lamp on", 0.25), new Hypothesis("camp on", 0.2));

        assertThat(interpreter.read(torn, Optional.of(new Evidence(8, 30, 0))).interpretation().intents()).hasSize(1);
        assertThat(interpreter.read(torn, Optional.of(new Evidence(-2.5, 30, 0))).interpretation().intents()).isEmpty();
        assertThat(interpreter.read(torn, Optional.empty()).interpretation().intents()).isEmpty();
    }

    @Test
    void takesTheHypothesisThatMakesSense() {
        var reading = read(interpreter, List.of(new Hypothesis("damp on", 0.4), new Hypothesis("lamp on", 0.6)));

        assertThat(reading.text()).isEqualTo("lamp on");
        assertThat(reading.interpretation().intents()).hasSize(1);
    }

    @Test
    void addsUpHypothesesThatMeanTheSame() {
        var reading = read(interpreter, List.of(new Hypothesis("camp on", 0.4), new Hypothesis("lamp on", 0.3),
                new Hypothesis("the lamp on", 0.3)));

        assertThat(reading.text()).isEqualTo("lamp on");
    }

    @Test
    void letsTalkBeTalkWhereItIsLikelier() {
        var reading = read(interpreter, List.of(new Hypothesis("camp on", 0.7), new Hypothesis("lamp on", 0.3)));

        assertThat(reading.interpretation().intents()).isEmpty();
        assertThat(reading.text()).isEqualTo("camp on");
    }

    @Test
    void doesNothingBetweenOppositeCommands() {
        var reading = read(interpreter, List.of(new Hypothesis("lamp on", 0.6), new Hypothesis("lamp off", 0.4)));

        assertThat(reading.interpretation().intents()).isEmpty();
        assertThat(reading.interpretation().refusal()).hasValueSatisfying(
                reason -> assertThat(reason).contains("\"lamp on\"", "\"lamp off\""));
        assertThat(read(interpreter, List.of(new Hypothesis("lamp on", 0.8), new Hypothesis("lamp off", 0.2)))
                .interpretation().intents()).hasSize(1);
    }

    @Test
    void doesNothingWhereTheSoundFitsAnythingAlike() {
        var reading = read(interpreter, List.of(new Hypothesis("lamp on", 0.3), new Hypothesis("damp on", 0.25),
                new Hypothesis("camp on", 0.25), new Hypothesis("lamp off", 0.1)));

        assertThat(reading.interpretation().intents()).isEmpty();
        assertThat(reading.interpretation().refusal()).hasValueSatisfying(
                reason -> assertThat(reason).contains("not clear"));
    }

    @Test
    void leavesTheIntentModelsThresholdToItsOwner() {
        var lenient = new NBestInterpreter(Map.of("lamp on", command("light.on", "lamp", 0.3))::get, 0.5);

        assertThat(read(lenient, List.of(new Hypothesis("lamp on", 1))).interpretation().intents()).hasSize(1);
    }

    @Test
    void takesTheReadingThatHasMoreOfTheSame() {
        var both = new NBestInterpreter(Map.of("lamp and fan on", commands(0.9, "light.on lamp", "fan.on fan"),
                "lamp anna fan on", commands(0.9, "light.on lamp"))::get, 0.5);

        assertThat(
                read(both, List.of(new Hypothesis("lamp and fan on", 0.55), new Hypothesis("lamp anna fan on", 0.45)))
                        .interpretation().intents())
                .hasSize(2);
    }

    @Test
    void doesNothingWhereAPartWasNotUnderstood() {
        var reading = read(interpreter, List.of(new Hypothesis("[unk] lamp on", 1)));

        assertThat(reading.interpretation().intents()).isEmpty();
        assertThat(reading.interpretation().refusal()).isPresent();
    }

    private static Interpretation command(String action, String device, double confidence) {
        return commands(confidence, action + " " + device);
    }

    private static Interpretation commands(double confidence, String... actionsAndDevices) {
        List<Intent> intents = Stream.of(actionsAndDevices).map(one -> one.split(" "))
                .map(one -> new Intent(one[0], new Intent.OneDevice(one[1]), Map.of(), Optional.empty())).toList();
        return new Interpretation(intents, confidence, Optional.empty(), Optional.empty(), "", "", 0, 0);
    }

    private static Interpretation refusal(String reason, double confidence) {
        return new Interpretation(List.of(), confidence, Optional.of(reason), Optional.empty(), "", "", 0, 0);
    }

    private static Interpretation nothing(double confidence) {
        return new Interpretation(List.of(), confidence, Optional.empty(), Optional.empty(), "", "", 0, 0);
    }
}
