package mando.inference.generation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.Session;
import mando.inference.tokenizer.Tokenizer;

/** Lets a model continue a text, token by token. What the text has in common with the one before is not read again. Not thread-safe. */
public final class Generation {

    private final Tokenizer tokenizer;
    private final Session session;
    private final float[] logits;

    /** Why a text ended. */
    public enum End {
        /** The model had no more to say. */
        COMPLETE,
        /** The most tokens that were asked for, or the end of the session's room. */
        LENGTH, CANCELLED, DEADLINE
    }

    /**
     * What was written.
     *
     * @param tokens without the one that ended it
     * @param logProbability the natural logarithm of the tokens' probability
     */
    public record Text(List<Integer> tokens, End end, double logProbability) {}

    /**
     * Bounds on a text.
     *
     * @param tokens the most
     * @param time counted from the call, prompt included; what was written until then is kept
     * @param cancelled asked before each token
     */
    public record Limits(int tokens, Duration time, BooleanSupplier cancelled) {

        public static Limits of(int tokens) {
            return new Limits(tokens, Duration.ofDays(1), () -> false);
        }
    }

    /**
     * @param positions how long text and prompts may be together, in tokens
     * @throws IllegalArgumentException where the tokenizer is another model's or the model has not so many positions
     */
    public Generation(LlamaModel model, Tokenizer tokenizer, int positions) {
        if (tokenizer.size() != model.config().vocabulary()) {
            throw new IllegalArgumentException("a tokenizer of " + tokenizer.size()
                    + " tokens does not fit a model of " + model.config().vocabulary());
        }
        this.tokenizer = tokenizer;
        this.session = model.newSession(positions);
        this.logits = new float[model.config().vocabulary()];
    }

    /**
     * Continues a prompt.
     *
     * @param piece gets each piece of text as it is written
     * @throws IllegalArgumentException where the prompt is empty, does not fit, or has a token that is not in the vocabulary; nothing is forgotten or written then
     */
    public Text generate(int[] prompt, Sampler sampler, Limits limits, Consumer<String> piece) {
        long deadline = System.nanoTime() + limits.time.toNanos();
        session.become(prompt);
        var stream = new TextStream();
        var written = new ArrayList<Integer>();
        double logProbability = 0;
        End end = End.LENGTH;
        while (written.size() < limits.tokens && session.position() < session.capacity()) {
            if (limits.cancelled.getAsBoolean()) {
                end = End.CANCELLED;
                break;
            }
            if (System.nanoTime() - deadline >= 0) {
                end = End.DEADLINE;
                break;
            }
            session.logits(logits);
            int token = sampler.choose(logits);
            logProbability += Sampler.logProbability(logits, token);
            if (tokenizer.endings().contains(token)) {
                end = End.COMPLETE;
                break;
            }
            written.add(token);
            piece.accept(stream.add(tokenizer.bytes(token)));
            session.append(token);
        }
        piece.accept(stream.end());
        return new Text(List.copyOf(written), end, logProbability);
    }
}
