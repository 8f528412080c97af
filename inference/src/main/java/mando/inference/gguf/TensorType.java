package mando.inference.gguf;

import java.util.Optional;

/** The tensor encodings that are read here, with ggml's numbers for them. */
public enum TensorType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
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

    /** The number that the format has for it. */
    public int ggmlType() {
        return ggmlType;
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
