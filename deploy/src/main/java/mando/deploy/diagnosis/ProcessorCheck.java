package mando.deploy.diagnosis;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mando.inference.kernel.Kernels;

/** Whether the language model's arithmetic runs on vectors that this processor has. */
final class ProcessorCheck implements Check {

    /** What the processor may have for the kernels, from the oldest to the newest, as Linux names it on ARM and on x86. */
    private static final List<String> FEATURES = List.of("asimd", "asimdhp", "asimddp", "i8mm", "sve", "sve2", "sse4_1",
            "avx", "avx2", "avx512f", "avx512bw", "avx512_vnni");
    private static final String CHOOSE = "start Java without -D" + Kernels.PROPERTY + ", which then takes 128 bits";

    private final SystemFiles files;
    private final Kernels kernels;
    private final int widestBits;
    private final int processors;

    /**
     * @param widestBits of the vectors that the machine has
     * @param processors that Java may use
     */
    ProcessorCheck(SystemFiles files, Kernels kernels, int widestBits, int processors) {
        this.files = files;
        this.kernels = kernels;
        this.widestBits = widestBits;
        this.processors = processors;
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public Finding look() {
        String description = files.text("proc/cpuinfo").orElse("");
        Set<String> has = new HashSet<>(List.of(line(description, "flags").or(() -> line(description, "Features"))
                .orElse("").split("\\s+")));
        List<String> features = FEATURES.stream().filter(has::contains).toList();
        String model = line(description, "model name").orElse("processor");
        String found = model + ", " + Numbers.count(processors, "core") + " for Mando; kernels: " + kernels + " of "
                + widestBits + (features.isEmpty() ? "" : ", with " + String.join(" ", features));
        var facts = Facts.of("model", model).with("cores", processors).with("kernelBits", kernels.vectorBits())
                .with("widestBits", widestBits).with("features", features);
        if (kernels.vectorBits() > widestBits) {
            return new Finding.Fault(found + "; such wide vectors are very slow here", CHOOSE, facts);
        }
        if (kernels.vectorBits() == 0) {
            return new Finding.Warning(found + "; without vectors commands take several times as long", CHOOSE, facts);
        }
        return processors == 1
                ? new Finding.Warning(found + "; recognition and understanding share one core",
                        "give Mando a second core: take off CPUAffinity, cpuset or a container's limit, or use a board with more",
                        facts)
                : new Finding.Ok(found, facts);
    }

    private static Optional<String> line(String description, String key) {
        return Arrays.stream(description.split("\n")).map(text -> text.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(key)).map(parts -> parts[1].strip())
                .findFirst();
    }
}
