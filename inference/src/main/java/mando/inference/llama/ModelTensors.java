package mando.inference.llama;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufTensor;
import mando.inference.kernel.FloatMatrix;
import mando.inference.kernel.Matrix;
import mando.inference.kernel.Q4Matrix;
import mando.inference.kernel.Q8Matrix;

/** Takes a model's tensors out of its file: each of the shape that is expected, and none left over. */
final class ModelTensors {

    private final GgufFile file;
    private final LoraAdapter adapter;
    private final Set<String> read = new HashSet<>();
    private final Set<String> adapted = new HashSet<>();

    ModelTensors(GgufFile file, LoraAdapter adapter) {
        this.file = file;
        this.adapter = adapter;
    }

    boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    Matrix matrix(String name, int rows, int columns) {
        return finite(file, name, TensorReader.matrix(shaped(name, rows, columns)));
    }

    float[] vector(String name, int length) {
        return finite(file, name, TensorReader.floats(shaped(name, 1, length)));
    }

    /** A matrix {@code name.weight} and, where it is there, its {@code name.bias}. */
    LlamaModel.Projection projection(String name, int rows, int columns) {
        return new LlamaModel.Projection(matrix(name + ".weight", rows, columns), bias(name + ".bias", rows),
                beside(name + ".weight", 1, rows, columns));
    }

    /** Matrices of experts, one below the other, of so many rows each. */
    LlamaModel.Projection experts(String name, int experts, int rows, int columns) {
        int all = Math.multiplyExact(experts, rows);
        return new LlamaModel.Projection(matrix(name + ".weight", all, columns), new float[0],
                beside(name + ".weight", experts, all, columns));
    }

    private Optional<LowRank> beside(String name, int parts, int rows, int columns) {
        adapted.add(name);
        return adapter.beside(name, parts, rows, columns);
    }

    private float[] bias(String name, int rows) {
        return has(name) ? vector(name, rows) : new float[0];
    }

    LlamaModel.Norm norm(String name, int length, boolean biased) {
        return new LlamaModel.Norm(vector(name + ".weight", length),
                biased ? vector(name + ".bias", length) : new float[0]);
    }

    /** One matrix in which several lie one below the other. */
    List<LlamaModel.Projection> split(String name, int columns, int... rows) {
        int all = Arrays.stream(rows).sum();
        GgufTensor whole = shaped(name + ".weight", all, columns);
        float[] bias = bias(name + ".bias", all);
        Optional<LowRank> beside = beside(name + ".weight", 1, all, columns);
        long rowBytes = whole.data().byteSize() / all;
        var parts = new ArrayList<LlamaModel.Projection>();
        int first = 0;
        for (int count : rows) {
            var part = new GgufTensor(whole.name(), whole.type(), columns, count,
                    whole.data().asSlice(first * rowBytes, count * rowBytes));
            int from = first;
            parts.add(new LlamaModel.Projection(finite(file, whole.name(), TensorReader.matrix(part)),
                    bias.length == 0 ? bias : Arrays.copyOfRange(bias, first, first + count),
                    beside.map(pair -> pair.ofRows(from, count))));
            first += count;
        }
        return parts;
    }

    /** A tensor that nobody reads, a bias or scaled rotation frequencies, would make another model of it. */
    void refuseUnread() {
        for (String name : file.tensors().keySet()) {
            if (!read.contains(name)) {
                throw new GgufException(file.path(), "it has the tensor " + name + ", which is not supported");
            }
        }
        for (String name : adapter.names()) {
            if (!adapted.contains(name)) {
                throw adapter.problem("it adapts " + name + (has(name)
                        ? ", which is not supported"
                        : ", which this model does not have: it belongs to another one"));
            }
        }
    }

    private GgufTensor shaped(String name, int rows, int columns) {
        GgufTensor tensor = file.tensor(name);
        read.add(name);
        if (tensor.rows() != rows || tensor.columns() != columns) {
            throw new GgufException(file.path(),
                    "its tensor " + name + " is " + tensor.rows() + " × " + tensor.columns()
                            + " where " + rows + " × " + columns + " was expected");
        }
        return tensor;
    }

    /** Refuses weights that are no numbers. */
    static Matrix finite(GgufFile file, String name, Matrix matrix) {
        switch (matrix) {
            case FloatMatrix floats -> finite(file, name, floats.values());
            case Q8Matrix q8 -> {
                finite(file, name, q8.scales());
                finite(file, name, q8.offsets());
            }
            case Q4Matrix q4 -> {
                finite(file, name, q4.scales());
                finite(file, name, q4.offsets());
            }
        }
        return matrix;
    }

    private static float[] finite(GgufFile file, String name, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new GgufException(file.path(), "its tensor " + name + " holds a weight that is " + value);
            }
        }
        return values;
    }
}
