package mando.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link KernelExactnessTest} leaves out: four-bit weights, groups of sixteen, attention. The build runs this at every vector width, too. */
class VectorKernelsTest {

    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();

    private final Random random = new Random(12);

    @Test
    void theWidthIsTheOneAskedFor() {
        int bits = Integer.parseInt(System.getProperty(Kernels.PROPERTY, "128"));
        assertThat(VectorKernels.SHAPE.vectorBitSize()).isEqualTo(bits);
        assertThat(VECTOR).hasToString(new VectorKernels().toString());
        assertThat(VECTOR.toString()).contains(Integer.toString(bits));
    }

    @ParameterizedTest
    @CsvSource({ "32, 1, 1", "64, 3, 2", "96, 5, 4", "256, 16, 7", "512, 9, 8", "64, 2, 33"})
    void fourBitSumsAreTheSameBitForBit(int columns, int rows, int vectors) {
        var quants = new byte[rows * columns / 2];
        random.nextBytes(quants);
        var offsets = new float[rows * columns / 32];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = random.nextInt(-8, 1);
        }
        var weights = new Q4Matrix(rows, columns, quants, ones(offsets.length), offsets, Activations.Form.BLOCKS_OF_32);
        assertSame(weights, wholeNumbers(vectors, columns), vectors);
    }

    @ParameterizedTest
    @CsvSource({ "256, 1, 1", "256, 5, 4", "512, 7, 9"})
    void groupsOfSixteenAreTheSameBitForBit(int columns, int rows, int vectors) {
        var quants = new byte[rows * columns];
        for (int i = 0; i < quants.length; i++) {
            quants[i] = (byte) random.nextInt(-32, 32);
        }
        var weights = new Q8Matrix(rows, columns, quants, 16, ones(quants.length / 16), new float[0],
                Activations.Form.BLOCKS_OF_32);
        assertSame(weights, wholeNumbers(vectors, columns), vectors);
    }

    @Test
    void offsetsOfEightBitWeightsAreAdded() {
        var quants = new byte[3 * 64];
        random.nextBytes(quants);
        for (int i = 0; i < quants.length; i++) {
            quants[i] = (byte) Math.max(-127, quants[i]);
        }
        var weights = new Q8Matrix(3, 64, quants, 32, ones(6), new float[]{ 1, -2, 3, 0, 5, -6},
                Activations.Form.BLOCKS_OF_32);
        assertSame(weights, wholeNumbers(5, 64), 5);
    }

    /** With scales of one every sum is a whole number below 2²⁴, which a float holds exactly, in any order. */
    private static void assertSame(Matrix weights, Activations x, int vectors) {
        int rows = weights.rows();
        var vector = new float[vectors * rows];
        var scalar = new float[vectors * rows];
        VECTOR.multiply(weights, 0, rows, x, vectors, vector, 0, rows);
        SCALAR.multiply(weights, 0, rows, x, vectors, scalar, 0, rows);
        assertThat(vector).containsExactly(scalar);
        var row = new float[weights.columns()];
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                weights.row(r, row, 0);
                double exact = 0;
                for (int c = 0; c < row.length; c++) {
                    exact += (double) row[c] * x.by32.plain[v * row.length + c];
                }
                assertThat((double) scalar[v * rows + r]).isEqualTo(exact);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "16, 1", "32, 5", "64, 17", "80, 33", "10, 4"})
    void attentionIsThatOfTheFormula(int headWidth, int rows) {
        int width = 2 * headWidth;
        float[] query = floats(width);
        float[] weights = floats(rows);
        for (Kernels kernels : new Kernels[]{ SCALAR, VECTOR}) {
            HalfRows cache = kernels.halfRows(rows + 3, width, headWidth);
            var random = new Random(3);
            var plain = new float[(rows + 3) * width];
            for (int row = 0; row < rows + 3; row++) {
                var values = new float[width];
                for (int i = 0; i < width; i++) {
                    values[i] = random.nextFloat(-1, 1);
                    plain[row * width + i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
                }
                cache.put(row, values, 0);
            }
            var scores = new float[rows + 2];
            kernels.scores(query, headWidth, cache, headWidth, 2, rows, headWidth, scores, 1);
            var sums = new float[width];
            kernels.weightedSum(weights, 0, cache, headWidth, 2, rows, headWidth, sums, headWidth);
            var expectedSums = new double[headWidth];
            for (int row = 0; row < rows; row++) {
                double score = 0;
                for (int i = 0; i < headWidth; i++) {
                    float key = plain[(row + 2) * width + headWidth + i];
                    score += (double) query[headWidth + i] * key;
                    expectedSums[i] += (double) weights[row] * key;
                }
                assertThat((double) scores[1 + row]).isCloseTo(score, within(1e-5 * headWidth));
            }
            assertThat(scores[0]).isZero();
            assertThat(scores[rows + 1]).isZero();
            for (int i = 0; i < headWidth; i++) {
                assertThat((double) sums[headWidth + i]).isCloseTo(expectedSums[i], within(1e-5 * rows));
                assertThat(sums[i]).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 4, 8, 15, 16, 31, 100})
    void softmaxAndSiluAreThoseOfTheFormulas(int length) {
        float[] values = floats(length);
        float[] up = floats(length);
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(20 * value);
        }
        for (Kernels kernels : new Kernels[]{ SCALAR, VECTOR}) {
            var chances = new float[length + 2];
            var gated = new float[length];
            for (int i = 0; i < length; i++) {
                chances[i + 1] = 20 * values[i];
                gated[i] = 5 * values[i];
            }
            kernels.softmax(chances, 1, length);
            kernels.siluMultiply(gated, up, 0, length);
            for (int i = 0; i < length; i++) {
                assertThat((double) chances[i + 1]).isCloseTo(Math.exp(20 * values[i]) / sum, within(1e-5));
                double x = 5 * values[i];
                assertThat((double) gated[i]).isCloseTo(x / (1 + Math.exp(-x)) * up[i], within(1e-5));
            }
            assertThat(chances[0]).isZero();
            assertThat(chances[length + 1]).isZero();
        }
    }

    private static float[] ones(int count) {
        var ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private float[] floats(int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return values;
    }

    /** Vectors that quantise to themselves: each block holds a 127, so its scale is one. */
    private Activations wholeNumbers(int count, int columns) {
        var values = new float[count * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 32 == 0 ? 127 : random.nextInt(-127, 128);
        }
        var x = new Activations(count, columns);
        x.set(values, count, columns);
        x.prepare(Activations.Form.BLOCKS_OF_32);
        return x;
    }
}
