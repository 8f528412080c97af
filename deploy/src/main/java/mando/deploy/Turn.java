package mando.deploy;

import java.util.List;
import java.util.OptionalDouble;
import mando.device.Command;
import mando.device.Outcome;
import mando.inference.intent.Interpretation;

/**
 * One utterance and all that came of it.
 *
 * @param id the correlation id that its events and log lines carry
 * @param heard the words
 * @param interpretation what the model made of them
 * @param commands what was to be done; empty where nothing was, or where a yes or no was answered
 * @param outcomes what became of it, one for each command, or one for all
 * @param reply what is said to the person; empty where nothing was asked
 * @param millis the time of each stage
 */
public record Turn(String id, String heard, Interpretation interpretation, List<Command> commands,
        List<Outcome> outcomes,
        String reply, Stages millis) {

    public Turn {
        commands = List.copyOf(commands);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Milliseconds of each stage.
     *
     * @param recognise from the last sample of the utterance to its transcript; absent where text was typed
     * @param word finding the words of the reply, when all was done
     */
    public record Stages(OptionalDouble recognise, double interpret, double actuate, double word) {

        /** Until it was done. */
        public double total() {
            return recognise.orElse(0) + interpret + actuate;
        }
    }
}
