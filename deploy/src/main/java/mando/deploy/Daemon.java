package mando.deploy;

import java.lang.management.ManagementFactory;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mando.device.configuration.Configuration;
import mando.device.gpio.Board;
import mando.speech.AudioSource;
import mando.speech.SpeechModel;
import mando.speech.Transcript;
import mando.speech.capture.CaptureEvent;
import mando.speech.capture.ConditionedSource;
import mando.speech.capture.MicrophoneSource;
import mando.speech.model.RecognitionModel;
import mando.speech.speaking.Earcon;
import mando.speech.speaking.Speaker;
import mando.speech.speaking.Synthesizer;
import mando.speech.speaking.Voice;
import org.tinylog.Logger;

/** Everything between a microphone and the devices, open and ready. */
public final class Daemon implements AutoCloseable {

    /** What stops Mando's own speech as soon as it is among the words, even if more follows. */
    private static final Set<String> HUSH = Set.of("stop", "cancel", "quiet", "never mind");
    /** What is for Mando itself, and for no device. */
    private static final Set<String> CANCEL = Set.of("cancel", "quiet", "never mind", "forget it");

    private final Configuration configuration;
    private final SpeechModel speech;
    private final Household household;
    private final Assistant assistant;
    private final Replies replies;
    private final SureCommand sure;
    private final Optional<WakeWords> wakeWords;
    private final Attention attention;
    private final Consumer<String> partials;
    private final Consumer<Listener.End> ends;

    private Daemon(Installation installation, Configuration configuration, Board board, Consumer<String> partials,
            Consumer<Turn> turns, Consumer<Listener.End> ends) {
        this.configuration = configuration;
        this.partials = partials;
        this.ends = ends;
        var catalogue = HomeCatalogue.of(configuration);
        try {
            speech = new Hearing(installation).open(configuration.speech().model(),
                    configuration.speech().exact() ? RecognitionModel.Mode.EXACT : RecognitionModel.Mode.FREE,
                    catalogue);
        } catch (RuntimeException e) {
            board.close();
            throw e;
        }
        Replies opened = null;
        try {
            wakeWords = configuration.wake().mode() == Configuration.Wake.Mode.WORD
                    ? Optional.of(WakeWords.open(installation, configuration.wake().words(),
                            configuration.wake().sensitivity()))
                    : Optional.empty();
            var understanding = new Understanding(installation);
            var interpreter = understanding.interpreter(catalogue, configuration.intent().threshold());
            sure = new SureCommand(interpreter::interpret, configuration);
            opened = new Replies(speaker(configuration));
            replies = opened;
            attention = configuration.wake().mode() == Configuration.Wake.Mode.OPEN
                    ? Attention.always()
                    : Attention.onDemand(configuration.wake().timeout(), this::attentionChanged);
            household = Household.open(configuration, board, replies::say);
            assistant = new Assistant(interpreter, configuration.speech().threshold(),
                    Optional.of(household.dispatcher()), understanding.wording(configuration.responses().tone()),
                    turn -> {
                        household.publish(turn);
                        turns.accept(turn);
                    });
        } catch (RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            speech.close();
            board.close();
            throw e;
        }
        household.wake(configuration, this::pressed, this::cancel);
    }

    /**
     * Loads the models and connects the devices.
     *
     * @param board is closed with the daemon
     * @param partials hears the words so far
     * @param turns hears each utterance when it is over
     */
    public static Daemon open(Installation installation, Configuration configuration, Board board,
            Consumer<String> partials, Consumer<Turn> turns) {
        return open(installation, configuration, board, partials, turns, _ -> {});
    }

    /**
     * Loads the models and connects the devices.
     *
     * @param ends hears how each utterance ended
     */
    public static Daemon open(Installation installation, Configuration configuration, Board board,
            Consumer<String> partials, Consumer<Turn> turns, Consumer<Listener.End> ends) {
        return new Daemon(installation, configuration, board, partials, turns, ends);
    }

    private static Speaker speaker(Configuration configuration) {
        Configuration.Responses responses = configuration.responses();
        boolean tones = configuration.wake().mode() != Configuration.Wake.Mode.OPEN && configuration.wake().earcon();
        if (!responses.speak() && !tones) {
            return Speaker.silent();
        }
        BooleanSupplier quiet = () -> responses.quietHours()
                .filter(hours -> hours.contains(LocalTime.now(ZoneId.systemDefault())))
                .isPresent();
        return new Voice(synthesizer(responses), responses.volume(), quiet);
    }

    private static Optional<Synthesizer> synthesizer(Configuration.Responses responses) {
        String path = System.getenv().getOrDefault("PATH", "");
        Optional<Synthesizer> piper = responses.piperModel().flatMap(model -> Synthesizer.piper(path, model));
        if (responses.piperModel().isPresent() && piper.isEmpty()) {
            Logger.warn("Piper or its voice {} is not there: replies are spoken with espeak-ng",
                    responses.piperModel().get());
        }
        return piper.or(() -> Synthesizer.espeak(path, responses.voice()));
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

    /** The button or a message: what is being said can wait. */
    private void pressed(String cause) {
        replies.hush();
        attention.wake(cause);
    }

    private void cancel() {
        replies.hush();
        household.dispatcher().forgetConfirmation();
        attention.sleep();
    }

    private void attentionChanged(Attention.Change change) {
        if (configuration.wake().earcon()) {
            replies.play(change == Attention.Change.WOKE ? Earcon.WAKE : Earcon.REFUSED);
        }
    }

    /** Listens to recorded sound until it ends; replies are spoken before it listens on. */
    public void listen(AudioSource source) {
        listen(source, () -> false, () -> {
            try {
                replies.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Listens to a microphone until it is closed; while Mando speaks it does not listen, unless it may be interrupted. */
    public void attend(AudioSource microphone) {
        listen(microphone, () -> !configuration.responses().bargeIn() && replies.speaking(), () -> {});
    }

    private void listen(AudioSource source, BooleanSupplier muted, Runnable afterReply) {
        Logger.info("Listening, {} ms after start ({})",
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime(),
                String.join(", ", household.describe()));
        var setup = new Listener.Setup(attention, wakeWords.map(words -> words::spotter),
                words -> HUSH.contains(words) || (configuration.speech().early() && sure.test(words)), muted, ends);
        new Listener(speech, setup, this::partial).attend(source, (transcript, millis) -> {
            boolean answerExpected = heard(transcript, millis);
            afterReply.run();
            return answerExpected;
        });
    }

    private void partial(String words) {
        if (HUSH.contains(words)) {
            replies.hush();
        }
        partials.accept(words);
    }

    /**
     * @return whether an answer is expected
     */
    private boolean heard(Transcript transcript, OptionalDouble millis) {
        if (CANCEL.contains(transcript.text().toLowerCase(Locale.ROOT))) {
            Logger.info("Cancelled by \"{}\"", transcript.text());
            cancel();
            return false;
        }
        Turn turn = assistant.hear(transcript, millis);
        if (!turn.reply().isEmpty() && configuration.responses().speak()) {
            replies.say(turn.reply());
        } else if (configuration.wake().earcon() && configuration.wake().mode() != Configuration.Wake.Mode.OPEN) {
            replies.play(turn.outcomes().isEmpty() ? Earcon.REFUSED : Earcon.DONE);
        }
        return turn.interpretation().question().isPresent() || household.dispatcher().awaitsConfirmation();
    }

    @Override
    public void close() {
        household.close();
        replies.close();
        wakeWords.ifPresent(WakeWords::close);
        speech.close();
    }
}
