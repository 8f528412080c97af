package mando.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import mando.inference.ShippedModel;
import mando.inference.kernel.ScalarKernels;
import mando.inference.llama.LlamaModel;
import mando.inference.tokenizer.BpeTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged copies of the shipped model give one clear exception, whatever the damage. */
class HostileGgufTest {

    private static final int HEADER = 60_000;

    @TempDir
    private Path folder;
    private byte[] whole;

    @BeforeEach
    void readModel() throws IOException {
        whole = Files.readAllBytes(ShippedModel.FILE);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("damaged.gguf"), bytes);
    }

    @Test
    void theWholeFileOpens() {
        try (GgufFile file = GgufFile.open(ShippedModel.FILE)) {
            assertThat(file.string("general.architecture")).isEqualTo("llama");
            assertThat(file.tensor("token_embd.weight").type()).isEqualTo(TensorType.Q8_0);
        }
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        var random = new Random(1);
        for (int i = 0; i < 60; i++) {
            int length = i < 30 ? i * 7 : random.nextInt(i % 2 == 0 ? HEADER : whole.length - 1);
            Path file = write(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufFile.open(file)).as("cut to %d bytes", length)
                    .isInstanceOf(GgufException.class)
                    .hasMessageContaining("damaged.gguf");
        }
    }

    @Test
    void flippedBitsInTheHeaderNeverEscape() throws IOException {
        var random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(i % 3 == 0 ? 600 : HEADER)] ^= (byte) (1 << random.nextInt(8));
            Path path = write(damaged);
            try (GgufFile file = GgufFile.open(path)) {
                BpeTokenizer.of(file);
                LlamaModel.load(file, new ScalarKernels());
            } catch (GgufException e) {
                refused++;
                assertThat(e).hasMessageContaining("damaged.gguf");
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void hugeCountsAreNotBelieved() throws IOException {
        for (int at : new int[]{ 8, 16}) {
            byte[] damaged = whole.clone();
            ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putLong(at, Long.MAX_VALUE);
            Path file = write(damaged);
            assertThatThrownBy(() -> GgufFile.open(file)).isInstanceOf(GgufException.class)
                    .hasMessageContaining("claims");
        }
    }

    @Test
    void otherFilesAreNotModels() throws IOException {
        Path text = write("this is no model, but it is long enough to be one".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> GgufFile.open(text)).hasMessageContaining("does not begin with \"GGUF\"");
        assertThatThrownBy(() -> GgufFile.open(folder.resolve("none.gguf"))).hasMessageContaining("no such file");
    }
}
