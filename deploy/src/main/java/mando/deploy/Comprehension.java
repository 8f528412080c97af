package mando.deploy;

import java.util.Optional;
import mando.device.configuration.Configuration;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.speech.SpeechModel;

/**
 * What hears and understands the words of one configuration. Another that is made of the same keeps what it has in common with it.
 *
 * @param speech knows the home's words
 * @param wakeWords where a word wakes it
 * @param interpreter knows the home
 * @param wording tells what was done
 */
record Comprehension(Configuration configuration, Catalogue catalogue, SpeechModel speech,
        Optional<WakeWords> wakeWords, Interpreter interpreter, Wording wording) {

    /** Closes what another has no part in. */
    void closeBut(Comprehension other) {
        if (speech != other.speech) {
            speech.close();
        }
        wakeWords.filter(words -> !other.wakeWords.equals(Optional.of(words))).ifPresent(WakeWords::close);
    }

    void close() {
        speech.close();
        wakeWords.ifPresent(WakeWords::close);
    }
}
