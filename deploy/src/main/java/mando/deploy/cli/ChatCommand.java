package mando.deploy.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import mando.deploy.Installation;
import mando.inference.generation.ChatTemplate;
import mando.inference.generation.Generation;
import mando.inference.generation.Sampler;
import mando.inference.generation.Sampling;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.tokenizer.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "chat", mixinStandardHelpOptions = true, description = "Converses with any GGUF model, line by line; an empty line or the end of input ends it.")
final class ChatCommand extends MandoCommand {

    @Parameters(paramLabel = "MODEL.gguf", description = "the model file")
    private Path file;
    @Mixin
    private LoraOptions lora;
    @Option(names = "--system", description = "what the model is told before the first line")
    private Optional<String> system = Optional.empty();
    @Option(names = "--temperature", description = "0 for the most probable text (default: ${DEFAULT-VALUE})")
    private float temperature = 0;
    @Option(names = "--top-k", description = "sample among so many tokens, 0 for all (default: ${DEFAULT-VALUE})")
    private int topK = 40;
    @Option(names = "--top-p", description = "sample among so much of the probability (default: ${DEFAULT-VALUE})")
    private float topP = 0.95f;
    @Option(names = "--min-p", description = "sample among tokens with so much of the likeliest one's probability (default: ${DEFAULT-VALUE})")
    private float minP = 0.05f;
    @Option(names = "--seed", description = "the same seed gives the same text (default: ${DEFAULT-VALUE})")
    private long seed = 1;
    @Option(names = "--tokens", description = "the most tokens of an answer (default: ${DEFAULT-VALUE})")
    private int tokens = 256;
    @Option(names = "--seconds", description = "the most seconds for an answer (default: ${DEFAULT-VALUE})")
    private int seconds = 120;
    @Option(names = "--context", description = "the most tokens of the conversation (default: ${DEFAULT-VALUE})")
    private int context = 2048;

    ChatCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws IOException {
        try (Workers workers = Workers.choose(); GgufFile gguf = GgufFile.open(file)) {
            Tokenizer tokenizer = Tokenizer.of(gguf);
            LlamaModel model = lora.load(gguf, workers);
            var generation = new Generation(model, tokenizer, Math.min(context, model.config().contextLength()));
            var sampler = new Sampler(new Sampling(temperature, topK, topP, minP, seed));
            ChatTemplate template = ChatTemplate.of(gguf);
            Optional<String> told = system.or(() -> ChatTemplate.ownSystem(gguf));
            return converse(tokenizer, generation, sampler, template, told);
        }
    }

    private int converse(Tokenizer tokenizer, Generation generation, Sampler sampler, ChatTemplate template,
            Optional<String> told) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var limits = new Generation.Limits(tokens, Duration.ofSeconds(seconds), () -> false);
        int[] conversation = {};
        for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
            int[] turn = conversation.length == 0
                    ? tokenizer.encodeMarked(template.first(told, line))
                    : tokenizer.encodeMarked(template.next(line));
            conversation = concatenated(conversation, turn);
            Generation.Text answer;
            try {
                answer = generation.generate(conversation, sampler, limits, piece -> {
                    out().print(piece);
                    out().flush();
                });
            } catch (IllegalArgumentException e) {
                out().println("The conversation is longer than its context (--context): " + e.getMessage());
                return 1;
            }
            out().println();
            conversation = concatenated(conversation,
                    answer.tokens().stream().mapToInt(Integer::intValue).toArray());
        }
        return 0;
    }

    private static int[] concatenated(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }
}
