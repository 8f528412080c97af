package mando.inference.generation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.VectorKernels;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.Session;
import mando.inference.tokenizer.Tokenizer;

/**
 * For {@code bench/real_parity.py}: for each line of a prompt, a tab and tokens a line with the prompt's tokens, the 64 that the model writes after it,
 * and the ones that it would choose at each place behind the prompt and the given tokens before it; between them bars.
 */
final class GreedyTokens {

    private static final int CONTEXT = 512;

    private GreedyTokens() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        try (GgufFile file = GgufFile.open(Path.of(arguments[0])); var workers = new Workers(1)) {
            Tokenizer tokenizer = Tokenizer.of(file);
            LlamaModel model = LlamaModel.load(file, new VectorKernels(), workers);
            var generation = new Generation(model, tokenizer, CONTEXT);
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                int[] prompt = tokenizer.encodeMarked(line.substring(0, tab).replace("\\n", "\n"));
                Generation.Text text = generation.generate(prompt, new Sampler(Sampling.greedy()),
                        Generation.Limits.of(64), _ -> {});
                System.out.println(joined(Arrays.stream(prompt)) + " | "
                        + joined(text.tokens().stream().mapToInt(Integer::intValue)) + " | "
                        + joined(choices(model, prompt, line.substring(tab + 1))));
            }
        }
    }

    private static IntStream choices(LlamaModel model, int[] prompt, String forced) {
        Session session = model.newSession(CONTEXT);
        session.append(prompt);
        var logits = new float[model.config().vocabulary()];
        return Pattern.compile(" ").splitAsStream(forced).filter(token -> !token.isEmpty())
                .mapToInt(token -> {
                    session.logits(logits);
                    session.append(Integer.parseInt(token));
                    return Sampler.mostProbable(logits);
                });
    }

    private static String joined(IntStream tokens) {
        return tokens.mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
