package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import mando.inference.kernel.VectorKernels;
import mando.inference.kernel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not change when work is shared out, reused or left away. */
class SharedWorkTest {

    @TempDir
    private Path folder;

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        GoldenModel golden = GoldenModel.all().filter(model -> model.name().equals("gemma3")).findFirst().orElseThrow();
        float[] alone = null;
        for (int threads : new int[]{ 1, 2, 5}) {
            try (var workers = new Workers(threads)) {
                LlamaModel model = golden.load(folder, new VectorKernels(), workers);
                Session session = model.newSession(100);
                session.append(golden.prompt());
                session.append(golden.tokens());
                float[] logits = logits(model, session);
                alone = alone == null ? logits : alone;
                assertThat(logits).containsExactly(alone);
            }
        }
    }

    @Test
    void aFailureOnAnotherThreadIsTheCallersAndLeavesThePoolUsable() {
        var done = new boolean[200];
        var workers = new Workers(3);
        try (workers) {
            assertThatThrownBy(() -> workers.run(piece -> {
                throw new IllegalArgumentException("piece " + piece);
            }, 50)).isInstanceOf(RuntimeException.class);
            workers.run(piece -> done[piece] = true, done.length);
            assertThat(done).doesNotContain(false);
        }
        Arrays.fill(done, false);
        workers.run(piece -> done[piece] = true, done.length);
        assertThat(done).doesNotContain(false);
    }

    @Test
    void aCommonBeginningIsNotReadAgain() {
        GoldenModel golden = GoldenModel.all().findFirst().orElseThrow();
        LlamaModel model = golden.load(folder, new VectorKernels(), new Workers(1));
        Session session = model.newSession(40);
        assertThat(session.become(1, 2, 3, 4, 5)).isZero();
        float[] first = logits(model, session);
        assertThat(session.become(1, 2, 3, 9)).isEqualTo(3);
        assertThat(session.become(1, 2, 3, 4, 5)).isEqualTo(3);
        assertThat(logits(model, session)).containsExactly(first);
        assertThat(session.become(1, 2, 3, 4, 5)).isEqualTo(4);
        assertThat(logits(model, session)).containsExactly(first);
        assertThatThrownBy(() -> session.become()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void someLogitsAreThoseOfAll() {
        GoldenModel.all().filter(model -> model.name().matches("gemma2|phi2|llama-f16")).forEach(golden -> {
            LlamaModel model = golden.load(folder, new VectorKernels(), new Workers(1));
            Session session = model.newSession(40);
            session.append(golden.prompt());
            float[] all = logits(model, session);
            var some = new float[all.length];
            session.logits(new int[]{ 3, 50, 95}, some);
            for (int i = 0; i < all.length; i++) {
                assertThat(some[i]).isEqualTo(i == 3 || i == 50 || i == 95 ? all[i] : 0);
            }
            assertThatThrownBy(() -> session.logits(new int[]{ 96}, some)).hasMessageContaining("token 96");
        });
    }

    private static float[] logits(LlamaModel model, Session session) {
        var logits = new float[model.config().vocabulary()];
        session.logits(logits);
        return logits;
    }
}
