package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import mando.device.Command;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.inference.kernel.Kernels;
import mando.speech.Evidence;
import mando.speech.Hypothesis;
import mando.speech.Transcript;
import mando.speech.Word;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dry run with the shipped model: what is asked back is answered, or dropped. */
class AssistantTest {

    private Assistant assistant;

    @BeforeEach
    void readHome() {
        var model = Interpreter.Model.load(Path.of("..", "models", "intent-en"), Kernels.choose());
        Set<String> light = Set.of("on", "off", "toggle", "set", "query");
        var home = new Catalogue(
                List.of(new Catalogue.Area("kitchen", List.of(), Optional.empty()),
                        new Catalogue.Area("bedroom", List.of(), Optional.empty())),
                List.of(light("kitchen", light), light("bedroom", light)));
        assistant = new Assistant(new Interpreter(model, home, 0.5), 0.5, Optional.empty(),
                Wording.templates(), _ -> {});
    }

    private static Catalogue.Device light(String area, Set<String> actions) {
        return new Catalogue.Device(area + " light", List.of(), "light", Optional.of(area), actions,
                Set.of("brightness"), List.of());
    }

    @Test
    void anAnswerCompletesWhatWasAsked() {
        Turn question = assistant.hear("turn on the light");
        assertThat(question.commands()).isEmpty();
        assertThat(question.reply()).startsWith("Which one");
        assertThat(assistant.hear("the bedroom one").commands()).extracting(Command::action)
                .containsExactly("light.on");
        assertThat(assistant.hear("bedroom").commands()).isEmpty();
    }

    @Test
    void whatIsNoAnswerDropsTheQuestion() {
        assistant.hear("turn on the light");
        assertThat(assistant.hear("what a nice day").commands()).isEmpty();
        assertThat(assistant.hear("bedroom").commands()).isEmpty();
    }

    @Test
    void anAnswerThatMayAsWellHaveBeenNoiseIsNone() {
        assistant.hear("turn on the light");
        var unclear = new Transcript("bedroom", List.of(new Word("bedroom", 0, 0.5, 0.3)),
                List.of(new Hypothesis("bedroom", 0.3), new Hypothesis("bathroom", 0.3), new Hypothesis("bed", 0.3)),
                Optional.empty());

        assertThat(assistant.hear(unclear, true, OptionalDouble.empty()).commands()).isEmpty();
        assertThat(assistant.hear("bedroom").commands()).isEmpty();
    }

    @Test
    void talkThatIsForNobodyHereIsAnsweredBySilence() {
        for (Transcript talk : List.of(heard("turn on the kitchen light", new Evidence(-3, 20, 3)),
                heard("turn on the attic chandelier", new Evidence(6, 30, 0)),
                heard("[unk] turn on the kitchen light", null))) {
            Turn refused = assistant.hear(talk, false, OptionalDouble.empty());
            assertThat(refused.interpretation().refusal()).isPresent();
            assertThat(refused.commands()).isEmpty();
            assertThat(refused.reply()).isEmpty();

            assertThat(assistant.hear(talk, true, OptionalDouble.empty()).reply()).startsWith("Sorry, ");
        }
    }

    private static Transcript heard(String text, Evidence evidence) {
        return new Transcript(text, List.of(new Word(text, 0, 0.5, 1)), List.of(new Hypothesis(text, 1)),
                Optional.ofNullable(evidence));
    }
}
