package mando.inference;

import java.nio.file.Path;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Kernels;
import mando.inference.llama.LlamaModel;
import mando.inference.tokenizer.BpeTokenizer;

/** The intent model of this repository, for tests. */
public final class ShippedModel {

    public static final Path FOLDER = Path.of("../models/intent-en");
    public static final Path FILE = FOLDER.resolve("intent.gguf");

    private ShippedModel() {}

    public static BpeTokenizer tokenizer() {
        try (GgufFile file = GgufFile.open(FILE)) {
            return BpeTokenizer.of(file);
        }
    }

    public static LlamaModel load(Kernels kernels) {
        try (GgufFile file = GgufFile.open(FILE)) {
            return LlamaModel.load(file, kernels);
        }
    }
}
