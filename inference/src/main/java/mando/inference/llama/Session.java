package mando.inference.llama;

/**
 * One sequence of tokens on a model: its keys and values, and where it stands. Tokens are appended by {@link #append}; {@link #rewind} forgets
 * the last ones, so that many continuations can follow one prefix without reading it again.
 *
 * <p>Not thread-safe. After construction nothing is allocated but what is returned.
 */
public final class Session {

    private final LlamaConfig config;
    private final ForwardPass pass;
    private final int capacity;
    private final int[] tokens;
    private int position;
    /** Whether the forward pass holds the vector of the token before {@link #position}. */
    private boolean current;

    Session(LlamaModel model, int capacity) {
        this.config = model.config();
        this.capacity = capacity;
        this.tokens = new int[capacity];
        this.pass = new ForwardPass(model, capacity);
    }

    /** How many tokens the sequence has. */
    public int position() {
        return position;
    }

    public int capacity() {
        return capacity;
    }

    /** Forgets all tokens from a position on. */
    public void rewind(int position) {
        if (position < 0 || position > this.position) {
            throw new IllegalArgumentException("cannot rewind from " + this.position + " to " + position);
        }
        current &= position == this.position;
        this.position = position;
    }

    /**
     * Makes the sequence these tokens and no others: what it has in common with them at its beginning is kept, the rest is forgotten and read anew.
     *
     * @return how many tokens did not have to be read again
     * @throws IllegalArgumentException as {@link #append} does
     */
    public int become(int... wanted) {
        int common = 0;
        while (common < position && common < wanted.length && tokens[common] == wanted[common]) {
            common++;
        }
        // The last token is always read: its vector is what the logits come from.
        int kept = Math.min(common, wanted.length - 1);
        require(wanted, Math.max(0, kept), capacity - Math.max(0, kept));
        rewind(kept);
        read(wanted, kept);
        return kept;
    }

    /**
     * Appends tokens.
     *
     * @throws IllegalArgumentException where there is none, one is not in the vocabulary, or they do not fit
     */
    public void append(int... appended) {
        require(appended, 0, capacity - position);
        read(appended, 0);
    }

    private void require(int[] wanted, int from, int room) {
        if (wanted.length - from < 1 || wanted.length - from > room) {
            throw new IllegalArgumentException(
                    (wanted.length - from) + " tokens do not fit the " + room + " positions left");
        }
        for (int token : wanted) {
            if (token < 0 || token >= config.vocabulary()) {
                throw new IllegalArgumentException(
                        "token " + token + " is not in the vocabulary of " + config.vocabulary());
            }
        }
    }

    private void read(int[] wanted, int from) {
        for (int start = from; start < wanted.length; start += ForwardPass.BATCH) {
            int count = Math.min(ForwardPass.BATCH, wanted.length - start);
            current = false;
            pass.run(wanted, start, count, position);
            System.arraycopy(wanted, start, tokens, position, count);
            position += count;
        }
        current = true;
    }

    /** The logits of the token that follows the last one appended, into an array of the vocabulary's length. */
    public void logits(float[] out) {
        requireCurrent(out);
        pass.logits(out);
    }

    /**
     * Those of some tokens only, each at its own index of the array; the rest of it is left as it is. Where a grammar allows few tokens, this is all of
     * the output head that is computed.
     */
    public void logits(int[] allowed, float[] out) {
        requireCurrent(out);
        for (int token : allowed) {
            if (token < 0 || token >= config.vocabulary()) {
                throw new IllegalArgumentException(
                        "token " + token + " is not in the vocabulary of " + config.vocabulary());
            }
        }
        pass.logits(allowed, out);
    }

    private void requireCurrent(float[] out) {
        if (!current || out.length != config.vocabulary()) {
            throw new IllegalArgumentException("logits need a token appended before them and room for the vocabulary");
        }
    }
}
