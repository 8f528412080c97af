package mando.speech;

import java.io.IOException;

/** One channel of samples in the range −1 to 1, pulled by whoever needs them. */
@FunctionalInterface
interface Samples {

    /**
     * Reads up to {@code length} samples to {@code buffer} from {@code offset} on, waiting until there is at least one.
     *
     * @return the number of samples, or -1 at the end
     */
    int read(float[] buffer, int offset, int length) throws IOException;
}
