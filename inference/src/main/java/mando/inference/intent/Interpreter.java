package mando.inference.intent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Kernels;
import mando.inference.llama.LlamaModel;
import mando.inference.tokenizer.BpeTokenizer;

/**
 * Reads transcripts for one home. The home is read once and kept; each transcript is read behind it and answered under the constraint of what the
 * home can do.
 *
 * <p>The confidence is the model's own, unconstrained probability of the output: where it would rather have spelled a device that is not there, the
 * tokens that it may write have little of it, and nothing is done.
 *
 * <p>Thread-safe: transcripts are interpreted one at a time.
 */
public final class Interpreter {

    /** Longer speech is no command. */
    private static final int MOST_WORDS = 64;
    private static final String TOO_LONG = "that was longer than a command can be";

    private final SentenceReader reader;
    private final Resolution resolution;
    private final OwnPhrases phrases;
    private final double threshold;

    /** The files of an intent model: a folder with {@code intent.gguf}, {@code reply.gguf}, {@code nouns.tsv} and {@code replies.tsv}. */
    public record Model(LlamaModel llama, BpeTokenizer tokenizer, Path folder) {

        /**
         * Loads what understands.
         *
         * @throws mando.inference.gguf.GgufException where the model file is missing or damaged
         */
        public static Model load(Path folder, Kernels kernels) {
            return load(folder, "intent.gguf", kernels);
        }

        /**
         * Loads what words replies: weights of the same kind and vocabulary that learnt it better.
         *
         * @throws mando.inference.gguf.GgufException where the model file is missing or damaged
         */
        public static Model loadForReplies(Path folder, Kernels kernels) {
            return load(folder, "reply.gguf", kernels);
        }

        private static Model load(Path folder, String name, Kernels kernels) {
            try (GgufFile file = GgufFile.open(folder.resolve(name))) {
                return new Model(LlamaModel.load(file, kernels), BpeTokenizer.of(file), folder);
            }
        }
    }

    /**
     * Reads a home.
     *
     * @param threshold the least confidence at which something is done, 0 to 1
     * @throws IntentModelException where the home is too large for the model
     */
    public Interpreter(Model model, Catalogue catalogue, double threshold) {
        this.reader = new SentenceReader(model, catalogue, threshold);
        this.resolution = new Resolution(catalogue);
        this.phrases = new OwnPhrases(catalogue.phrases());
        this.threshold = threshold;
    }

    /** What somebody who said this asked for. Never fails: what makes no sense gives nothing. */
    public Interpretation interpret(String transcript) {
        return interpret(transcript, Optional.empty());
    }

    /**
     * The same, of somebody who had just said something else. What makes no sense after that is read by itself.
     *
     * @param before what was said and done before; without it "turn it off" means nothing
     */
    public Interpretation interpret(String transcript, Optional<Exchange> before) {
        Interpretation read = read(transcript, before);
        if (before.isEmpty() || asksForSomething(read)) {
            return read;
        }
        Interpretation alone = read(transcript, Optional.empty());
        return asksForSomething(alone) ? alone : read;
    }

    private static boolean asksForSomething(Interpretation read) {
        return !read.intents().isEmpty() || read.question().isPresent();
    }

    private synchronized Interpretation read(String transcript, Optional<Exchange> before) {
        String normalised = TextNormaliser.normalise(transcript);
        if (normalised.isEmpty()) {
            return new Interpretation(List.of(), 1, Optional.empty(), Optional.empty(), normalised, "", 0, 0);
        }
        Optional<Intent> own = phrases.of(normalised);
        if (own.isPresent()) {
            return new Interpretation(List.of(own.get()), 1, Optional.empty(), Optional.empty(), normalised,
                    "<phrase>", 0, 0);
        }
        if (normalised.chars().filter(c -> c == ' ').count() >= MOST_WORDS) {
            return Interpretation.refused(TOO_LONG, normalised);
        }
        if (PromptInjection.isIn(transcript, normalised)) {
            return Interpretation.refused("that is about rules, not about this home", normalised);
        }
        return reader.read(normalised, before).map(this::interpretation)
                .orElseGet(() -> Interpretation.refused(TOO_LONG, normalised));
    }

    private Interpretation interpretation(SentenceReader.Heard heard) {
        Reading reading = heard.reading();
        if (reading.drafts().isEmpty()) {
            return reading.interpretation(heard.said(), reading.obstacle());
        }
        // Written so that a confidence that is no number is below every threshold.
        if (!(reading.confidence() >= threshold)) {
            return reading.interpretation(heard.said(), reading.obstacle()
                    .or(() -> Optional.of("not sure enough (%.2f)".formatted(reading.confidence()))));
        }
        return heard.objection().isPresent()
                ? reading.interpretation(heard.said(), heard.objection())
                : resolved(reading, heard.said());
    }

    private Interpretation resolved(Reading reading, Utterance said) {
        var intents = new ArrayList<Intent>();
        Optional<String> refusal = Optional.empty();
        Optional<Resolution.Resolved.Question> question = Optional.empty();
        for (Draft draft : reading.drafts()) {
            switch (resolution.resolve(draft)) {
                case Resolution.Resolved.Meant(List<Intent> meant) -> intents.addAll(meant);
                case Resolution.Resolved.Question asked -> question = question.or(() -> Optional.of(asked));
                case Resolution.Resolved.Impossible(String reason) -> refusal = refusal.or(() -> Optional.of(reason));
            }
        }
        // Commands of one sentence are done together or not at all.
        boolean whole = refusal.isEmpty() && question.isEmpty();
        if (refusal.isPresent()) {
            question = Optional.empty();
        }
        // An answer completes one command, not one of several.
        List<Choice> choices = reading.drafts().size() == 1
                ? question.map(Resolution.Resolved.Question::choices).orElse(List.of())
                : List.of();
        return new Interpretation(whole ? intents : List.of(), reading.confidence(), refusal,
                question.map(Resolution.Resolved.Question::text), choices, said.text(), reading.output(),
                reading.promptTokens(), reading.outputTokens());
    }
}
