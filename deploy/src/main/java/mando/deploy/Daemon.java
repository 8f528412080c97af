package mando.deploy;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Consumer;
import mando.device.configuration.Configuration;
import mando.device.gpio.Board;
import mando.speech.AudioSource;
import mando.speech.EspeakSpeaker;
import mando.speech.Speaker;
import mando.speech.SpeechModel;
import mando.speech.capture.CaptureEvent;
import mando.speech.capture.ConditionedSource;
import mando.speech.capture.MicrophoneSource;
import mando.speech.model.RecognitionModel;
import org.tinylog.Logger;

/** Everything between a microphone and the devices, open and ready. */
public final class Daemon implements AutoCloseable {

    private final Configuration configuration;
    private final SpeechModel speech;
    private final Household household;
    private final Assistant assistant;
    private final Speaker speaker;
    private final Consumer<String> partials;

    private Daemon(Configuration configuration, SpeechModel speech, Household household, Assistant assistant,
            Speaker speaker,
            Consumer<String> partials) {
        this.configuration = configuration;
        this.speech = speech;
        this.household = household;
        this.assistant = assistant;
        this.speaker = speaker;
        this.partials = partials;
    }

    /**
     * Loads the models and connects the devices.
     *
     * @param board is closed with the daemon
     * @param partials hears the words so far
     * @param turns hears each utterance when it is over
     */
    public static Daemon open(Installation installation, Configuration configuration, Board board,
            Consumer<String> partials,
            Consumer<Turn> turns) {
        var catalogue = HomeCatalogue.of(configuration);
        SpeechModel speech = new Hearing(installation).open(configuration.speech().model(),
                configuration.speech().exact() ? RecognitionModel.Mode.EXACT : RecognitionModel.Mode.FREE, catalogue);
        try {
            var interpreter = new Understanding(installation).interpreter(catalogue,
                    configuration.intent().threshold());
            Speaker speaker = speaker(configuration);
            Household household = Household.open(configuration, board, speaker::say);
            var assistant = new Assistant(interpreter, Optional.of(household.dispatcher()), turn -> {
                household.publish(turn);
                turns.accept(turn);
            });
            return new Daemon(configuration, speech, household, assistant, speaker, partials);
        } catch (RuntimeException e) {
            speech.close();
            board.close();
            throw e;
        }
    }

    private static Speaker speaker(Configuration configuration) {
        return configuration.responses().speak()
                ? EspeakSpeaker.find(System.getenv().getOrDefault("PATH", ""), configuration.responses().voice())
                        .<Speaker>map(found -> found).orElseGet(Speaker::silent)
                : Speaker.silent();
    }

    /**
     * The configured microphone, which is opened again whenever it goes; its faults are logged and published.
     *
     * @param awaited whether it is waited for where it is not there yet
     * @throws mando.speech.AudioException where it cannot be opened and is not waited for
     */
    public ConditionedSource microphone(boolean awaited) {
        String device = configuration.speech().microphone();
        MicrophoneSource microphone = awaited
                ? MicrophoneSource.await(device, this::captured)
                : MicrophoneSource.open(device, this::captured);
        return new ConditionedSource(microphone, configuration.speech().gainDb(), this::captured);
    }

    private void captured(CaptureEvent event) {
        if (event.fault()) {
            Logger.warn("{}", event.text());
        } else {
            Logger.info("{}", event.text());
        }
        household.publish(event);
    }

    /** Listens until the sound ends; replies are spoken before it listens on. */
    public void listen(AudioSource source) {
        Logger.info("Listening, {} ms after start ({})",
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime(),
                String.join(", ", household.describe()));
        new Listener(speech, partials).listen(source,
                (transcript, millis) -> speaker.say(assistant.hear(transcript, millis).reply()));
    }

    @Override
    public void close() {
        household.close();
        speaker.close();
        speech.close();
    }
}
