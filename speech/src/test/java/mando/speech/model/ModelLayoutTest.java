package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLayoutTest {

    private static final List<String> ALWAYS = List.of("am/final.mdl", "conf/mfcc.conf", "conf/model.conf",
            "graph/phones/word_boundary.int");

    @TempDir
    private Path folder;

    @Test
    void aGrammarBesideTheWordsIsDynamic() throws IOException {
        write("graph/HCLr.fst", "graph/Gr.fst");

        ModelLayout layout = ModelLayout.of(folder);

        assertThat(layout.kind()).isEqualTo(ModelLayout.Kind.DYNAMIC);
        assertThat(layout.missing()).containsExactly("graph/disambig_tid.int");
        assertThat(layout.kind().description()).contains("HCLr.fst", "Gr.fst", "does not know");
    }

    @Test
    void oneGraphForAllIsStaticWhateverIsBesideIt() throws IOException {
        write("graph/HCLG.fst", "graph/words.txt", "graph/Gr.fst", "graph/HCLr.fst");

        ModelLayout layout = ModelLayout.of(folder);

        assertThat(layout.kind()).isEqualTo(ModelLayout.Kind.STATIC);
        assertThat(layout.missing()).isEmpty();
        assertThat(layout.kind().description()).contains("HCLG.fst", "nothing of your home");
    }

    @Test
    void aConvertedModelOfAnEarlierVersionLacksItsLoop() throws IOException {
        write("phones.txt", "lexicon.dict", "mdef");

        assertThat(ModelLayout.of(folder).kind()).isEqualTo(ModelLayout.Kind.LEXICON);
        assertThat(ModelLayout.of(folder).missing()).containsExactly("phone-loop/am/final.mdl");
        assertThatThrownBy(() -> new RecognitionModel(folder, folder.resolve("cache"))
                .build(new RecognitionModel.Language(List.of(), List.of(), List.of()), RecognitionModel.Mode.FREE))
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("lacks phone-loop/am/final.mdl: install or build it again");
    }

    @Test
    void otherFoldersAreNoModels() throws IOException {
        assertThatThrownBy(() -> ModelLayout.of(folder.resolve("none"))).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("There is no speech model at");
        assertThatThrownBy(() -> ModelLayout.of(folder)).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("neither graph/HCLG.fst (a static graph) nor graph/HCLr.fst");
        Files.createFile(folder.resolve("final.mdl"));
        assertThatThrownBy(() -> ModelLayout.of(folder)).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("Vosk's first models");
    }

    private void write(String... files) throws IOException {
        for (String file : Stream.concat(ALWAYS.stream(), Stream.of(files)).toList()) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.createFile(folder.resolve(file));
        }
    }
}
