package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mando.speech.model.Triphones.Place;
import mando.speech.model.Triphones.Senones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriphonesTest {

    private static final int A = 1;
    private static final int B = 2;

    @TempDir
    private Path folder;

    @Test
    void readsPhonesSenonesAndCodebooks() throws IOException {
        Triphones triphones = read(SmallSphinxModel.mdef());

        assertThat(triphones.phones()).containsExactly("A", "B");
        assertThat(triphones.senones()).isEqualTo(SmallSphinxModel.SENONES);
        assertThat(triphones.alone(Triphones.SILENCE)).isEqualTo(new Senones(9, 10, 11));
        assertThat(triphones.alone(A)).isEqualTo(new Senones(3, 4, 5));
        assertThat(IntStream.range(0, SmallSphinxModel.SENONES).map(triphones::codebook))
                .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 1, 1, 1, 2, 2, 2);
        SphinxOutputs all = SphinxOutputs.all(triphones);
        assertThat(IntStream.range(0, SmallSphinxModel.SENONES).map(all::rank))
                .containsExactly(0, 1, 2, 3, 4, 5, 9, 10, 11, 15, 16, 17, 6, 7, 8, 12, 13, 14);
    }

    @Test
    void phonesAloneHaveFewSenones() throws IOException {
        SphinxOutputs alone = SphinxOutputs.alone(read(SmallSphinxModel.mdef()));

        assertThat(alone.count()).isEqualTo(12);
        assertThat(IntStream.range(0, 12)).allMatch(senone -> alone.rank(senone) == senone);
        assertThat(alone.ofCodebook(2)).containsExactly(6, 7, 8);
    }

    @Test
    void triphonesThatTheModelLacksAreOfAnotherPlaceOrAlone() throws IOException {
        Triphones triphones = read(SmallSphinxModel.mdef());

        assertThat(triphones.between(Triphones.SILENCE, A, B, Place.BEGIN)).isEqualTo(new Senones(12, 13, 14));
        assertThat(triphones.between(B, A, B, Place.INTERNAL)).isEqualTo(new Senones(12, 13, 14));
        assertThat(triphones.between(A, B, A, Place.SINGLE)).isEqualTo(new Senones(15, 16, 17));
        assertThat(triphones.between(A, A, A, Place.END)).isEqualTo(triphones.alone(A));
    }

    @Test
    void damageIsSaidInOneSentence() throws IOException {
        byte[] good = SmallSphinxModel.mdef();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> read(cut)).as(length + " bytes").isInstanceOf(SpeechModelException.class)
                    .hasMessageContaining("mdef is no binary model definition");
        }
        for (int at : List.of(0, 4, 8, 16, 20, 24, 32, 40, 48, 52, good.length - 36 - 4)) {
            byte[] wrong = good.clone();
            Arrays.fill(wrong, at, at + 4, (byte) 0xFF);
            assertThatThrownBy(() -> read(wrong)).as("at " + at).isInstanceOf(SpeechModelException.class);
        }
        assertThatThrownBy(() -> Triphones.read(folder.resolve("nowhere"))).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("nowhere cannot be read");
    }

    private Triphones read(byte[] bytes) throws IOException {
        return Triphones.read(Files.write(folder.resolve("mdef"), bytes));
    }
}
