package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VoskResultTest {

    @Test
    void readsTheBestPathAndWhatSpeaksForIt() {
        Transcript transcript = VoskResult.transcript("""
                {"alternatives" : [
                 {"confidence" : 10.0, "result" : [{"end" : 0.66, "start" : 0.27, "word" : "café"},
                  {"end" : 1.2, "start" : 0.66, "word" : "on"}], "text" : "café on"},
                 {"confidence" : 9.0, "result" : [{"end" : 0.66, "start" : 0.27, "word" : "café"},
                  {"end" : 1.2, "start" : 0.66, "word" : "off"}], "text" : "café off"},
                 {"confidence" : 9.0, "result" : [{"end" : 0.60, "start" : 0.27, "word" : "café"},
                  {"end" : 1.2, "start" : 0.60, "word" : "off"}], "text" : "café off"}]}""", seconds -> seconds + 1);

        double on = 1 / (1 + 2 * Math.exp(-1));
        assertThat(transcript.text()).isEqualTo("café on");
        assertThat(transcript.words()).extracting(Word::text).containsExactly("café", "on");
        assertThat(transcript.startSeconds()).isEqualTo(1.27);
        assertThat(transcript.words().getFirst().confidence()).isCloseTo(1, within(1e-9));
        assertThat(transcript.words().getLast().confidence()).isCloseTo(on, within(1e-9));
        // Two paths with the same words are one reading.
        assertThat(transcript.hypotheses()).extracting(Hypothesis::text).containsExactly("café on", "café off");
        assertThat(transcript.hypotheses().getLast().probability()).isCloseTo(1 - on, within(1e-9));
    }

    @Test
    void silenceHasNoWords() {
        assertThat(VoskResult.transcript("{\"text\" : \"\"}", seconds -> seconds).isEmpty()).isTrue();
        assertThat(VoskResult.transcript("{\"alternatives\" : [{\"confidence\" : 3.1, \"text\" : \"\"}]}",
                seconds -> seconds).hypotheses()).isEmpty();
        assertThat(VoskResult.partial("{\"partial\" : \"\"}")).isEmpty();
    }

    @Test
    void readsPartials() {
        assertThat(VoskResult.partial("{\"partial\" : \"turn on\"}")).isEqualTo("turn on");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> VoskResult.transcript("{", seconds -> seconds))
                .isInstanceOf(IllegalStateException.class);
    }
}
