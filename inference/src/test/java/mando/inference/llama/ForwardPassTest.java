package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.VectorKernels;
import mando.inference.llama.RandomLlama.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardPassTest {

    /** In units of the logits' standard deviation: what the rounding of floats may change, which may move an activation to the next of its 255 steps. */
    private static final double ROUNDING_AND_STEPS = 0.1;
    /** In the same units: what eight bits for the activations may cost. */
    private static final double EIGHT_BITS = 0.2;

    @TempDir
    private Path folder;

    static Stream<Arguments> shapesAndKernels() {
        return Stream.of(Shape.GROUPED, new Shape(64, 2, 4, 4, 32, 40, false), new Shape(96, 2, 16, 1, 64, 33, true),
                new Shape(32, 1, 1, 1, 128, 64, false), new Shape(128, 4, 8, 2, 160, 70, true))
                .flatMap(shape -> Stream.of(Arguments.of(shape, new ScalarKernels()),
                        Arguments.of(shape, new VectorKernels())));
    }

    @ParameterizedTest
    @MethodSource("shapesAndKernels")
    void computesWhatTheFormulasSay(Shape shape, Kernels kernels) {
        var random = new RandomLlama(shape, TensorType.Q8_0, 1);
        int[] tokens = random.tokens(40, 2);
        float[] logits = logits(random.load(folder, kernels), tokens);
        assertClose(logits, NaiveLlama.withEightBitActivations(random).logits(tokens),
                ROUNDING_AND_STEPS);
        assertClose(logits, NaiveLlama.exact(random).logits(tokens), EIGHT_BITS);
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = { "F32", "F16", "BF16", "Q8_0"})
    void readsEveryEncoding(TensorType type) {
        var random = new RandomLlama(Shape.GROUPED, type, 3);
        int[] tokens = random.tokens(20, 4);
        assertClose(logits(random.load(folder, new VectorKernels()), tokens), NaiveLlama.exact(random).logits(tokens),
                EIGHT_BITS);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 5, 31, 32, 33, 64, 100})
    void aPromptAtOnceIsThePromptTokenByToken(int length) {
        var random = new RandomLlama(Shape.GROUPED, TensorType.Q8_0, 5);
        int[] tokens = random.tokens(length, 6);
        for (Kernels kernels : new Kernels[]{ new ScalarKernels(), new VectorKernels()}) {
            LlamaModel model = random.load(folder, kernels);
            Session stepwise = model.newSession(length);
            for (int token : tokens) {
                stepwise.append(token);
            }
            assertThat(logits(model, stepwise)).containsExactly(logits(model, tokens));
            assertThat(stepwise.position()).isEqualTo(length);
        }
    }

    @Test
    void rewindingForgets() {
        var random = new RandomLlama(Shape.GROUPED, TensorType.Q8_0, 7);
        LlamaModel model = random.load(folder, new VectorKernels());
        int[] prefix = random.tokens(37, 8);
        int[] first = random.tokens(40, 9);
        int[] second = random.tokens(12, 10);
        Session session = model.newSession(100);
        session.append(prefix);
        float[] afterPrefix = logits(model, session);
        session.append(first);
        session.rewind(37);
        assertThat(session.position()).isEqualTo(37);
        session.append(second);
        assertThat(logits(model, session)).containsExactly(logits(model, concatenated(prefix, second)));
        session.rewind(36);
        session.append(prefix[36]);
        assertThat(logits(model, session)).containsExactly(afterPrefix);
        session.rewind(0);
        session.append(first);
        assertThat(logits(model, session)).containsExactly(logits(model, first));
    }

    @Test
    void logitsNeedATokenAppendedLast() {
        var random = new RandomLlama(Shape.GROUPED, TensorType.Q8_0, 11);
        LlamaModel model = random.load(folder, new ScalarKernels());
        Session session = model.newSession(10);
        assertThatThrownBy(() -> logits(model, session)).isInstanceOf(IllegalArgumentException.class);
        session.append(1, 2, 3);
        session.rewind(3);
        assertThat(logits(model, session)).containsExactly(logits(model, session));
        session.rewind(2);
        assertThatThrownBy(() -> logits(model, session)).isInstanceOf(IllegalArgumentException.class);
        session.append(3);
        assertThatThrownBy(() -> session.logits(new float[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.rewind(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.rewind(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        var random = new RandomLlama(Shape.GROUPED, TensorType.Q8_0, 12);
        LlamaModel model = random.load(folder, new ScalarKernels());
        assertThatThrownBy(() -> model.newSession(RandomLlama.CONTEXT + 1)).hasMessageContaining("128");
        assertThatThrownBy(() -> model.newSession(0)).isInstanceOf(IllegalArgumentException.class);
        Session session = model.newSession(5);
        session.append(1, 2, 3, 4);
        float[] before = logits(model, session);
        assertThatThrownBy(() -> session.append(5, 6)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 tokens do not fit the 1 positions left");
        assertThatThrownBy(() -> session.append()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.append(50)).hasMessage("token 50 is not in the vocabulary of 50");
        assertThatThrownBy(() -> session.append(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(session.position()).isEqualTo(4);
        assertThat(logits(model, session)).containsExactly(before);
        session.append(5);
        assertThat(session.position()).isEqualTo(session.capacity());
    }

    @Test
    void sessionsOnOneModelDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
        var random = new RandomLlama(Shape.GROUPED, TensorType.Q8_0, 13);
        LlamaModel model = random.load(folder, new VectorKernels());
        var alone = new ArrayList<float[]>();
        var together = new ArrayList<Callable<float[]>>();
        for (int s = 0; s < 4; s++) {
            int[] tokens = random.tokens(60, s);
            alone.add(logits(model, tokens));
            together.add(() -> logits(model, tokens));
        }
        try (var threads = Executors.newFixedThreadPool(4, Thread.ofPlatform().name("session-test-", 0).factory())) {
            for (int round = 0; round < 5; round++) {
                int session = 0;
                for (Future<float[]> logits : threads.invokeAll(together)) {
                    assertThat(logits.get()).containsExactly(alone.get(session++));
                }
            }
        }
    }

    private static void assertClose(float[] logits, double[] expected, double bound) {
        assertThat(logits).hasSameSizeAs(expected);
        double deviation = Math.sqrt(Arrays.stream(expected).map(logit -> logit * logit).average().orElseThrow());
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) logits[i]).isCloseTo(expected[i], within(bound * deviation));
        }
    }

    private static float[] logits(LlamaModel model, int... tokens) {
        Session session = model.newSession(tokens.length);
        session.append(tokens);
        return logits(model, session);
    }

    private static float[] logits(LlamaModel model, Session session) {
        var logits = new float[model.config().vocabulary()];
        session.logits(logits);
        return logits;
    }

    private static int[] concatenated(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
