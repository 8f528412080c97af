package mando.speech;

import java.io.Closeable;
import java.io.IOException;
import org.tinylog.Logger;

/** Closing of what was only read, where a failure changes nothing for the caller. */
final class Closing {

    private Closing() {}

    static void quietly(Closeable input) {
        try {
            input.close();
        } catch (IOException e) {
            Logger.debug(e, "Closing an input failed");
        }
    }
}
