package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterToSoundTest {

    @ParameterizedTest
    @CsvSource({ "kitchen, K IH CH AH N", "phone, F OW N", "knight, N AY T", "quick, K W IH K", "zigbee, Z IH G B IY",
            "yellows, Y EH L OW Z"})
    void pronouncesAsPeopleDo(String word, String phones) {
        assertThat(String.join(" ", LetterToSound.pronounce(word))).isEqualTo(phones);
    }

    @Test
    void knowsEveryLetterAndOnlyPhonesOfTheModel() throws IOException {
        var phones = new HashSet<>(Files.readAllLines(Path.of("../models/speech-en/phones.txt")));
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                assertThat(phones).containsAll(LetterToSound.pronounce("" + first + second));
            }
        }
    }

    @Test
    void refusesWhatIsNoLetter() {
        for (String word : List.of("3d", "naïve", "a-b")) {
            assertThatThrownBy(() -> LetterToSound.pronounce(word)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
