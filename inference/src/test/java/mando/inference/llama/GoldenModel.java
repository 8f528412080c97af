package mando.inference.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mando.inference.gguf.EncodedTensor;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.Workers;

/**
 * A model with random weights that {@code src/test/python/golden_models.py} described, and what llama.cpp said about it.
 *
 * @param logits after the prompt
 * @param tokens 64 that llama.cpp chose greedily after it
 * @param leastMargin by which a chosen token's logit exceeded the next one's at least
 */
record GoldenModel(String name, JsonNode description, int[] prompt, float[] logits, int[] tokens, double leastMargin) {

    private static final Path FOLDER = Path.of("src/test/resources/mando/inference/llama/architectures");

    static Stream<GoldenModel> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<GoldenModel> models = files.sorted().map(GoldenModel::read).toList();
            return models.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenModel read(Path path) {
        try {
            JsonNode json = new JsonMapper().readTree(path.toFile());
            String name = path.getFileName().toString().replace(".json", "");
            return new GoldenModel(name, json, numbers(json.get("prompt")), floats(json.get("logits")),
                    numbers(json.get("tokens")), json.get("leastMargin").asDouble());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model, with its adapter where it has one. */
    LlamaModel load(Path folder, Kernels kernels, Workers workers) {
        if (!description.has("adapter")) {
            return loadAlone(folder, kernels, workers);
        }
        try (GgufFile file = GgufFile.open(writeModel(folder));
                GgufFile adapter = GgufFile.open(adapter().write(folder.resolve(name + ".lora")))) {
            float scale = (float) description.get("adapter").get("scale").asDouble();
            return LlamaModel.load(file, LoraAdapter.of(adapter, scale), kernels, workers);
        }
    }

    LlamaModel loadAlone(Path folder, Kernels kernels, Workers workers) {
        try (GgufFile file = GgufFile.open(writeModel(folder))) {
            return LlamaModel.load(file, kernels, workers);
        }
    }

    Path writeModel(Path folder) {
        return writer(description, description.get("firstNumber").asInt()).write(folder.resolve(name + ".gguf"));
    }

    GgufWriter adapter() {
        return writer(description.get("adapter"),
                description.get("firstNumber").asInt() + description.get("tensors").size());
    }

    private GgufWriter writer(JsonNode described, int firstNumber) {
        var writer = new GgufWriter().metadata("general.architecture", description.get("architecture").asText());
        described.get("metadata").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            writer.metadata(entry.getKey(), value.isTextual()
                    ? value.asText()
                    : value.isInt() ? (Object) value.asInt() : (float) value.asDouble());
        });
        int number = firstNumber;
        for (JsonNode tensor : described.get("tensors")) {
            int[] shape = numbers(tensor.get("shape"));
            var reversed = new long[shape.length];
            int elements = 1;
            for (int d = 0; d < shape.length; d++) {
                reversed[shape.length - 1 - d] = shape[d];
                elements *= shape[d];
            }
            TensorType type = TensorType.valueOf(tensor.get("encoding").asText());
            if (tensor.has("bytes")) {
                writer.tensor(tensor.get("name").asText(), type.ggmlType(), reversed,
                        Base64.getDecoder().decode(tensor.get("bytes").asText()));
            } else {
                writer.tensor(tensor.get("name").asText(), EncodedTensor.of(type, weights(number, elements,
                        tensor.get("mean").asDouble(), tensor.get("spread").asDouble())), reversed);
            }
            number++;
        }
        return writer;
    }

    /** The same numbers as in the script: SplitMix64's output of the tensor's number and the element's, uniform in mean ± spread. */
    private static float[] weights(int number, int count, double mean, double spread) {
        var weights = new float[count];
        for (int i = 0; i < count; i++) {
            long z = number * 0x9E3779B97F4A7C15L + (i + 1) * 0xD1342543DE82EF95L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            weights[i] = (float) (mean + ((double) (z >>> 40) / (1 << 23) - 1) * spread);
        }
        return weights;
    }

    private static int[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    private static float[] floats(JsonNode array) {
        var floats = new ArrayList<Float>();
        array.forEach(value -> floats.add((float) value.asDouble()));
        var out = new float[floats.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = floats.get(i);
        }
        return out;
    }

    @Override
    public String toString() {
        return name;
    }
}
