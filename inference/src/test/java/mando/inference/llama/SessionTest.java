package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mando.inference.ShippedModel;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.VectorKernels;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final int[] PROMPT = IntStream.range(300, 371).toArray();

    /** The trainer's own float32 outputs, which our int8 activations must reach. */
    private record Golden(int[] tokens, int[] output) {}

    private static List<Golden> golden() throws IOException {
        return Files.readAllLines(ShippedModel.FOLDER.resolve("golden.jsonl")).stream()
                .map(line -> new Golden(numbers(line, "tokens"), numbers(line, "output"))).toList();
    }

    private static int[] numbers(String line, String key) {
        Matcher found = Pattern.compile("\"" + key + "\": \\[([0-9, ]*)]").matcher(line);
        assertThat(found.find()).isTrue();
        return Arrays.stream(found.group(1).split(", ")).mapToInt(Integer::parseInt).toArray();
    }

    private static float[] logits(Session session, LlamaModel model) {
        var logits = new float[model.config().vocabulary()];
        session.logits(logits);
        return logits;
    }

    private static int greedy(float[] logits) {
        return IntStream.range(0, logits.length).reduce((a, b) -> logits[b] > logits[a] ? b : a).orElseThrow();
    }

    @Test
    void theShippedModelWritesWhatItsTrainerSaysItWrites() throws IOException {
        LlamaModel model = ShippedModel.load(new VectorKernels());
        List<Golden> golden = golden();
        int same = 0;
        for (Golden one : golden) {
            Session session = model.newSession(one.tokens.length + one.output.length + 1);
            session.append(one.tokens);
            var written = new ArrayList<Integer>();
            for (int i = 0; i < one.output.length; i++) {
                int token = greedy(logits(session, model));
                written.add(token);
                session.append(token);
            }
            same += Arrays.equals(written.stream().mapToInt(Integer::intValue).toArray(), one.output) ? 1 : 0;
        }
        // Int8 activations may tip a choice that was nearly even; more than one in ten would be a fault of the engine.
        assertThat(same).isGreaterThanOrEqualTo(golden.size() * 9 / 10);
    }

    @Test
    void readingAtOnceIsReadingOneByOne() {
        for (Kernels kernels : List.of(new ScalarKernels(), new VectorKernels())) {
            LlamaModel model = ShippedModel.load(kernels);
            Session atOnce = model.newSession(100);
            atOnce.append(PROMPT);
            Session oneByOne = model.newSession(100);
            for (int token : PROMPT) {
                oneByOne.append(token);
            }
            assertThat(logits(atOnce, model)).as("%s", kernels).containsExactly(logits(oneByOne, model), within(1e-3f));
        }
    }

    @Test
    void scalarAndVectorKernelsGiveTheSameLogits() {
        LlamaModel scalar = ShippedModel.load(new ScalarKernels());
        LlamaModel vector = ShippedModel.load(new VectorKernels());
        Session a = scalar.newSession(100);
        Session b = vector.newSession(100);
        a.append(PROMPT);
        b.append(PROMPT);
        // A rounding apart in an activation's last bit moves a quant by one: small, but not nothing.
        assertThat(logits(b, vector)).containsExactly(logits(a, scalar), within(0.5f));
    }

    @Test
    void rewindingForgets() {
        LlamaModel model = ShippedModel.load(new VectorKernels());
        Session session = model.newSession(100);
        session.append(PROMPT);
        float[] before = logits(session, model);
        session.append(5, 6, 7);
        session.rewind(PROMPT.length - 1);
        assertThat(session.position()).isEqualTo(PROMPT.length - 1);
        assertThatThrownBy(() -> logits(session, model)).isInstanceOf(IllegalArgumentException.class);
        session.append(PROMPT[PROMPT.length - 1]);
        assertThat(logits(session, model)).containsExactly(before, within(1e-3f));
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        LlamaModel model = ShippedModel.load(new ScalarKernels());
        Session session = model.newSession(4);
        session.append(1, 2, 3);
        assertThatThrownBy(() -> session.append(4, 5)).hasMessageContaining("do not fit");
        assertThatThrownBy(() -> session.append(-1)).hasMessageContaining("not in the vocabulary");
        assertThatThrownBy(session::append).isInstanceOf(IllegalArgumentException.class);
        assertThat(session.position()).isEqualTo(3);
        assertThatThrownBy(() -> model.newSession(1 << 30)).hasMessageContaining("does not fit");
    }
}
