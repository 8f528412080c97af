package mando.inference.llama;

import mando.inference.kernel.HalfRows;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.Workers;

/** Attention of new tokens over a layer's cache, heads shared out over the threads: softmax(scale · q·K) · V. */
final class Attention implements Workers.Work {

    /** Fewer scores than this are not worth another thread. */
    private static final int LEAST_WORK = 1 << 12;

    private final LlamaConfig config;
    private final Kernels kernels;
    private final Workers workers;
    private final int capacity;
    private final float[] scores;
    private HalfRows keys;
    private HalfRows values;
    private float[] query;
    private float[] out;
    private int firstToken;
    private int count;
    private int position;
    private int window;

    Attention(LlamaModel model, int capacity) {
        this.config = model.config();
        this.kernels = model.kernels();
        this.workers = model.workers();
        this.capacity = capacity;
        this.scores = new float[Math.multiplyExact(config.heads(), capacity)];
    }

    /**
     * Computes the heads' outputs of some tokens.
     *
     * @param query their queries, scaled
     * @param position where the first of {@code query} stands
     * @param firstToken the first of them whose output is wanted
     * @param window how many positions a token sees, its own included
     */
    void attend(HalfRows keys, HalfRows values, float[] query, int position, int firstToken, int count, int window,
            float[] out) {
        this.keys = keys;
        this.values = values;
        this.query = query;
        this.out = out;
        this.firstToken = firstToken;
        this.count = count;
        this.position = position;
        this.window = window;
        if ((long) (count - firstToken) * (position + count) * config.heads() < LEAST_WORK) {
            for (int head = 0; head < config.heads(); head++) {
                piece(head);
            }
        } else {
            workers.run(this, config.heads());
        }
    }

    @Override
    public void piece(int head) {
        int headWidth = config.headWidth();
        int column = head / (config.heads() / config.keyValueHeads()) * headWidth;
        int s = head * capacity;
        for (int t = firstToken; t < count; t++) {
            int q = t * config.queryWidth() + head * headWidth;
            int first = Math.max(0, position + t + 1 - window);
            int length = position + t + 1 - first;
            kernels.scores(query, q, keys, column, first, length, headWidth, scores, s);
            if (config.attentionCap() > 0) {
                cap(scores, s, length, config.attentionCap());
            }
            kernels.softmax(scores, s, length);
            kernels.weightedSum(scores, s, values, column, first, length, headWidth, out, q);
        }
    }

    /** {@code x = bound · tanh(x / bound)}. */
    static void cap(float[] values, int offset, int length, float bound) {
        for (int i = offset; i < offset + length; i++) {
            values[i] = bound * (float) Math.tanh(values[i] / bound);
        }
    }
}
