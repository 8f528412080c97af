package mando.speech.model;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The numbers of a CMU Sphinx semi-continuous model, whose phones have a codebook of Gaussians each, for each of three streams of features.
 *
 * @param means by stream and Gaussian (the codebooks one after another), a value for each dimension of the stream
 * @param variances likewise, of diagonal covariances
 * @param weights by stream, Gaussian of a codebook and senone: how much the senone counts that Gaussian of its codebook, at most 1
 */
record SphinxParameters(float[][][] means, float[][][] variances, float[][][] weights) {

    static final int STREAMS = 3;
    static final int GAUSSIANS = 128;
    /** Cepstra; their differences over time are the other streams. */
    static final int DIMENSIONS = 13;

    private static final int BYTE_ORDER = 0x11223344;
    private static final String HEADER_END = "endhdr";
    /** Weights are stored as whole multiples of this, negated natural logarithms: 2 to the power 10 of Sphinx's steps of ln 1.0001. */
    private static final double WEIGHT_STEP = 1024 * Math.log(1.0001);
    /** Of Sphinx, against codebooks that saw hardly anything. */
    private static final float LEAST_VARIANCE = 1e-4F;
    private static final int LONGEST_TEXT = 10_000;

    /**
     * @param folder with {@code means}, {@code variances} and {@code sendump}
     * @throws SpeechModelException where a file is missing, damaged, or does not fit the triphones
     */
    static SphinxParameters read(Path folder, Triphones triphones) {
        float[][][] variances = gaussians(folder.resolve("variances"), triphones.codebooks());
        for (float[][] stream : variances) {
            for (float[] gaussian : stream) {
                for (int i = 0; i < gaussian.length; i++) {
                    gaussian[i] = Math.max(gaussian[i], LEAST_VARIANCE);
                }
            }
        }
        return new SphinxParameters(gaussians(folder.resolve("means"), triphones.codebooks()), variances,
                weights(folder.resolve("sendump"), triphones.senones()));
    }

    private static float[][][] gaussians(Path file, int codebooks) {
        ByteBuffer bytes = bytes(file);
        try {
            skipHeader(bytes);
            require(bytes.getInt() == BYTE_ORDER && bytes.getInt() == codebooks && bytes.getInt() == STREAMS
                    && bytes.getInt() == GAUSSIANS);
            for (int stream = 0; stream < STREAMS; stream++) {
                require(bytes.getInt() == DIMENSIONS);
            }
            require(bytes.getInt() == codebooks * STREAMS * GAUSSIANS * DIMENSIONS);
            var values = new float[STREAMS][codebooks * GAUSSIANS][DIMENSIONS];
            for (int codebook = 0; codebook < codebooks; codebook++) {
                for (int stream = 0; stream < STREAMS; stream++) {
                    for (int i = 0; i < GAUSSIANS; i++) {
                        float[] gaussian = values[stream][codebook * GAUSSIANS + i];
                        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                            gaussian[dimension] = bytes.getFloat();
                            require(Float.isFinite(gaussian[dimension]));
                        }
                    }
                }
            }
            return values;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    /** Lines of text up to one that says it is the last. */
    private static void skipHeader(ByteBuffer bytes) {
        var line = new StringBuilder();
        while (!line.toString().strip().equals(HEADER_END)) {
            line.setLength(0);
            for (byte letter = bytes.get(); letter != '\n'; letter = bytes.get()) {
                require(line.length() < LONGEST_TEXT);
                line.append((char) letter);
            }
        }
    }

    private static float[][][] weights(Path file, int senones) {
        ByteBuffer bytes = bytes(file);
        try {
            int clusters = 0;
            // The title and the description are texts as the header's lines are; an empty one ends them.
            for (int length = bytes.getInt(); length != 0; length = bytes.getInt()) {
                require(length > 0 && length <= LONGEST_TEXT);
                var text = new byte[length];
                bytes.get(text);
                String line = new String(text, StandardCharsets.ISO_8859_1).replace("\0", "");
                if (line.startsWith("cluster_count ")) {
                    clusters = Integer.parseInt(line.substring(line.indexOf(' ') + 1).strip());
                }
            }
            require(clusters == 0);
            require(bytes.getInt() == GAUSSIANS && bytes.getInt() == senones);
            var weights = new float[STREAMS][GAUSSIANS][senones];
            for (float[][] stream : weights) {
                for (float[] gaussian : stream) {
                    for (int senone = 0; senone < senones; senone++) {
                        gaussian[senone] = (float) Math.exp(-WEIGHT_STEP * Byte.toUnsignedInt(bytes.get()));
                    }
                }
                normalise(stream, senones);
            }
            return weights;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    /** Rounding to a byte left sums that are not quite one. */
    private static void normalise(float[][] stream, int senones) {
        for (int senone = 0; senone < senones; senone++) {
            double sum = 0;
            for (float[] gaussian : stream) {
                sum += gaussian[senone];
            }
            for (float[] gaussian : stream) {
                gaussian[senone] /= (float) sum;
            }
        }
    }

    private static ByteBuffer bytes(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new SpeechModelException(file + " cannot be read: apt install --reinstall pocketsphinx-en-us", e);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not the format that is read here");
        }
    }

    private static SpeechModelException damaged(Path file, RuntimeException cause) {
        return new SpeechModelException(file + " is damaged or of another kind of model: apt install --reinstall "
                + "pocketsphinx-en-us", cause);
    }
}
