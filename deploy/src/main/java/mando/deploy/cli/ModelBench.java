package mando.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mando.deploy.evaluation.Percentiles;
import mando.inference.generation.Sampler;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.Session;

/** Measures the inference engine on one GGUF model: a prompt read at once, then tokens one by one, greedily. */
final class ModelBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The code is compiled by then; at least one round. */
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    private ModelBench() {}

    /**
     * Runs rounds after a warm-up.
     *
     * @return tokens per second as medians, and percentiles of a token's milliseconds
     */
    static ObjectNode run(Path file, LoraOptions lora, int rounds, int promptTokens, int decodeTokens) {
        try (Workers workers = Workers.choose(); GgufFile gguf = GgufFile.open(file)) {
            LlamaModel model = lora.load(gguf, workers);
            Session session = model.newSession(promptTokens + decodeTokens);
            var logits = new float[model.config().vocabulary()];
            var prompt = new int[promptTokens];
            for (int i = 0; i < promptTokens; i++) {
                prompt[i] = (i * 7919 + 13) % Math.min(model.config().vocabulary(), 10_000);
            }
            var prefill = new ArrayList<Double>();
            var tokens = new ArrayList<Double>();
            var decode = new ArrayList<Double>();
            long begun = System.nanoTime();
            for (int round = -1; round < rounds; round++) {
                session.rewind(0);
                long started = System.nanoTime();
                session.append(prompt);
                session.logits(logits);
                double prefillMillis = (System.nanoTime() - started) / 1e6;
                long decodeStarted = System.nanoTime();
                var next = new int[1];
                for (int i = 0; i < decodeTokens; i++) {
                    long before = System.nanoTime();
                    next[0] = Sampler.mostProbable(logits);
                    session.append(next);
                    session.logits(logits);
                    if (round >= 0) {
                        tokens.add((System.nanoTime() - before) / 1e6);
                    }
                }
                if (round >= 0) {
                    prefill.add(promptTokens * 1000 / prefillMillis);
                    decode.add(decodeTokens * 1e9 / (System.nanoTime() - decodeStarted));
                } else if (System.nanoTime() - begun < WARM_UP_NANOS) {
                    round--;
                }
            }
            return result(model, workers, prefill, decode, tokens);
        }
    }

    private static ObjectNode result(LlamaModel model, Workers workers, List<Double> prefill, List<Double> decode,
            List<Double> tokens) {
        Percentiles millis = Percentiles.of(tokens);
        ObjectNode node = JSON.createObjectNode();
        node.put("threads", workers.count());
        node.put("layers", model.config().layers());
        node.put("prefillTokensPerSecond", Math.round(Percentiles.of(prefill).p50() * 10) / 10.0);
        node.put("decodeTokensPerSecond", Math.round(Percentiles.of(decode).p50() * 10) / 10.0);
        node.putObject("tokenMillis").put("p50", millis.p50()).put("p95", millis.p95()).put("p99", millis.p99());
        return node;
    }
}
