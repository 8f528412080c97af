package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    @Test
    void isSpeakableAtThePaceOfPeople() {
        assertThat(said(new Word("turn", 0.5, 0.7, 1), new Word("on", 0.7, 0.85, 1)).isSpeakable()).isTrue();
        assertThat(Transcript.EMPTY.isSpeakable()).isTrue();
    }

    @Test
    void isNoSpeechWhereWordsAreFasterThanAnyoneSpeaks() {
        assertThat(said(new Word("make", 0, 0.06, 1), new Word("me", 0.06, 0.12, 1), new Word("mocha", 0.12, 0.3, 1))
                .isSpeakable()).isFalse();
    }

    @Test
    void isNoSpeechWhereAPauseTearsItApart() {
        assertThat(said(new Word("how", 1, 1.3, 1), new Word("much", 4.6, 4.9, 1)).isSpeakable()).isFalse();
    }

    private static Transcript said(Word... words) {
        return new Transcript("", List.of(words), List.of(), Optional.empty());
    }
}
