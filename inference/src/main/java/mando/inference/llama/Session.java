package mando.inference.llama;

import java.util.Arrays;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.Q8Activations;
import mando.inference.kernel.Q8Matrix;

/**
 * One sequence of tokens on a model: its keys and values, and where it stands. Tokens are appended by {@link #append}; {@link #rewind} forgets
 * the last ones, so that many continuations can follow one prefix without reading it again.
 *
 * <p>Not thread-safe. After construction nothing is allocated but what is returned.
 */
public final class Session {

    /** How many prompt tokens go through the weights together. */
    private static final int BATCH = 32;

    private final LlamaModel model;
    private final LlamaConfig config;
    private final Kernels kernels;
    private final int capacity;
    private final float[][] keys;
    private final float[][] values;
    private final float[] cosines;
    private final float[] sines;
    private int position;
    /** Whether {@link #hidden} begins with the vector of the token before {@link #position}. */
    private boolean current;

    private final float[] hidden;
    private final float[] normed;
    private final float[] query;
    private final float[] key;
    private final float[] value;
    private final float[] attended;
    private final float[] gate;
    private final float[] up;
    private final float[] scores;
    private final Q8Activations quantised;

    Session(LlamaModel model, int capacity) {
        this.model = model;
        this.config = model.config();
        this.kernels = model.kernels();
        this.capacity = capacity;
        keys = new float[config.layers()][capacity * config.keyValueWidth()];
        values = new float[config.layers()][capacity * config.keyValueWidth()];
        hidden = new float[BATCH * config.width()];
        normed = new float[BATCH * config.width()];
        query = new float[BATCH * config.width()];
        key = new float[BATCH * config.keyValueWidth()];
        value = new float[BATCH * config.keyValueWidth()];
        attended = new float[BATCH * config.width()];
        gate = new float[BATCH * config.feedForwardWidth()];
        up = new float[BATCH * config.feedForwardWidth()];
        scores = new float[capacity];
        quantised = new Q8Activations(BATCH, Math.max(config.width(), config.feedForwardWidth()));
        int pairs = config.headWidth() / 2;
        cosines = new float[capacity * pairs];
        sines = new float[capacity * pairs];
        for (int p = 0; p < capacity; p++) {
            for (int i = 0; i < pairs; i++) {
                double angle = p * Math.pow(config.ropeBase(), -2.0 * i / config.headWidth());
                cosines[p * pairs + i] = (float) Math.cos(angle);
                sines[p * pairs + i] = (float) Math.sin(angle);
            }
        }
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
     * Appends tokens.
     *
     * @throws IllegalArgumentException where there is none, one is not in the vocabulary, or they do not fit
     */
    public void append(int... tokens) {
        if (tokens.length == 0 || tokens.length > capacity - position) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens do not fit the " + (capacity - position) + " positions left");
        }
        for (int token : tokens) {
            if (token < 0 || token >= config.vocabulary()) {
                throw new IllegalArgumentException(
                        "token " + token + " is not in the vocabulary of " + config.vocabulary());
            }
        }
        for (int start = 0; start < tokens.length; start += BATCH) {
            forward(tokens, start, Math.min(BATCH, tokens.length - start));
        }
        current = true;
    }

    /** The logits of the token that follows the last one appended, into an array of the vocabulary's length. */
    public void logits(float[] out) {
        if (!current || out.length != config.vocabulary()) {
            throw new IllegalArgumentException("logits need a token appended before them and room for the vocabulary");
        }
        // The last token's vector was moved to the front when its batch ended.
        rmsNorm(hidden, 0, model.outputNorm, normed, 0);
        quantised.quantise(normed, 1, config.width());
        kernels.multiply(model.output, 0, config.vocabulary(), quantised, 1, out, config.vocabulary());
    }

    private void forward(int[] tokens, int start, int count) {
        int width = config.width();
        for (int t = 0; t < count; t++) {
            model.embedding.row(tokens[start + t], hidden, t * width);
        }
        for (int l = 0; l < config.layers(); l++) {
            LlamaModel.Layer layer = model.layers.get(l);
            attention(layer, l, count);
            feedForward(layer, count);
        }
        position += count;
        System.arraycopy(hidden, (count - 1) * width, hidden, 0, width);
    }

    private void attention(LlamaModel.Layer layer, int l, int count) {
        int width = config.width();
        int keyValueWidth = config.keyValueWidth();
        normalise(layer.attentionNorm(), count);
        quantised.quantise(normed, count, width);
        multiply(layer.query(), count, query);
        multiply(layer.key(), count, key);
        multiply(layer.value(), count, value);
        for (int t = 0; t < count; t++) {
            rotate(query, t * width, config.heads(), position + t);
            rotate(key, t * keyValueWidth, config.keyValueHeads(), position + t);
        }
        System.arraycopy(key, 0, keys[l], position * keyValueWidth, count * keyValueWidth);
        System.arraycopy(value, 0, values[l], position * keyValueWidth, count * keyValueWidth);
        Arrays.fill(attended, 0, count * width, 0);
        for (int t = 0; t < count; t++) {
            for (int head = 0; head < config.heads(); head++) {
                attend(keys[l], values[l], t, head);
            }
        }
        quantised.quantise(attended, count, width);
        multiply(layer.attentionOutput(), count, normed);
        kernels.addScaled(hidden, 0, normed, 0, 1, count * width);
    }

    /** softmax(q·K / √d) · V over all positions up to the token's own. */
    private void attend(float[] layerKeys, float[] layerValues, int t, int head) {
        int headWidth = config.headWidth();
        int keyValueWidth = config.keyValueWidth();
        int q = t * config.width() + head * headWidth;
        int kv = head / (config.heads() / config.keyValueHeads()) * headWidth;
        float scale = (float) (1 / Math.sqrt(headWidth));
        int length = position + t + 1;
        for (int p = 0; p < length; p++) {
            scores[p] = scale * kernels.dot(query, q, layerKeys, p * keyValueWidth + kv, headWidth);
        }
        softmax(scores, length);
        for (int p = 0; p < length; p++) {
            kernels.addScaled(attended, q, layerValues, p * keyValueWidth + kv, scores[p], headWidth);
        }
    }

    /** SwiGLU: down(silu(gate(x)) ⊙ up(x)). */
    private void feedForward(LlamaModel.Layer layer, int count) {
        int inner = config.feedForwardWidth();
        normalise(layer.feedForwardNorm(), count);
        quantised.quantise(normed, count, config.width());
        multiply(layer.gate(), count, gate);
        multiply(layer.up(), count, up);
        for (int i = 0; i < count * inner; i++) {
            gate[i] = gate[i] / (1 + (float) Math.exp(-gate[i])) * up[i];
        }
        quantised.quantise(gate, count, inner);
        multiply(layer.down(), count, normed);
        kernels.addScaled(hidden, 0, normed, 0, 1, count * config.width());
    }

    private void multiply(Q8Matrix weights, int count, float[] out) {
        kernels.multiply(weights, 0, weights.rows(), quantised, count, out, weights.rows());
    }

    private void normalise(float[] weight, int count) {
        for (int t = 0; t < count; t++) {
            rmsNorm(hidden, t * config.width(), weight, normed, t * config.width());
        }
    }

    private void rmsNorm(float[] in, int inOffset, float[] weight, float[] out, int outOffset) {
        int width = config.width();
        float meanSquare = kernels.dot(in, inOffset, in, inOffset, width) / width;
        float factor = (float) (1 / Math.sqrt(meanSquare + config.normEpsilon()));
        for (int i = 0; i < width; i++) {
            out[outOffset + i] = in[inOffset + i] * factor * weight[i];
        }
    }

    /** Rotary embedding of neighbouring pairs, as llama.cpp's {@code llama} architecture has them. */
    private void rotate(float[] vector, int offset, int heads, int at) {
        int pairs = config.headWidth() / 2;
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < pairs; i++) {
                int index = offset + head * config.headWidth() + 2 * i;
                float cosine = cosines[at * pairs + i];
                float sine = sines[at * pairs + i];
                float first = vector[index];
                float second = vector[index + 1];
                vector[index] = first * cosine - second * sine;
                vector[index + 1] = first * sine + second * cosine;
            }
        }
    }

    private static void softmax(float[] values, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, values[i]);
        }
        float sum = 0;
        for (int i = 0; i < length; i++) {
            values[i] = (float) Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = 0; i < length; i++) {
            values[i] /= sum;
        }
    }
}
