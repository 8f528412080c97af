package mando.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels held against the scalar ones, and those against the formula. The build runs this once for every vector width. */
class KernelExactnessTest {

    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();

    /** Half the distance of two neighbours in half precision. */
    private static final float HALF_PRECISION = 0x1p-11f;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({ "32, 1, 1", "32, 3, 2", "64, 5, 4", "96, 7, 5", "256, 16, 7", "256, 9, 8", "1024, 4, 13", "64, 2, 32"})
    void integerSumsAreTheSameBitForBit(int columns, int rows, int vectors) {
        // With scales of one and few columns every sum is a whole number below 2²⁴, which a float holds exactly.
        Q8Matrix weights = ones(matrix(rows, columns));
        Activations x = wholeNumbers(vectors, columns);
        float[] expected = multiplied(SCALAR, weights, 0, rows, x, vectors);
        assertThat(multiplied(VECTOR, weights, 0, rows, x, vectors)).containsExactly(expected);
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                assertThat(expected[v * rows + r]).isEqualTo((float) exact(weights, r, x, v));
            }
        }
    }

    @Test
    void theLargestProductsDoNotOverflow() {
        for (byte weight : new byte[]{ 127, -127}) {
            for (float activation : new float[]{ 127, -127}) {
                var quants = new byte[64];
                Arrays.fill(quants, weight);
                var weights = new Q8Matrix(1, 64, quants, new float[]{ 1, 1});
                var values = new float[5 * 64];
                Arrays.fill(values, activation);
                Activations x = quantised(values, 5, 64);
                var expected = new float[5];
                Arrays.fill(expected, 64f * weight * activation);
                assertThat(multiplied(VECTOR, weights, 0, 1, x, 5)).containsExactly(expected);
                assertThat(multiplied(SCALAR, weights, 0, 1, x, 5)).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "32, 1", "256, 4", "256, 5", "768, 9"})
    void scaledSumsAreWithinRounding(int columns, int vectors) {
        int rows = 11;
        Q8Matrix weights = matrix(rows, columns);
        Activations x = quantised(floats(vectors * columns, 3), vectors, columns);
        float[] vector = multiplied(VECTOR, weights, 0, rows, x, vectors);
        float[] scalar = multiplied(SCALAR, weights, 0, rows, x, vectors);
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                float magnitude = magnitude(weights, r, x, v);
                assertThat(vector[v * rows + r]).isCloseTo((float) exact(weights, r, x, v), within(1e-6f * magnitude));
                assertThat(scalar[v * rows + r]).isCloseTo((float) exact(weights, r, x, v), within(1e-6f * magnitude));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true})
    void aVectorsSumDoesNotDependOnItsNeighbours(boolean vectorApi) {
        Kernels kernels = vectorApi ? VECTOR : SCALAR;
        Q8Matrix weights = matrix(6, 128);
        float[] values = floats(9 * 128, 1);
        float[] together = multiplied(kernels, weights, 0, 6, quantised(values, 9, 128), 9);
        for (int v = 0; v < 9; v++) {
            Activations alone = quantised(Arrays.copyOfRange(values, v * 128, (v + 1) * 128), 1, 128);
            assertThat(multiplied(kernels, weights, 0, 6, alone, 1))
                    .containsExactly(Arrays.copyOfRange(together, v * 6, (v + 1) * 6));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true})
    void someRowsAreThoseRowsOfAll(boolean vectorApi) {
        Kernels kernels = vectorApi ? VECTOR : SCALAR;
        Q8Matrix weights = matrix(20, 64);
        Activations x = quantised(floats(5 * 64, 1), 5, 64);
        float[] all = multiplied(kernels, weights, 0, 20, x, 5);
        var some = new float[5 * 7];
        Arrays.fill(some, Float.NaN);
        kernels.multiply(weights, 13, 4, x, 5, some, 0, 7);
        for (int v = 0; v < 5; v++) {
            assertThat(Arrays.copyOfRange(some, v * 7, v * 7 + 4))
                    .containsExactly(Arrays.copyOfRange(all, v * 20 + 13, v * 20 + 17));
            assertThat(Arrays.copyOfRange(some, v * 7 + 4, v * 7 + 7)).containsOnly(Float.NaN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 3, 4, 6, 7, 8, 15, 16, 17, 100})
    void floatLoopsTakeEveryLength(int length) {
        float[] a = floats(length + 8, 1);
        float[] b = floats(length + 8, 1);
        double exact = 0;
        for (int i = 0; i < length; i++) {
            exact += (double) a[3 + i] * b[5 + i];
        }
        for (Kernels kernels : new Kernels[]{ SCALAR, VECTOR}) {
            assertThat(kernels.dot(a, 3, b, 5, length)).isCloseTo((float) exact, within(1e-5f));
            float[] out = a.clone();
            kernels.addScaled(out, 3, b, 5, 0.5f, length);
            for (int i = 0; i < out.length; i++) {
                boolean inside = i >= 3 && i < 3 + length;
                assertThat(out[i]).isEqualTo(inside ? a[i] + 0.5f * b[i + 2] : a[i]);
            }
        }
    }

    @Test
    void quantisingKeepsValuesToHalfAStep() {
        float[] values = floats(4 * 64, 1);
        Arrays.fill(values, 64, 96, 0);
        Arrays.fill(values, 96, 128, 1e-3f);
        values[100] = -1e6f;
        Activations x = quantised(values, 4, 64);
        for (int block = 0; block < values.length / 32; block++) {
            float largest = 0;
            for (int i = 32 * block; i < 32 * block + 32; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
                short quant = i % 2 == 0 ? x.by32.even[i / 2] : x.by32.odd[i / 2];
                assertThat(quant).isBetween((short) -127, (short) 127);
                assertThat(quant * x.by32.scales[block]).isCloseTo(values[i],
                        within(x.by32.scales[block] * 0.5001f + HALF_PRECISION * Math.abs(values[i])));
            }
            assertThat(x.by32.scales[block]).isCloseTo(largest / 127, within(HALF_PRECISION * largest / 127));
        }
        assertThat(x.columns()).isEqualTo(64);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var x = new Q8Activations(2, 64);
        assertThatThrownBy(() -> x.quantise(new float[192], 3, 64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> x.quantise(new float[96], 1, 96)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> x.quantise(new float[48], 1, 48)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Q8Matrix(1, 33, new byte[33], new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Q8Matrix(2, 32, new byte[64], new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowIsItsQuantsTimesTheirScales() {
        Q8Matrix weights = matrix(3, 64);
        var row = new float[70];
        weights.row(2, row, 6);
        for (int c = 0; c < 64; c++) {
            assertThat(row[6 + c]).isEqualTo(weights.quants()[128 + c] * weights.scales()[4 + c / 32]);
        }
    }

    private static float[] multiplied(Kernels kernels, Q8Matrix weights, int first, int rows, Activations x,
            int count) {
        var out = new float[count * rows];
        kernels.multiply(weights, first, rows, x, count, out, 0, rows);
        return out;
    }

    private static double exact(Q8Matrix weights, int row, Activations x, int vector) {
        double sum = 0;
        for (int c = 0; c < weights.columns(); c++) {
            sum += term(weights, row, x, vector, c);
        }
        return sum;
    }

    private static float magnitude(Q8Matrix weights, int row, Activations x, int vector) {
        double sum = 0;
        for (int c = 0; c < weights.columns(); c++) {
            sum += Math.abs(term(weights, row, x, vector, c));
        }
        return (float) sum;
    }

    private static double term(Q8Matrix weights, int row, Activations x, int vector, int c) {
        int w = row * weights.columns() + c;
        int v = vector * weights.columns() + c;
        return (double) weights.quants()[w] * weights.scales()[w / 32]
                * (v % 2 == 0 ? x.by32.even[v / 2] : x.by32.odd[v / 2]) * x.by32.scales[v / 32];
    }

    private Q8Matrix matrix(int rows, int columns) {
        var quants = new byte[rows * columns];
        for (int i = 0; i < quants.length; i++) {
            quants[i] = (byte) random.nextInt(-127, 128);
        }
        var scales = new float[quants.length / 32];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = random.nextFloat(0.001f, 0.1f);
        }
        return new Q8Matrix(rows, columns, quants, scales);
    }

    private static Q8Matrix ones(Q8Matrix matrix) {
        Arrays.fill(matrix.scales(), 1);
        return matrix;
    }

    /** Vectors that quantise to themselves: each block holds a 127, so its scale is one. */
    private Activations wholeNumbers(int count, int columns) {
        var values = new float[count * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 32 == 0 ? 127 : random.nextInt(-127, 128);
        }
        return quantised(values, count, columns);
    }

    private static Activations quantised(float[] values, int count, int columns) {
        var x = new Activations(count, columns);
        x.set(values, count, columns);
        x.prepare(Activations.Form.BLOCKS_OF_32);
        return x;
    }

    private float[] floats(int count, float largest) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat(-largest, largest);
        }
        return values;
    }
}
