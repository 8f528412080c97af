package mando.inference.llama;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import mando.inference.gguf.GgufTensor;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.Activations.Form;
import mando.inference.kernel.FloatMatrix;
import mando.inference.kernel.Matrix;
import mando.inference.kernel.Q4Matrix;
import mando.inference.kernel.Q8Matrix;

/** Decodes tensors into arrays. */
final class TensorReader {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private TensorReader() {}

    /** A tensor as the matrix that holds its encoding without loss. */
    static Matrix matrix(GgufTensor tensor) {
        return switch (tensor.type()) {
            case F32 -> new FloatMatrix(tensor.rows(), tensor.columns(), plainFloats(tensor), Form.FLOAT);
            case F16 -> new FloatMatrix(tensor.rows(), tensor.columns(), plainFloats(tensor), Form.HALF);
            case BF16 -> new FloatMatrix(tensor.rows(), tensor.columns(), plainFloats(tensor), Form.UPPER_HALF);
            case Q4_0, Q4_1, Q4_K -> {
                QuantisedBlocks blocks = QuantisedBlocks.of(tensor);
                yield new Q4Matrix(tensor.rows(), tensor.columns(), blocks.quants(), blocks.scales(), blocks.offsets(),
                        form(tensor.type()));
            }
            case Q5_0, Q5_1, Q8_0, Q5_K, Q6_K -> {
                QuantisedBlocks blocks = QuantisedBlocks.of(tensor);
                yield new Q8Matrix(tensor.rows(), tensor.columns(), blocks.quants(), blocks.group(), blocks.scales(),
                        blocks.offsets(), form(tensor.type()));
            }
        };
    }

    private static Form form(TensorType type) {
        return switch (type) {
            case Q4_1, Q5_1 -> Form.BLOCKS_OF_32_AND_SUMS;
            default -> type.blockElements() == 256 ? Form.BLOCKS_OF_256 : Form.BLOCKS_OF_32;
        };
    }

    /** A small tensor, a norm's weights or a bias, as floats. */
    static float[] floats(GgufTensor tensor) {
        if (tensor.type().blockElements() == 1) {
            return plainFloats(tensor);
        }
        Matrix matrix = matrix(tensor);
        var floats = new float[Math.multiplyExact(tensor.rows(), tensor.columns())];
        for (int row = 0; row < tensor.rows(); row++) {
            matrix.row(row, floats, row * tensor.columns());
        }
        return floats;
    }

    private static float[] plainFloats(GgufTensor tensor) {
        var floats = new float[Math.multiplyExact(tensor.rows(), tensor.columns())];
        MemorySegment data = tensor.data();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (tensor.type()) {
                case F32 -> Float.intBitsToFloat(data.get(INT, 4L * i));
                case F16 -> Float.float16ToFloat(data.get(SHORT, 2L * i));
                case BF16 -> Float.intBitsToFloat(data.get(SHORT, 2L * i) << 16);
                default -> throw new IllegalArgumentException(tensor.type() + " is quantised");
            };
        }
        return floats;
    }
}
