package mando.inference.generation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.VectorKernels;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.tokenizer.Tokenizer;

/** For {@code bench/real_parity.py}: for each line of input a line with the prompt's tokens, a bar, and the 64 tokens that the model writes after it. */
final class GreedyTokens {

    private GreedyTokens() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        try (GgufFile file = GgufFile.open(Path.of(arguments[0])); var workers = new Workers(1)) {
            Tokenizer tokenizer = Tokenizer.of(file);
            var generation = new Generation(LlamaModel.load(file, new VectorKernels(), workers), tokenizer, 512);
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int[] prompt = tokenizer.encodeMarked(line.replace("\\n", "\n"));
                Generation.Text text = generation.generate(prompt, new Sampler(Sampling.greedy()),
                        Generation.Limits.of(64), _ -> {});
                System.out.println(joined(Arrays.stream(prompt)) + " | "
                        + joined(text.tokens().stream().mapToInt(Integer::intValue)));
            }
        }
    }

    private static String joined(IntStream tokens) {
        return tokens.mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
