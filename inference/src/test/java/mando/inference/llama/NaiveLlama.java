package mando.inference.llama;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The forward pass as the formulas have it: in double precision, every token anew, nothing shared with the engine.
 *
 * @param cache what becomes of a key's or a value's element
 * @param activations what becomes of a vector before a matrix meets it: itself, or itself as eight bits keep it
 */
record NaiveLlama(RandomLlama model, UnaryOperator<double[]> activations, DoubleUnaryOperator cache) {

    static NaiveLlama exact(RandomLlama model) {
        return new NaiveLlama(model, UnaryOperator.identity(), DoubleUnaryOperator.identity());
    }

    static NaiveLlama withEightBitActivations(RandomLlama model) {
        return new NaiveLlama(model, NaiveLlama::eightBits, NaiveLlama::half);
    }

    /** Logits after the last token. */
    double[] logits(int... tokens) {
        RandomLlama.Shape shape = model.shape();
        var x = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            x[t] = row("token_embd.weight", tokens[t], shape.width());
        }
        for (int layer = 0; layer < shape.layers(); layer++) {
            String block = "blk." + layer + ".";
            attention(x, block);
            for (double[] token : x) {
                feedForward(token, block);
            }
        }
        return product(shape.tied() ? "token_embd.weight" : "output.weight",
                norm(x[tokens.length - 1], "output_norm.weight"), shape.vocabulary());
    }

    private void attention(double[][] x, String block) {
        RandomLlama.Shape shape = model.shape();
        int headWidth = shape.width() / shape.heads();
        var queries = new double[x.length][];
        var keys = new double[x.length][];
        var values = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            double[] normed = norm(x[t], block + "attn_norm.weight");
            queries[t] = rotated(product(block + "attn_q.weight", normed, shape.width()), headWidth, t);
            keys[t] = Arrays
                    .stream(rotated(product(block + "attn_k.weight", normed, shape.keyValueWidth()), headWidth, t))
                    .map(cache).toArray();
            values[t] = Arrays.stream(product(block + "attn_v.weight", normed, shape.keyValueWidth())).map(cache)
                    .toArray();
        }
        for (int t = 0; t < x.length; t++) {
            var mixed = new double[shape.width()];
            for (int head = 0; head < shape.heads(); head++) {
                int shared = head * shape.keyValueHeads() / shape.heads();
                var weight = new double[t + 1];
                double sum = 0;
                for (int p = 0; p <= t; p++) {
                    double dot = 0;
                    for (int i = 0; i < headWidth; i++) {
                        dot += queries[t][head * headWidth + i] * keys[p][shared * headWidth + i];
                    }
                    weight[p] = Math.exp(dot / Math.sqrt(headWidth));
                    sum += weight[p];
                }
                for (int p = 0; p <= t; p++) {
                    for (int i = 0; i < headWidth; i++) {
                        mixed[head * headWidth + i] += weight[p] / sum * values[p][shared * headWidth + i];
                    }
                }
            }
            add(x[t], product(block + "attn_output.weight", mixed, shape.width()));
        }
    }

    private void feedForward(double[] x, String block) {
        RandomLlama.Shape shape = model.shape();
        double[] normed = norm(x, block + "ffn_norm.weight");
        double[] gate = product(block + "ffn_gate.weight", normed, shape.feedForwardWidth());
        double[] up = product(block + "ffn_up.weight", normed, shape.feedForwardWidth());
        for (int i = 0; i < gate.length; i++) {
            gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
        }
        add(x, product(block + "ffn_down.weight", gate, shape.width()));
    }

    private double[] norm(double[] x, String weight) {
        double square = 0;
        for (double value : x) {
            square += value * value;
        }
        var out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] / Math.sqrt(square / x.length + RandomLlama.EPSILON) * model.weight(weight)[i];
        }
        return out;
    }

    private double[] product(String matrix, double[] x, int rows) {
        double[] seen = activations.apply(x);
        var out = new double[rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < x.length; c++) {
                out[r] += model.weight(matrix)[r * x.length + c] * seen[c];
            }
        }
        return out;
    }

    private double[] row(String matrix, int row, int columns) {
        var out = new double[columns];
        for (int c = 0; c < columns; c++) {
            out[c] = model.weight(matrix)[row * columns + c];
        }
        return out;
    }

    /** Each pair (2i, 2i + 1) of a head as a complex number, turned by position · base^(-2i / width). */
    private static double[] rotated(double[] x, int headWidth, int position) {
        var out = new double[x.length];
        for (int i = 0; i < x.length; i += 2) {
            double angle = position * Math.pow(RandomLlama.ROPE_BASE, -(double) (i % headWidth) / headWidth);
            out[i] = x[i] * Math.cos(angle) - x[i + 1] * Math.sin(angle);
            out[i + 1] = x[i] * Math.sin(angle) + x[i + 1] * Math.cos(angle);
        }
        return out;
    }

    private static void add(double[] to, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += values[i];
        }
    }

    /** Blocks of 32, each in steps of a 127th of its largest magnitude, kept in half precision. */
    private static double[] eightBits(double[] x) {
        var out = new double[x.length];
        for (int start = 0; start < x.length; start += 32) {
            double largest = 0;
            for (int i = start; i < start + 32; i++) {
                largest = Math.max(largest, Math.abs(x[i]));
            }
            double scale = half(largest / 127);
            for (int i = start; i < start + 32; i++) {
                out[i] = largest == 0 ? 0 : Math.rint(x[i] / largest * 127) * scale;
            }
        }
        return out;
    }

    private static double half(double value) {
        return Float.float16ToFloat(Float.floatToFloat16((float) value));
    }
}
