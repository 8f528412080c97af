package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VoskResultTest {

    @Test
    void readsWords() {
        assertThat(VoskResult.words("""
                {"result" : [{"conf" : 1.000001, "end" : 0.66, "start" : 0.27, "word" : "café"},
                 {"conf" : 0.5, "end" : 1.2, "start" : 0.66, "word" : "[unk]"}], "text" : "café [unk]"}"""))
                .containsExactly(new Word("café", 0.27, 0.66, 1), new Word("[unk]", 0.66, 1.2, 0.5));
    }

    @Test
    void silenceHasNoWords() {
        assertThat(VoskResult.words("{\"text\" : \"\"}")).isEmpty();
        assertThat(VoskResult.partial("{\"partial\" : \"\"}")).isEmpty();
    }

    @Test
    void readsPartials() {
        assertThat(VoskResult.partial("{\"partial\" : \"turn on\"}")).isEqualTo("turn on");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> VoskResult.words("{")).isInstanceOf(IllegalStateException.class);
    }
}
