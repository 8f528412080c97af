package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mando.device.Outcome;
import mando.device.Report;
import mando.inference.intent.Deed;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static Report report(String action, Report.Kind kind, String device, Report.Value... values) {
        return new Report(action, kind, List.of(device), List.of(values));
    }

    private static Outcome on(String device) {
        return new Outcome.Done("The " + device + " is on.", List.of(report("on", Report.Kind.DONE, device)));
    }

    private static Outcome unreachable(String device) {
        return new Outcome.Failed("I can't reach the " + device + ": it is off.",
                List.of(report("on", Report.Kind.UNREACHABLE, device)));
    }

    @Test
    void theModelIsToldWhatCameOfIt() {
        var value = new Report.Value("brightness", "50 percent");
        assertThat(Wording.deeds(List.of(
                new Outcome.Done("", List.of(report("set", Report.Kind.DONE, "Kitchen Light", value))),
                unreachable("lamp"))))
                .containsExactly(
                        new Deed("set", "done", List.of("Kitchen Light"),
                                List.of(new Deed.Value("brightness", "50 percent"))),
                        new Deed("on", "unreachable", List.of("lamp"), List.of()));
    }

    @Test
    void whatCameToTheSameIsToldTogetherAndFailuresAreNot() {
        assertThat(Wording.deeds(List.of(on("lamp"), on("kitchen light"), unreachable("fan"), unreachable("plug"),
                on("lamp"), on("lamp")))).extracting(Deed::names).containsExactly(List.of("lamp", "kitchen light"),
                        List.of("fan"), List.of("plug"), List.of("lamp"), List.of("lamp"));
    }

    @Test
    void theModelsWordsAreSaidWhereItHasAny() {
        assertThat(new Wording(_ -> Optional.of("Lamp on.")).apply(List.of(on("lamp")))).isEqualTo("Lamp on.");
        assertThat(new Wording(_ -> Optional.empty()).apply(List.of(on("lamp"), unreachable("fan"))))
                .isEqualTo("The lamp is on. I can't reach the fan: it is off.");
        assertThat(Wording.templates().apply(List.of(on("lamp")))).isEqualTo("The lamp is on.");
    }

    @Test
    void aQuestionIsNeverTheModels() {
        var asked = new ArrayList<List<Deed>>();
        var wording = new Wording(deeds -> {
            asked.add(deeds);
            return Optional.of("Sure.");
        });
        assertThat(wording.apply(List.of(new Outcome.NeedsConfirmation("Shall I open the garage door?"))))
                .isEqualTo("Shall I open the garage door?");
        assertThat(wording.apply(List.of(on("lamp"), new Outcome.Failed("I was stopped.", List.of()))))
                .isEqualTo("The lamp is on. I was stopped.");
        assertThat(wording.apply(List.of())).isEmpty();
        assertThat(asked).isEmpty();
    }
}
