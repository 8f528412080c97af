package mando.inference.llama;

import mando.inference.kernel.Activations;
import mando.inference.kernel.HalfRows;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.MatrixProduct;

/**
 * What happens to tokens on their way through a model, for all architectures: embedding, then for each block attention and feed-forward, each
 * {@code x += part(norm(x))}, then the output head. {@link LlamaConfig} and absent weights say what an architecture leaves out.
 *
 * <p>Holds the buffers of one session, so that a token allocates nothing.
 */
final class ForwardPass {

    /** How many prompt tokens go through the weights together. */
    static final int BATCH = 64;

    private final LlamaModel model;
    private final LlamaConfig config;
    private final Kernels kernels;
    private final ProjectionProduct projections;
    private final Normalisation norms;
    private final RotaryEmbedding rotary;
    private final RotaryEmbedding windowRotary;
    private final Attention attention;
    private final FeedForward feedForward;
    private final HalfRows[] keys;
    private final HalfRows[] values;
    private final Activations activations;

    /** The tokens' vectors, which every part adds to. */
    private final float[] hidden;
    private final float[] normed;
    private final float[] query;
    private final float[] key;
    private final float[] value;
    private final float[] attended;
    private final float[] added;
    private final float[] single = new float[1];

    ForwardPass(LlamaModel model, int capacity) {
        this.model = model;
        config = model.config();
        kernels = model.kernels();
        norms = new Normalisation(kernels, config.normEpsilon());
        boolean neighbours = config.architecture().rotatesNeighbours();
        rotary = new RotaryEmbedding(model.rotary, neighbours, capacity);
        windowRotary = config.windowRotary().equals(config.rotary())
                ? rotary
                : new RotaryEmbedding(config.windowRotary(), neighbours, capacity);
        attention = new Attention(model, capacity);
        int batch = Math.min(BATCH, capacity);
        activations = new Activations(batch,
                Math.max(config.width(), Math.max(config.queryWidth(), config.feedForwardWidth())));
        projections = new ProjectionProduct(model, new MatrixProduct(kernels, model.workers()), batch);
        feedForward = new FeedForward(model, projections, activations, batch);
        keys = new HalfRows[config.layers()];
        values = new HalfRows[config.layers()];
        for (int layer = 0; layer < config.layers(); layer++) {
            keys[layer] = kernels.halfRows(capacity, config.keyValueWidth(), config.headWidth());
            values[layer] = kernels.halfRows(capacity, config.keyValueWidth(), config.headWidth());
        }
        hidden = new float[batch * config.width()];
        normed = new float[batch * config.width()];
        query = new float[batch * config.queryWidth()];
        key = new float[batch * config.keyValueWidth()];
        value = new float[batch * config.keyValueWidth()];
        attended = new float[batch * config.queryWidth()];
        added = new float[batch * config.width()];
    }

    /** Takes up to {@link #BATCH} tokens through all blocks; the last one's vector stays for {@link #logits}. */
    void run(int[] tokens, int start, int count, int position) {
        int width = config.width();
        embed(tokens, start, count);
        for (int l = 0; l < config.layers(); l++) {
            // Of the last block nothing is wanted but the last token's vector; the others leave their keys and values.
            int first = l == config.layers() - 1 ? count - 1 : 0;
            block(l, first, count, position);
        }
        System.arraycopy(hidden, (count - 1) * width, hidden, 0, width);
    }

    private void embed(int[] tokens, int start, int count) {
        int width = config.width();
        for (int t = 0; t < count; t++) {
            model.embedding.row(tokens[start + t], hidden, t * width);
        }
        if (config.architecture().scalesEmbedding()) {
            float factor = (float) Math.sqrt(width);
            for (int i = 0; i < count * width; i++) {
                hidden[i] *= factor;
            }
        }
    }

    private void block(int l, int first, int count, int position) {
        LlamaModel.Layer layer = model.layers.get(l);
        norms.applyToAll(layer.attentionNorm(), hidden, normed, count);
        attention(layer, l, first, count, position);
        int width = config.width();
        int kept = count - first;
        if (config.architecture().parallelParts()) {
            System.arraycopy(normed, first * width, normed, 0, kept * width);
            feedForward.run(layer.feedForward(), normed, kept, normed);
            kernels.addScaled(hidden, first * width, normed, 0, 1, kept * width);
            kernels.addScaled(hidden, first * width, added, 0, 1, kept * width);
            return;
        }
        add(layer.attentionPostNorm().orElse(null), first, kept);
        for (int t = 0; t < kept; t++) {
            norms.apply(layer.feedForwardNorm().orElseThrow(), hidden, (first + t) * width, normed, t * width);
        }
        feedForward.run(layer.feedForward(), normed, kept, added);
        add(layer.feedForwardPostNorm().orElse(null), first, kept);
    }

    /** Adds what a part gave to the hidden vectors. */
    private void add(LlamaModel.Norm postNorm, int first, int kept) {
        if (postNorm != null) {
            norms.applyToAll(postNorm, added, added, kept);
        }
        kernels.addScaled(hidden, first * config.width(), added, 0, 1, kept * config.width());
    }

    private void attention(LlamaModel.Layer layer, int l, int first, int count, int position) {
        activations.set(normed, count, config.width());
        projections.multiply(layer.query(), activations, count, query);
        projections.multiply(layer.key(), activations, count, key);
        projections.multiply(layer.value(), activations, count, value);
        RotaryEmbedding embedding = config.windowed(l) ? windowRotary : rotary;
        for (int t = 0; t < count; t++) {
            place(layer.queryNorm().orElse(null), embedding, query, t * config.queryWidth(), config.heads(),
                    position + t);
            place(layer.keyNorm().orElse(null), embedding, key, t * config.keyValueWidth(), config.keyValueHeads(),
                    position + t);
            keys[l].put(position + t, key, t * config.keyValueWidth());
            values[l].put(position + t, value, t * config.keyValueWidth());
        }
        for (int i = 0; i < count * config.queryWidth(); i++) {
            query[i] *= config.attentionScale();
        }
        int window = config.windowed(l) ? config.window() : Integer.MAX_VALUE;
        attention.attend(keys[l], values[l], query, position, first, count, window, attended);
        int kept = count - first;
        System.arraycopy(attended, first * config.queryWidth(), attended, 0, kept * config.queryWidth());
        activations.set(attended, kept, config.queryWidth());
        projections.multiply(layer.attentionOutput(), activations, kept, added);
    }

    /** Normalises a token's heads, where the architecture does, and turns them to their position. */
    private void place(LlamaModel.Norm norm, RotaryEmbedding embedding, float[] vectors, int offset, int heads,
            int position) {
        if (norm != null) {
            for (int head = 0; head < heads; head++) {
                int at = offset + head * config.headWidth();
                norms.apply(norm, vectors, at, vectors, at);
            }
        }
        embedding.rotate(vectors, offset, heads, config.headWidth(), position);
    }

    /** The logits after the last token of {@link #run}, of all tokens. */
    void logits(float[] out) {
        prepareHead();
        projections.multiply(model.output, activations, 1, out);
        cap(out, 0, config.vocabulary());
    }

    /** Those of some tokens only, each at its place in {@code out}; the others' places are left alone. */
    void logits(int[] tokens, float[] out) {
        prepareHead();
        projections.prepare(model.output, 0, activations, 1);
        for (int token : tokens) {
            projections.rows(model.output, token, 1, activations, 1, single);
            out[token] = single[0];
            cap(out, token, 1);
        }
    }

    private void prepareHead() {
        norms.apply(model.outputNorm, hidden, 0, normed, 0);
        activations.set(normed, 1, config.width());
    }

    private void cap(float[] logits, int offset, int length) {
        if (config.logitCap() > 0) {
            Attention.cap(logits, offset, length, config.logitCap());
        }
    }
}
