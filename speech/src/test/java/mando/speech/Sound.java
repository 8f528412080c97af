package mando.speech;

import java.util.Arrays;

/** Reads a source to its end. */
final class Sound {

    private Sound() {}

    static short[] all(AudioSource source) {
        short[] all = new short[0];
        short[] buffer = new short[777];
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            all = Arrays.copyOf(all, all.length + count);
            System.arraycopy(buffer, 0, all, all.length - count, count);
        }
        return all;
    }
}
