package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarNamesTest {

    @TempDir
    private Path folder;

    @Test
    void findsNamesThatDifferInFewPhones() throws IOException {
        var names = new SimilarNames(lexicon());

        assertThat(names.among(List.of("kitchen light", "chicken light", "bedroom light")))
                .containsExactly(new SimilarNames.Pair("kitchen light", "chicken light", 2));
    }

    @Test
    void knowsThatAWordMayBeSaidInSeveralWays() throws IOException {
        assertThat(new SimilarNames(lexicon()).among(List.of("either", "ether"))).containsExactly(
                new SimilarNames.Pair("either", "ether", 1));
    }

    private Lexicon lexicon() throws IOException {
        return Lexicon.read(Files.writeString(folder.resolve("lexicon.dict"), """
                kitchen K IH CH AH N
                chicken CH IH K AH N
                bedroom B EH D R UW M
                light L AY T
                either AY DH ER
                either(2) IY DH ER
                ether IY TH ER
                """));
    }
}
