package mando.inference.generation;

import java.io.IOException;
import java.nio.file.Path;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.VectorKernels;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.Session;

/**
 * For {@code bench/instructions.py}: MODEL WARM-UP ROUNDS PROMPT DECODE. Each round: a prompt of PROMPT tokens, then DECODE tokens, greedily, on one thread; the
 * rounds of warm-up, in which the compiler does its work, are of 64 and 64.
 */
final class DecodeSteps {

    private static final int CONTEXT = 512;

    private DecodeSteps() {}

    public static void main(String[] arguments) throws IOException {
        try (GgufFile file = GgufFile.open(Path.of(arguments[0])); var workers = new Workers(1)) {
            LlamaModel model = LlamaModel.load(file, new VectorKernels(), workers);
            Session session = model.newSession(CONTEXT);
            rounds(session, model.config().vocabulary(), Integer.parseInt(arguments[1]), 64, 64);
            rounds(session, model.config().vocabulary(), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]));
        }
    }

    private static void rounds(Session session, int vocabulary, int rounds, int prompt, int decode) {
        var tokens = new int[prompt];
        for (int i = 0; i < prompt; i++) {
            tokens[i] = (i * 7919 + 13) % Math.min(vocabulary, 10_000);
        }
        var logits = new float[vocabulary];
        for (int round = 0; round < rounds; round++) {
            session.rewind(0);
            session.append(tokens);
            for (int step = 0; step < decode; step++) {
                session.logits(logits);
                session.append(Sampler.mostProbable(logits));
            }
            session.logits(logits);
        }
    }
}
