package mando.inference.intent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Kernels;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.Session;
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
    private static final int MOST_OUTPUT_TOKENS = 96;
    private static final int MOST_UTTERANCE_TOKENS = 400;
    /** What was said before is only remembered as far as it is short. */
    private static final int MOST_EXCHANGE_TOKENS = 128;
    private static final int LONGEST_NAME_TOKENS = 12;

    private final IntentVocabulary vocabulary;
    private final Prompt prompt;
    private final CommandAutomaton automaton;
    private final Mentions mentions;
    private final Fidelity fidelity;
    private final Resolution resolution;
    private final OwnPhrases phrases;
    private final Session session;
    private final int homeLength;
    private final double threshold;
    private final float[] logits;

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
        this.vocabulary = new IntentVocabulary(model.tokenizer());
        this.prompt = new Prompt(vocabulary);
        NounLexicon lexicon = NounLexicon.read(model.folder().resolve("nouns.tsv"));
        var referents = new Referents(catalogue, lexicon);
        this.mentions = new Mentions(catalogue, lexicon);
        this.automaton = new CommandAutomaton(catalogue, vocabulary, referents);
        this.fidelity = new Fidelity(catalogue, referents);
        this.resolution = new Resolution(catalogue);
        this.phrases = new OwnPhrases(catalogue.phrases());
        this.threshold = threshold;
        this.logits = new float[vocabulary.size()];
        int[] home = prompt.home(catalogue);
        int context = model.llama().config().contextLength();
        int needed = home.length + MOST_EXCHANGE_TOKENS + MOST_UTTERANCE_TOKENS + MOST_OUTPUT_TOKENS;
        if (needed > context) {
            throw new IntentModelException(
                    "the configured home takes " + home.length + " tokens to describe, more than the "
                            + (context - needed + home.length)
                            + " that the intent model has room for: use fewer or shorter names and aliases",
                    null);
        }
        this.session = model.llama().newSession(needed);
        session.append(home);
        this.homeLength = home.length;
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
            return Interpretation.refused("that was longer than a command can be", normalised);
        }
        if (PromptInjection.isIn(transcript, normalised)) {
            return Interpretation.refused("that is about rules, not about this home", normalised);
        }
        var said = new Utterance(normalised, before, vocabulary);
        List<Mentions.Mention> mentioned = mentions.in(said);
        int[] utterance = prompt.utterance(normalised, mentioned);
        if (utterance.length > MOST_UTTERANCE_TOKENS) {
            return Interpretation.refused("that was longer than a command can be", normalised);
        }
        int[] read = before.map(prompt::exchange).filter(tokens -> tokens.length <= MOST_EXCHANGE_TOKENS)
                .map(tokens -> IntStream.concat(IntStream.of(tokens), IntStream.of(utterance)).toArray())
                .orElse(utterance);
        session.rewind(homeLength);
        session.append(read);
        return decode(normalised, said, mentioned, read.length);
    }

    private Interpretation decode(String normalised, Utterance said, List<Mentions.Mention> mentioned,
            int promptTokens) {
        Parse parse = automaton.start(said);
        var written = new ArrayList<Integer>();
        double logProbability = 0;
        Optional<String> unknown = Optional.empty();
        while (parse.complete().isEmpty() && written.size() < MOST_OUTPUT_TOKENS) {
            computeLogits(parse);
            int token = best(parse);
            if (token < 0) {
                return new Interpretation(List.of(), 0, Optional.of("that cannot be done here"), Optional.empty(),
                        normalised,
                        spell(written), promptTokens, written.size());
            }
            double probability = logProbability(token, parse);
            if (unknown.isEmpty() && parse.spelling() && probability < Math.log(0.5)) {
                unknown = Optional.of(intended(written));
                // The look ahead moved the session: read the output again.
                session.rewind(homeLength + promptTokens);
                written.forEach(session::append);
            }
            logProbability += probability;
            written.add(token);
            parse = parse.next(token);
            if (parse.complete().isEmpty()) {
                session.append(token);
            }
        }
        double confidence = Math.exp(logProbability);
        List<Draft> drafts = parse.complete().orElse(List.of());
        String output = spell(written);
        if (drafts.isEmpty()) {
            return new Interpretation(List.of(), confidence, Optional.empty(), Optional.empty(), normalised, output,
                    promptTokens, written.size());
        }
        // Written so that a confidence that is no number is below every threshold.
        if (!(confidence >= threshold)) {
            String reason = unknown.filter(name -> !name.isBlank())
                    .map(name -> "there is nothing called \"" + name + "\" here that can do that")
                    .orElseGet(() -> "not sure enough (%.2f)".formatted(confidence));
            return new Interpretation(List.of(), confidence, Optional.of(reason), Optional.empty(), normalised, output,
                    promptTokens, written.size());
        }
        Optional<String> objection = fidelity.objection(said, mentioned, drafts, output);
        if (objection.isPresent()) {
            return new Interpretation(List.of(), confidence, objection, Optional.empty(), normalised, output,
                    promptTokens, written.size());
        }
        return resolved(drafts, confidence, normalised, output, promptTokens, written.size());
    }

    private Interpretation resolved(List<Draft> drafts, double confidence, String normalised, String output,
            int promptTokens, int outputTokens) {
        var intents = new ArrayList<Intent>();
        Optional<String> refusal = Optional.empty();
        Optional<Resolution.Resolved.Question> question = Optional.empty();
        for (Draft draft : drafts) {
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
        List<Choice> choices = drafts.size() == 1
                ? question.map(Resolution.Resolved.Question::choices).orElse(List.of())
                : List.of();
        return new Interpretation(whole ? intents : List.of(), confidence, refusal,
                question.map(Resolution.Resolved.Question::text), choices, normalised, output, promptTokens,
                outputTokens);
    }

    /**
     * Of what may follow only, where the words said settle it; otherwise of the whole vocabulary, because a token's unconstrained probability, which
     * the confidence is made of, has them all in its denominator.
     */
    private void computeLogits(Parse parse) {
        if (parse.evident()) {
            session.logits(parse.allowed().stream().mapToInt(Integer::intValue).toArray(), logits);
        } else {
            session.logits(logits);
        }
    }

    /** The most probable of the tokens that may follow, or -1 where none may. */
    private int best(Parse parse) {
        int best = -1;
        for (int token : parse.allowed()) {
            if (best < 0 || logits[token] > logits[best]) {
                best = token;
            }
        }
        return best;
    }

    /** Of a token, against the whole vocabulary; against what may follow, where the words said settle it. */
    private double logProbability(int token, Parse parse) {
        double sum = 0;
        if (parse.evident(token)) {
            for (int rival : parse.allowed()) {
                sum += Math.exp(logits[rival] - logits[token]);
            }
        } else {
            for (float logit : logits) {
                sum += Math.exp(logit - logits[token]);
            }
        }
        return -Math.log(sum);
    }

    /** The words that the model would write next if nothing held it: the name that it had in mind. */
    private String intended(List<Integer> written) {
        var name = new ArrayList<Integer>();
        for (int i = written.size() - 1; i >= 0 && vocabulary.isText(written.get(i)); i--) {
            name.addFirst(written.get(i));
        }
        for (int i = 0; i < LONGEST_NAME_TOKENS; i++) {
            int token = 0;
            for (int candidate = 1; candidate < logits.length; candidate++) {
                token = logits[candidate] > logits[token] ? candidate : token;
            }
            if (!vocabulary.isText(token)) {
                break;
            }
            name.add(token);
            session.append(token);
            session.logits(logits);
        }
        return spell(name).strip();
    }

    private String spell(List<Integer> tokens) {
        return vocabulary.spell(tokens.stream().mapToInt(Integer::intValue).toArray());
    }
}
