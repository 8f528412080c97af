package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconTest {

    @TempDir
    private Path folder;

    private Lexicon lexicon(String text) throws IOException {
        return Lexicon.read(Files.writeString(folder.resolve("lexicon.dict"), text));
    }

    @Test
    void findsEachWayToSayAWordWhereverItStands() throws IOException {
        Lexicon lexicon = lexicon("""
                a\tAH
                lamp  L AE M P
                a(2) EY
                  lamps\tL AE M P S\s
                o'clock AH K L AA K""");
        assertThat(lexicon.pronunciations("a")).containsExactly(List.of("AH"), List.of("EY"));
        assertThat(lexicon.pronunciations("lamp")).containsExactly(List.of("L", "AE", "M", "P"));
        assertThat(lexicon.pronunciations("lamps")).containsExactly(List.of("L", "AE", "M", "P", "S"));
        assertThat(lexicon.pronunciations("o'clock")).containsExactly(List.of("AH", "K", "L", "AA", "K"));
        assertThat(lexicon.words()).containsExactlyInAnyOrder("a", "lamp", "lamps", "o'clock");
        assertThat(lexicon.contains("lam")).isFalse();
        assertThat(lexicon.contains("")).isFalse();
    }

    @Test
    void hasAllWordsOfTheShippedOne() throws IOException {
        Path file = Path.of("../models/speech-en/lexicon.dict");
        Lexicon lexicon = Lexicon.read(file);
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\\s+");
            assertThat(lexicon.pronunciations(fields[0].replaceAll("\\(.*", "")))
                    .contains(List.of(fields).subList(1, fields.length));
        }
    }

    @Test
    void aLineThatIsNoEntryIsNamed() {
        assertThatThrownBy(() -> lexicon("lamp L AE M P\nlight\n")).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("lexicon.dict:2");
        assertThatThrownBy(() -> lexicon("lamp L AE M P\n\n")).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("lexicon.dict:2");
    }
}
