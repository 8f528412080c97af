package mando.inference.llama;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufTensor;

/**
 * What somebody taught a model on top of its weights (low-rank adaptation, Hu et al. 2021): for some of its matrices W two thin ones, so that
 * {@code W x} becomes {@code W x + factor · B (A x)}. As llama.cpp's {@code convert_lora_to_gguf.py} writes it: tensors {@code NAME.lora_a} of
 * {@code rank × columns} and {@code NAME.lora_b} of {@code rows × rank} elements, and {@code adapter.lora.alpha}.
 *
 * <p>The matrices stay beside the model's, in their own precision, and are multiplied at run time: merging would requantise, which rounds the model's
 * weights anew and drops what is changed by less than half a step of these.
 */
public final class LoraAdapter {

    /** None: the model as its file has it. */
    public static final LoraAdapter NONE = new LoraAdapter(Optional.empty(), Map.of(), 0, 1);

    private static final String A = ".lora_a";
    private static final String B = ".lora_b";

    private final Optional<GgufFile> file;
    private final Map<String, Pair> pairs;
    private final float alpha;
    private final float scale;

    private record Pair(GgufTensor a, GgufTensor b) {}

    private LoraAdapter(Optional<GgufFile> file, Map<String, Pair> pairs, float alpha, float scale) {
        this.file = file;
        this.pairs = pairs;
        this.alpha = alpha;
        this.scale = scale;
    }

    /**
     * Reads an adapter's description; its tensors are copied when a model is loaded with it, until then the file has to be open.
     *
     * @param scale how much of it is wanted: 1 as it was trained, 0 nothing
     * @throws GgufException where the file is no adapter of this kind
     */
    public static LoraAdapter of(GgufFile file, float scale) {
        requireValue(file, "general.type", "adapter");
        requireValue(file, "adapter.type", "lora");
        if (file.metadata("adapter.alora.invocation_tokens").isPresent()) {
            throw new GgufException(file.path(),
                    "it is an adapter that certain tokens activate, which is not supported");
        }
        if (!Float.isFinite(scale)) {
            throw new IllegalArgumentException("an adapter's scale cannot be " + scale);
        }
        var pairs = new LinkedHashMap<String, Pair>();
        for (String name : file.tensors().keySet()) {
            if (!name.endsWith(A) && !name.endsWith(B)) {
                throw new GgufException(file.path(),
                        "its tensor " + name + " is neither a " + A + " nor a " + B + ", which is not supported");
            }
            String adapted = name.substring(0, name.length() - A.length());
            pairs.put(adapted, new Pair(file.tensor(adapted + A), file.tensor(adapted + B)));
        }
        return new LoraAdapter(Optional.of(file), pairs, file.floating("adapter.lora.alpha", 0), scale);
    }

    private static void requireValue(GgufFile file, String key, String expected) {
        String value = file.string(key, "absent");
        if (!value.equals(expected)) {
            throw new GgufException(file.path(),
                    "it is no LoRA adapter: its " + key + " is " + value + " where \"" + expected + "\" was expected");
        }
    }

    /** Refuses to adapt a model of another architecture. */
    void requireFor(Architecture architecture) {
        file.ifPresent(adapter -> {
            String own = adapter.string("general.architecture");
            if (!own.equals(architecture.ggufName())) {
                throw new GgufException(adapter.path(), "it adapts models of the architecture \"" + own
                        + "\", this one is \"" + architecture.ggufName() + "\"");
            }
        });
    }

    /** The names of the tensors that it adapts. */
    Set<String> names() {
        return pairs.keySet();
    }

    /** The largest rank of its matrices. */
    int largestRank() {
        return pairs.values().stream().mapToInt(pair -> pair.b.columns()).max().orElse(0);
    }

    GgufException problem(String text) {
        return new GgufException(file.orElseThrow().path(), text);
    }

    /**
     * What it puts beside a matrix.
     *
     * @param parts how many matrices lie one below the other in the tensor, each with a pair of its own
     * @param rows of all of them
     */
    Optional<LowRank> beside(String name, int parts, int rows, int columns) {
        Pair pair = pairs.get(name);
        if (pair == null) {
            return Optional.empty();
        }
        int rank = pair.b.columns();
        if (pair.a.columns() != columns || pair.b.rows() != rows || pair.a.rows() != (long) parts * rank) {
            throw problem("its pair for " + name + " is " + pair.b.rows() + " × " + rank + " and " + pair.a.rows()
                    + " × " + pair.a.columns() + ", which does not fit this model's " + rows + " × " + columns);
        }
        // llama.cpp takes an alpha of 0 for one that is not given.
        float factor = alpha == 0 ? scale : scale * alpha / rank;
        return Optional.of(new LowRank(ModelTensors.finite(file.orElseThrow(), name + A, TensorReader.matrix(pair.a)),
                ModelTensors.finite(file.orElseThrow(), name + B, TensorReader.matrix(pair.b)), factor));
    }
}
