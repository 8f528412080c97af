package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.VectorKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorCheckTest {

    @TempDir
    private Path root;

    private Finding look(String description, Kernels kernels, int widestBits, int processors) {
        return new ProcessorCheck(new FakeMachine(root).with("proc/cpuinfo", description).files(), kernels, widestBits,
                processors).look();
    }

    @Test
    void namesTheFeaturesOfArm() {
        assertThat(look("processor\t: 0\nFeatures\t: fp asimd evtstrm asimdhp asimddp\n", new VectorKernels(), 128, 4))
                .isInstanceOfSatisfying(Finding.Ok.class, ok -> {
                    assertThat(ok.found()).isEqualTo(
                            "processor, 4 cores for Mando; kernels: Vector API, 128 bits of 128, with asimd asimdhp asimddp");
                    assertThat(ok.facts().values()).containsEntry("features", List.of("asimd", "asimdhp", "asimddp"));
                });
    }

    @Test
    void namesTheFeaturesOfX86() {
        assertThat(look("model name\t: Ryzen\nflags\t\t: fpu sse4_1 avx avx2 avx512_vnni\n", new VectorKernels(), 512,
                2).found()).startsWith("Ryzen, 2 cores").contains("128 bits of 512, with sse4_1 avx avx2 avx512_vnni");
    }

    @Test
    void vectorsThatTheProcessorLacksAreAFault() {
        assertThat(look("", new VectorKernels(), 64, 4)).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.remedy()).contains(Kernels.PROPERTY));
    }

    @Test
    void plainJavaAndASingleCoreAreWarnedOf() {
        assertThat(look("", new ScalarKernels(), 128, 4)).isInstanceOf(Finding.Warning.class);
        assertThat(look("", new VectorKernels(), 128, 1)).isInstanceOf(Finding.Warning.class);
    }

    @Test
    void thisMachinesOwnVectorsAreWideEnough() {
        assertThat(Kernels.widestBits()).isGreaterThanOrEqualTo(new VectorKernels().vectorBits());
    }
}
