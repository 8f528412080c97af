package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.VectorKernels;
import org.junit.jupiter.api.Test;

/** The shipped model, held against a float forward pass over the same file: {@code models/intent-en/golden.jsonl}. */
class GoldenTest {

    private static final Path INTENT_MODEL = Path.of("../models/intent-en");
    /** What eight bits for the activations may change a logit by; the logits of such a model reach from about -10 to 25. */
    private static final float BOUND = 0.75f;
    /** And on average. */
    private static final double USUAL_BOUND = 0.1;

    @Test
    void answersLikeTheFloatReference() throws IOException {
        List<String> lines = Files.readAllLines(INTENT_MODEL.resolve("golden.jsonl"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(20);
        LlamaModel model;
        try (GgufFile file = GgufFile.open(INTENT_MODEL.resolve("intent.gguf"))) {
            model = LlamaModel.load(file, new VectorKernels());
        }
        var json = new JsonMapper();
        var logits = new float[model.config().vocabulary()];
        double differences = 0;
        int compared = 0;
        int clear = 0;
        for (String line : lines) {
            JsonNode golden = json.readTree(line);
            int[] prompt = numbers(golden.get("tokens"));
            int[] output = numbers(golden.get("output"));
            Session session = model.newSession(prompt.length + output.length);
            session.append(prompt);
            for (int step = 0; step < output.length; step++) {
                session.logits(logits);
                JsonNode top = golden.get("logits_top5").get(step);
                for (JsonNode pair : top) {
                    float expected = (float) pair.get(1).asDouble();
                    float computed = logits[pair.get(0).asInt()];
                    assertThat(computed).as("%s, step %d", golden.get("heard"), step).isCloseTo(expected,
                            within(BOUND));
                    differences += Math.abs(computed - expected);
                    compared++;
                }
                if (top.get(0).get(1).asDouble() - top.get(1).get(1).asDouble() > 2 * BOUND) {
                    assertThat(argmax(logits)).as("%s, step %d", golden.get("heard"), step).isEqualTo(output[step]);
                    clear++;
                }
                session.append(output[step]);
            }
        }
        assertThat(differences / compared).isLessThan(USUAL_BOUND);
        assertThat(clear).as("answers that are clear enough to be compared").isGreaterThan(compared / 5 * 8 / 10);
    }

    private static int argmax(float[] values) {
        return IntStream.range(0, values.length).reduce((a, b) -> values[b] > values[a] ? b : a).orElseThrow();
    }

    private static int[] numbers(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }
}
