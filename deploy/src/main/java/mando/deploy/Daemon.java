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
import mando.speech.Transcript;
import mando.speech.capture.CaptureEvent;
import mando.speech.capture.ConditionedSource;
import mando.speech.capture.MicrophoneSource;
import mando.speech.speaking.Earcon;
import mando.speech.speaking.Speaker;
import mando.speech.speaking.Synthesizer;
import mando.speech.speaking.Voice;
import org.tinylog.Logger;

/**
 * Everything between a microphone and the devices, open and ready. It can go on with another configuration, which is made ready beside the one in
 * force and takes its place between two utterances.
 */
public final class Daemon implements AutoCloseable {

    /** What stops Mando's own speech as soon as it is among the words, even if more follows. */
    private static final Set<String> HUSH = Set.of("stop", "cancel", "quiet", "never mind");
    /** What is for Mando itself, and for no device. */
    private static final Set<String> CANCEL = Set.of("cancel", "quiet", "never mind", "forget it");

    private final Preparation preparation;
    private final Household household;
    private final Replies replies;
    private final Consumer<String> partials;
    private final Consumer<Turn> turns;
    private final Consumer<Listener.End> ends;
    /** Written by who listens, and guarded. */
    private volatile Active active;
    /** Made ready, and not yet in force. Guarded. */
    private Optional<Waiting> waiting = Optional.empty();

    /** A configuration in force. */
    private record Active(Comprehension comprehension, Attention attention, Assistant assistant, SureCommand sure) {

        Configuration configuration() {
            return comprehension.configuration();
        }
    }

    /**
     * @param since when its file was read, by {@link System#nanoTime}
     */
    private record Waiting(Comprehension comprehension, long since) {}

    private Daemon(Installation installation, Configuration configuration, Board board, Consumer<String> partials,
            Consumer<Turn> turns, Consumer<Listener.End> ends) {
        this.partials = partials;
        this.turns = turns;
        this.ends = ends;
        Comprehension comprehension;
        try {
            preparation = new Preparation(installation);
            comprehension = preparation.prepare(configuration, Optional.empty());
        } catch (RuntimeException e) {
            board.close();
            throw e;
        }
        replies = new Replies(speaker(configuration));
        try {
            household = Household.open(configuration, board, replies::say);
        } catch (RuntimeException e) {
            replies.close();
            comprehension.close();
            board.close();
            throw e;
        }
        active = active(comprehension, attention(configuration.wake()));
        household.wake(configuration, this::pressed, this::cancel);
    }

    private Active active(Comprehension comprehension, Attention attention) {
        Configuration configuration = comprehension.configuration();
        var assistant = new Assistant(comprehension.interpreter(), configuration.speech().threshold(),
                Optional.of(household.dispatcher()), comprehension.wording(), turn -> {
                    household.publish(turn);
                    turns.accept(turn);
                });
        return new Active(comprehension, attention, assistant,
                new SureCommand(comprehension.interpreter()::interpret, configuration));
    }

    private Attention attention(Configuration.Wake wake) {
        return wake.mode() == Configuration.Wake.Mode.OPEN
                ? Attention.always(wake.timeout())
                : Attention.onDemand(wake.timeout(), this::attentionChanged);
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

    /**
     * Reads a changed configuration, makes it ready, and goes on with it as soon as somebody listens and nobody is speaking. Never fails: where it
     * cannot be used, that is logged and published, and what was in force stays in force. For one thread at a time.
     */
    public void reload(ConfigurationWatch.Reading changed) {
        long started = System.nanoTime();
        // Nothing takes its place meanwhile: what is made ready now may share parts with what is in force.
        Optional<Waiting> earlier = withdraw();
        try {
            Comprehension before = active.comprehension();
            Configuration next = changed.read();
            if (next.equals(before.configuration())) {
                Logger.info("The configuration says what is in force already");
            } else {
                Unchangeable.check(before.configuration(), next);
                await(new Waiting(preparation.prepare(next, Optional.of(before)), started));
            }
            earlier.ifPresent(older -> older.comprehension().closeBut(before));
        } catch (RuntimeException e) {
            earlier.ifPresent(this::await);
            refuse(e);
        }
    }

    private synchronized Optional<Waiting> withdraw() {
        Optional<Waiting> withdrawn = waiting;
        waiting = Optional.empty();
        return withdrawn;
    }

    private synchronized void await(Waiting next) {
        waiting = Optional.of(next);
    }

    private void refuse(RuntimeException fault) {
        String text = "The changed configuration is refused, what was in force stays in force: "
                + Optional.ofNullable(fault.getMessage()).orElse(fault.toString()).replace("\n", "; ");
        Logger.error("{}", text);
        Logger.debug(fault);
        household.publishConfiguration(true, text);
    }

    /** Puts in force what waits for it. For who listens, between utterances. */
    private synchronized Optional<Listener.Ears> renew(BooleanSupplier muted) {
        return withdraw().filter(this::takesOver).map(_ -> ears(muted));
    }

    private boolean takesOver(Waiting next) {
        Active before = active;
        Configuration configuration = next.comprehension().configuration();
        try {
            household.replace(configuration);
        } catch (RuntimeException e) {
            next.comprehension().closeBut(before.comprehension());
            refuse(e);
            return false;
        }
        Configuration.Wake wake = configuration.wake();
        boolean sameAttention = wake.mode() == before.configuration().wake().mode()
                && wake.timeout().equals(before.configuration().wake().timeout());
        active = active(next.comprehension(), sameAttention ? before.attention() : attention(wake));
        if (!configuration.responses().equals(before.configuration().responses())
                || tones(configuration) != tones(before.configuration())) {
            replies.use(speaker(configuration));
        }
        before.comprehension().closeBut(next.comprehension());
        String text = "The changed configuration is in force, %d ms after it was noticed"
                .formatted((System.nanoTime() - next.since()) / 1_000_000);
        Logger.info("{}", text);
        household.publishConfiguration(false, text);
        return true;
    }

    private static Speaker speaker(Configuration configuration) {
        Configuration.Responses responses = configuration.responses();
        if (!responses.speak() && !tones(configuration)) {
            return Speaker.silent();
        }
        BooleanSupplier quiet = () -> responses.quietHours()
                .filter(hours -> hours.contains(LocalTime.now(ZoneId.systemDefault())))
                .isPresent();
        return new Voice(synthesizer(responses), responses.volume(), quiet);
    }

    private static boolean tones(Configuration configuration) {
        return configuration.wake().mode() != Configuration.Wake.Mode.OPEN && configuration.wake().earcon();
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
        Configuration.Speech speech = active.configuration().speech();
        MicrophoneSource microphone = awaited
                ? MicrophoneSource.await(speech.microphone(), this::captured)
                : MicrophoneSource.open(speech.microphone(), this::captured);
        return new ConditionedSource(microphone, speech.gainDb(), this::captured);
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
        active.attention().wake(cause);
    }

    private void cancel() {
        replies.hush();
        household.dispatcher().forgetConfirmation();
        active.attention().sleep();
    }

    private void attentionChanged(Attention.Change change) {
        if (active.configuration().wake().earcon()) {
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
        listen(microphone, () -> !active.configuration().responses().bargeIn() && replies.speaking(), () -> {});
    }

    private void listen(AudioSource source, BooleanSupplier muted, Runnable afterReply) {
        Logger.info("Listening, {} ms after start ({})",
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime(),
                String.join(", ", household.describe()));
        new Listener(ears(muted), this::partial).attend(source, () -> renew(muted), (transcript, millis) -> {
            boolean answerExpected = heard(transcript, millis);
            afterReply.run();
            return answerExpected;
        });
    }

    private Listener.Ears ears(BooleanSupplier muted) {
        Active current = active;
        boolean early = current.configuration().speech().early();
        return new Listener.Ears(current.comprehension().speech(),
                new Listener.Setup(current.attention(), current.comprehension().wakeWords(),
                        words -> HUSH.contains(words) || (early && current.sure().test(words)), muted, ends));
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
        Active current = active;
        Configuration configuration = current.configuration();
        Turn turn = current.assistant().hear(transcript, current.attention().addressed(), millis);
        if (!turn.reply().isEmpty() && configuration.responses().speak()) {
            replies.say(turn.reply());
        } else if (tones(configuration)) {
            replies.play(turn.outcomes().isEmpty() ? Earcon.REFUSED : Earcon.DONE);
        }
        return turn.interpretation().question().isPresent() || household.dispatcher().awaitsConfirmation();
    }

    @Override
    public void close() {
        household.close();
        replies.close();
        withdraw().ifPresent(next -> next.comprehension().closeBut(active.comprehension()));
        active.comprehension().close();
    }
}
