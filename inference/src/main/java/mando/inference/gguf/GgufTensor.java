package mando.inference.gguf;

import java.lang.foreign.MemorySegment;

/**
 * A tensor as it lies in the file: {@code rows} rows of {@code columns} elements.
 *
 * @param columns ggml's first dimension, contiguous in memory
 * @param rows the product of the other dimensions
 * @param data the encoded elements, exactly as many bytes as the shape needs
 */
public record GgufTensor(String name, TensorType type, int columns, int rows, MemorySegment data) {}
