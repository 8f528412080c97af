package mando.deploy.cli;

import java.util.Optional;
import mando.deploy.UsageException;
import mando.deploy.evaluation.EvaluationException;
import mando.device.configuration.ConfigurationException;
import mando.device.gpio.GpioException;
import mando.device.mqtt.BrokerException;
import mando.inference.gguf.GgufException;
import mando.inference.intent.IntentModelException;
import mando.speech.AudioException;
import mando.speech.model.SpeechModelException;
import picocli.CommandLine;

/** What a person sees when a command fails: one sentence, no stack trace unless it was asked for. */
final class FaultReport implements CommandLine.IExecutionExceptionHandler {

    /** It ran and something failed. */
    static final int FAILED = 1;
    /** Wrong usage or configuration. */
    static final int WRONG_USAGE = 2;

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        boolean debug = command.getCommand() instanceof MandoCommand mando && mando.options().debug();
        boolean known = isKnown(fault);
        command.getErr().println("mando: " + (known
                ? fault.getMessage()
                : "unexpected fault: "
                        + Optional.ofNullable(fault.getMessage()).orElse(fault.getClass().getSimpleName())
                        + " (--debug shows where)"));
        if (debug) {
            fault.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return known ? WRONG_USAGE : FAILED;
    }

    /** Whether the message was written for the person who started Mando. */
    private static boolean isKnown(Exception fault) {
        return fault instanceof ConfigurationException || fault instanceof UsageException
                || fault instanceof SpeechModelException
                || fault instanceof AudioException || fault instanceof GgufException
                || fault instanceof IntentModelException
                || fault instanceof GpioException || fault instanceof BrokerException
                || fault instanceof EvaluationException;
    }
}
