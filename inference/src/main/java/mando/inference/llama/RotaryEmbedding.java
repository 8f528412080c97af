package mando.inference.llama;

/** Turns pairs of a head's elements by angles that grow with the position; the angles' sines and cosines are made once for all positions. */
final class RotaryEmbedding {

    private final boolean neighbours;
    private final int pairs;
    private final float[] cosines;
    private final float[] sines;

    RotaryEmbedding(RotaryScaling scaling, boolean neighbours, int positions) {
        this.neighbours = neighbours;
        pairs = scaling.dimensions() / 2;
        cosines = new float[Math.multiplyExact(positions, pairs)];
        sines = new float[cosines.length];
        for (int p = 0; p < positions; p++) {
            for (int i = 0; i < pairs; i++) {
                double angle = (double) p * scaling.frequencies()[i];
                cosines[p * pairs + i] = (float) Math.cos(angle) * scaling.magnitude();
                sines[p * pairs + i] = (float) Math.sin(angle) * scaling.magnitude();
            }
        }
    }

    /** Turns the heads of one token, which lie one after another. */
    void rotate(float[] vector, int offset, int heads, int headWidth, int position) {
        for (int head = 0; head < heads; head++) {
            int start = offset + head * headWidth;
            if (neighbours) {
                rotateNeighbours(vector, start, position * pairs);
            } else {
                rotateHalves(vector, start, position * pairs);
            }
        }
    }

    private void rotateNeighbours(float[] vector, int start, int angles) {
        for (int i = 0; i < pairs; i++) {
            float cosine = cosines[angles + i];
            float sine = sines[angles + i];
            float first = vector[start + 2 * i];
            float second = vector[start + 2 * i + 1];
            vector[start + 2 * i] = first * cosine - second * sine;
            vector[start + 2 * i + 1] = first * sine + second * cosine;
        }
    }

    private void rotateHalves(float[] vector, int start, int angles) {
        for (int i = 0; i < pairs; i++) {
            float cosine = cosines[angles + i];
            float sine = sines[angles + i];
            float first = vector[start + i];
            float second = vector[start + pairs + i];
            vector[start + i] = first * cosine - second * sine;
            vector[start + pairs + i] = first * sine + second * cosine;
        }
    }
}
