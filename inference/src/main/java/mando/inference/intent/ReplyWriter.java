package mando.inference.intent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mando.inference.llama.Session;

/**
 * Words what was done, in a tone: with the intent model, which may only say what {@code replies.tsv} has for such an outcome, and the names and values
 * of the outcome, each once and as they are spelled in the configuration.
 *
 * <p>Thread-safe: replies are worded one at a time.
 */
public final class ReplyWriter {

    /** Of the model's own probability, what must be on the tokens that it may write, at each of them: else it had something else in mind. */
    private static final double LEAST_MASS = 0.25;
    private static final int MOST_DEEDS = 4;
    private static final int MOST_PROMPT_TOKENS = 320;
    private static final int MOST_TOKENS = 96;
    private static final Set<String> QUESTIONS = Set.of("which", "what", "how", "could");

    /** How it is said. */
    public enum Tone {
        PLAIN, FRIENDLY, BRIEF;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes next, in logits. */
    interface NextToken {

        void logits(float[] out);

        void append(int token);
    }

    private final IntentVocabulary vocabulary;
    private final ReplyAutomaton automaton;
    private final Session session;
    private final Tone tone;

    /**
     * @param model as {@link Interpreter.Model#loadForReplies} gives it
     * @throws IntentModelException where the model's {@code replies.tsv} is missing or damaged
     */
    public ReplyWriter(Interpreter.Model model, Tone tone) {
        this.vocabulary = new IntentVocabulary(model.tokenizer());
        this.automaton = new ReplyAutomaton(ReplyRules.read(model.folder().resolve("replies.tsv")), vocabulary);
        this.session = model.llama().newSession(MOST_PROMPT_TOKENS + MOST_TOKENS);
        this.tone = tone;
    }

    /**
     * A sentence that tells the deeds in their order; nothing where the model finds none that it is sure of, or there is more to tell than one sentence
     * holds.
     */
    public synchronized Optional<String> write(List<Deed> deeds) {
        if (deeds.size() > MOST_DEEDS) {
            return Optional.empty();
        }
        return automaton.start(deeds).flatMap(start -> {
            int[] prompt = new Prompt(vocabulary).deeds(tone.word(), deeds);
            if (prompt.length > MOST_PROMPT_TOKENS) {
                return Optional.empty();
            }
            session.rewind(0);
            session.append(prompt);
            return decode(start, vocabulary, LEAST_MASS, new NextToken() {
                @Override
                public void logits(float[] out) {
                    session.logits(out);
                }

                @Override
                public void append(int token) {
                    session.append(token);
                }
            }).map(ReplyWriter::sentence);
        });
    }

    /** Writes what is likeliest of what may be written. */
    static Optional<List<String>> decode(ReplyAutomaton.Place start, IntentVocabulary vocabulary, double leastMass,
            NextToken model) {
        var logits = new float[vocabulary.size()];
        ReplyAutomaton.Place place = start;
        for (int i = 0; i < MOST_TOKENS; i++) {
            Set<Integer> allowed = place.allowed();
            model.logits(logits);
            int best = -1;
            for (int token : allowed) {
                best = best < 0 || logits[token] > logits[best] ? token : best;
            }
            // Written so that a mass that is no number is too little.
            if (best < 0 || !(mass(allowed, best, logits) >= leastMass)) {
                return Optional.empty();
            }
            if (best == vocabulary.id("end")) {
                return Optional.of(place.said());
            }
            place = place.next(best);
            model.append(best);
        }
        return Optional.empty();
    }

    private static double mass(Set<Integer> allowed, int best, float[] logits) {
        double inside = 0;
        double all = 0;
        for (int token = 0; token < logits.length; token++) {
            double part = Math.exp((double) logits[token] - logits[best]);
            all += part;
            inside += allowed.contains(token) ? part : 0;
        }
        return inside / all;
    }

    static String sentence(List<String> said) {
        String text = IntStream.range(0, said.size()).mapToObj(i -> written(said.get(i)))
                .collect(Collectors.joining(" "));
        return Character.toUpperCase(text.charAt(0)) + text.substring(1)
                + (QUESTIONS.contains(said.getFirst()) ? "?" : ".");
    }

    /** "i" and "i'll" have a capital wherever they stand. */
    private static String written(String word) {
        return word.equals("i") || word.startsWith("i'") ? "I" + word.substring(1) : word;
    }
}
