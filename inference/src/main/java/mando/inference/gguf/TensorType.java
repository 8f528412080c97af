package mando.inference.gguf;

import java.util.Optional;

/** The tensor encodings that are read here, with ggml's numbers for them. */
public enum TensorType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q8_0(8, 32, 34),
    BF16(30, 1, 2);

    private final int ggmlType;
    private final int blockElements;
    private final int blockBytes;

    TensorType(int ggmlType, int blockElements, int blockBytes) {
        this.ggmlType = ggmlType;
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    /** How many elements share one block; a row is a whole number of blocks. */
    public int blockElements() {
        return blockElements;
    }

    public int blockBytes() {
        return blockBytes;
    }

    static Optional<TensorType> ofGgml(int type) {
        for (TensorType candidate : values()) {
            if (candidate.ggmlType == type) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
