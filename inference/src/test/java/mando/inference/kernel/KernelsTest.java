package mando.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vector kernels held against the scalar ones. */
class KernelsTest {

    private final Random random = new Random(7);

    private Q8Matrix matrix(int rows, int columns) {
        var quants = new byte[rows * columns];
        var scales = new float[rows * columns / Q8Matrix.BLOCK];
        for (int i = 0; i < quants.length; i++) {
            quants[i] = (byte) (random.nextInt(255) - 127);
        }
        for (int i = 0; i < scales.length; i++) {
            scales[i] = random.nextFloat() / 100;
        }
        return new Q8Matrix(rows, columns, quants, scales);
    }

    private float[] floats(int length) {
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void productsAgreeForOneAndForManyVectors() {
        for (int columns : new int[]{ 32, 64, 256, 640}) {
            Q8Matrix weights = matrix(17, columns);
            for (int count : new int[]{ 1, 3, 4, 7, 8}) {
                var x = new Q8Activations(8, 640);
                x.quantise(floats(count * columns), count, columns);
                var scalar = new float[count * 17];
                var vector = new float[count * 17];
                new ScalarKernels().multiply(weights, 0, 17, x, count, scalar, 17);
                new VectorKernels().multiply(weights, 0, 17, x, count, vector, 17);
                for (int i = 0; i < scalar.length; i++) {
                    assertThat(vector[i]).as("%d columns, %d vectors, %d", columns, count, i).isEqualTo(scalar[i],
                            within(1e-4f * Math.max(1, Math.abs(scalar[i]))));
                }
            }
        }
    }

    /** With scales of one and a single block all sums are whole numbers that a float holds: there they agree bit for bit. */
    @Test
    void integerSumsAgreeToTheBitEvenAtTheExtremes() {
        var quants = new byte[32];
        var values = new float[32];
        for (int sign : new int[]{ 1, -1}) {
            for (int i = 0; i < 32; i++) {
                quants[i] = (byte) (127 * sign);
                values[i] = 127;
            }
            var x = new Q8Activations(1, 32);
            x.quantise(values, 1, 32);
            var weights = new Q8Matrix(1, 32, quants, new float[]{ 1});
            var scalar = new float[1];
            var vector = new float[1];
            new ScalarKernels().multiply(weights, 0, 1, x, 1, scalar, 1);
            new VectorKernels().multiply(weights, 0, 1, x, 1, vector, 1);
            assertThat(scalar[0]).isEqualTo(sign * 127f * 127 * 32);
            assertThat(vector[0]).isEqualTo(scalar[0]);
        }
    }

    @Test
    void floatLoopsAgreeForAnyLength() {
        for (int length = 0; length < 70; length++) {
            float[] a = floats(length + 3);
            float[] b = floats(length + 5);
            assertThat(new VectorKernels().dot(a, 3, b, 5, length)).isEqualTo(
                    new ScalarKernels().dot(a, 3, b, 5, length),
                    within(1e-4f));
            float[] scalar = a.clone();
            float[] vector = a.clone();
            new ScalarKernels().addScaled(scalar, 3, b, 5, 0.7f, length);
            new VectorKernels().addScaled(vector, 3, b, 5, 0.7f, length);
            assertThat(vector).containsExactly(scalar, within(1e-6f));
        }
    }

    @Test
    void zerosQuantiseToZeros() {
        var x = new Q8Activations(1, 32);
        x.quantise(new float[32], 1, 32);
        var out = new float[1];
        new VectorKernels().multiply(matrix(1, 32), 0, 1, x, 1, out, 1);
        assertThat(out[0]).isZero();
    }
}
