package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.Stream;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decode step allocates nothing, whatever the architecture, the weights' encoding or the adapter. */
class AllocationTest {

    private static final long SMALLEST_OBJECT_BYTES = 16;
    private static final int STEPS = 30;

    @TempDir
    private Path folder;

    static Stream<GoldenModel> models() {
        return GoldenModel.all();
    }

    /** With the scalar kernels, because vectors are objects until the compiler has removed them. */
    @ParameterizedTest
    @MethodSource("models")
    void aTokenAllocatesNothing(GoldenModel golden) {
        LlamaModel model = golden.load(folder, new ScalarKernels(), new Workers(1));
        Session session = model.newSession(3 * STEPS);
        var logits = new float[model.config().vocabulary()];
        int[] token = { 7};
        int[] allowed = { 3, 50, 95};
        Runnable step = () -> {
            session.append(token);
            session.logits(logits);
            session.logits(allowed, logits);
            if (session.position() == session.capacity()) {
                session.rewind(0);
            }
        };
        // The first ones link the code.
        repeat(step);
        assertThat(allocated(step)).isLessThan(STEPS * SMALLEST_OBJECT_BYTES);
    }

    @Test
    void anAllocationIsSeen() {
        var kept = new Object[1];
        assertThat(allocated(() -> kept[0] = new int[1])).isGreaterThanOrEqualTo(STEPS * SMALLEST_OBJECT_BYTES);
        assertThat(kept).doesNotContainNull();
    }

    private static long allocated(Runnable step) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(step);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void repeat(Runnable step) {
        for (int i = 0; i < STEPS; i++) {
            step.run();
        }
    }
}
