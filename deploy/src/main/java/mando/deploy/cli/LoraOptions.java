package mando.deploy.cli;

import java.nio.file.Path;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.LoraAdapter;
import picocli.CommandLine.Option;

/** The adapter that a model is loaded with. */
final class LoraOptions {

    @Option(names = "--lora", paramLabel = "ADAPTER.gguf", description = "a LoRA adapter to put beside the model's weights")
    private Path file;
    @Option(names = "--lora-scale", description = "how much of the adapter, 1 as it was trained (default: ${DEFAULT-VALUE})")
    private float scale = 1;

    /**
     * Loads a model.
     *
     * @throws mando.inference.gguf.GgufException where the model is not usable or the adapter is another model's
     */
    LlamaModel load(GgufFile model, Workers workers) {
        if (file == null) {
            return LlamaModel.load(model, Kernels.choose(), workers);
        }
        try (GgufFile adapter = GgufFile.open(file)) {
            return LlamaModel.load(model, LoraAdapter.of(adapter, scale), Kernels.choose(), workers);
        }
    }
}
