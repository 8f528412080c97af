package mando.deploy;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mando.speech.AudioSource;
import mando.speech.Recognizer;
import mando.speech.SpeechModel;
import mando.speech.Transcript;
import mando.speech.gate.Gap;
import mando.speech.gate.SpeechGate;
import mando.speech.wake.WakeSpotter;
import mando.speech.wake.WakeWord;

/**
 * Pumps sound through a gate, and what passes through the wake word's recogniser while asleep or the commands' while awake, and hands over each
 * utterance. Silence reaches neither. Between utterances it may go on with another model and another setup. For one thread.
 */
public final class Listener {

    /** How much sound goes to the recogniser at a time: 50 ms. */
    private static final int CHUNK = AudioSource.SAMPLE_RATE / 20;
    /** After so much silence an utterance ends that can only be one command; libvosk waits for 0.5 s and more. */
    private static final double EARLY_SECONDS = 0.3;

    /**
     * When to listen, and when an utterance is over.
     *
     * @param attention whether it is awake
     * @param wakeWords what is heard while it is asleep; absent where no word wakes it
     * @param complete whether words can only be one sure and harmless command, whatever might follow
     * @param muted whether sound is to be ignored, since Mando itself speaks
     * @param ends hears of the end of each utterance
     */
    public record Setup(Attention attention, Optional<WakeWords> wakeWords, Predicate<String> complete,
            BooleanSupplier muted, Consumer<End> ends) {

        /** Always awake; only silence ends an utterance. */
        public static Setup open() {
            return new Setup(Attention.always(), Optional.empty(), _ -> false, () -> false, _ -> {});
        }
    }

    /**
     * How an utterance ended.
     *
     * @param waitedSeconds how much sound went by since its last word
     * @param early whether it ended because it was complete
     */
    public record End(double waitedSeconds, boolean early) {}

    /** What it hears with and how. */
    public record Ears(SpeechModel model, Setup setup) {}

    private Ears ears;
    private final Consumer<String> partials;

    /**
     * Listens to everything.
     *
     * @param partials hears the words so far whenever they change
     */
    public Listener(SpeechModel model, Consumer<String> partials) {
        this(new Ears(model, Setup.open()), partials);
    }

    /**
     * @param partials hears the words so far whenever they change
     */
    public Listener(Ears ears, Consumer<String> partials) {
        this.ears = ears;
        this.partials = partials;
    }

    /**
     * Listens until the sound ends.
     *
     * @param utterances hears each utterance that has words, with the milliseconds that its recognition took after its last sound was read
     */
    public void listen(AudioSource source, BiConsumer<Transcript, OptionalDouble> utterances) {
        attend(source, Optional::empty, (transcript, millis) -> {
            utterances.accept(transcript, millis);
            return false;
        });
    }

    /**
     * Listens until the sound ends.
     *
     * @param renewals asked again and again while nothing is being said: what it goes on with from there, where that has changed
     * @param utterances hears each utterance that has words, with the milliseconds that its recognition took after its last sound was read, and
     *         says whether an answer is expected, so that it stays awake
     */
    public void attend(AudioSource source, Supplier<Optional<Ears>> renewals,
            BiPredicate<Transcript, OptionalDouble> utterances) {
        var samples = new short[CHUNK];
        var gate = new SpeechGate();
        try (var ear = new Ear(utterances)) {
            int count;
            while ((count = source.read(samples)) > 0) {
                if (ear.isBetweenUtterances()) {
                    renewals.get().ifPresent(ear::renew);
                }
                if (ears.setup.muted.getAsBoolean()) {
                    ear.forget();
                    ear.elapse(count);
                    continue;
                }
                gate.accept(samples, count, ear);
                ear.elapse(count);
                ears.setup.attention.elapse(count);
                if (gate.secondsSinceSpeech() >= EARLY_SECONDS) {
                    ear.endIfComplete();
                }
            }
            ear.end();
        }
    }

    /** What the gate lets through, to words. */
    private final class Ear implements SpeechGate.Receiver, AutoCloseable {

        private Recognizer recognizer = new Recognizer(ears.model);
        private Optional<WakeSpotter> spotter = ears.setup.wakeWords.map(WakeWords::spotter);
        private final BiPredicate<Transcript, OptionalDouble> utterances;
        private final Gap beforeCommands = new Gap();
        private final Gap beforeWakeWord = new Gap();
        private String words = "";
        private String judged = "";
        private boolean hearing;
        private boolean silent;

        Ear(BiPredicate<Transcript, OptionalDouble> utterances) {
            this.utterances = utterances;
        }

        /** Whether nothing was heard of what may be said now; while asleep, nothing that is said is a command. */
        boolean isBetweenUtterances() {
            return !ears.setup.attention.awake() || !hearing || (silent && words.isEmpty());
        }

        /** Goes on with others; what hears the wake word goes on hearing it where it stays the same. */
        void renew(Ears others) {
            forget();
            if (others.model != ears.model) {
                recognizer.close();
                recognizer = new Recognizer(others.model);
            }
            if (!others.setup.wakeWords.equals(ears.setup.wakeWords)) {
                spotter.ifPresent(WakeSpotter::close);
                spotter = others.setup.wakeWords.map(WakeWords::spotter);
            }
            ears = others;
        }

        @Override
        public void sound(short[] samples, int count) {
            silent = false;
            if (ears.setup.attention.awake()) {
                hear(samples, count);
                return;
            }
            forget();
            spotter.flatMap(spotting -> {
                spotting.skip(beforeWakeWord.before(count));
                return spotting.accept(samples, count);
            }).ifPresent(this::wake);
        }

        @Override
        public void silence() {
            silent = true;
            // Without words the decoder stays as it is: the silence that it heard last is what comes before the next speech.
            if (!ears.setup.attention.awake() || !words.isEmpty()) {
                end();
            }
        }

        /** So much sound went by, whether it was heard or not. */
        void elapse(int count) {
            beforeCommands.elapse(count);
            beforeWakeWord.elapse(count);
        }

        /** Ends what is being said here. */
        void end() {
            if (ears.setup.attention.awake()) {
                if (hearing) {
                    long started = System.nanoTime();
                    hand(recognizer.finish(), started, false);
                }
                return;
            }
            forget();
            spotter.flatMap(WakeSpotter::finish).ifPresent(this::wake);
        }

        private void wake(WakeWord word) {
            ears.setup.attention.wake("\"" + word.phrase() + "\" was heard");
            short[] rest = spotter.orElseThrow().after(word);
            spotter.orElseThrow().finish();
            hear(rest, rest.length);
        }

        private void hear(short[] samples, int count) {
            recognizer.skip(beforeCommands.before(count));
            hearing = true;
            long started = System.nanoTime();
            Optional<Transcript> ended = recognizer.accept(samples, count);
            if (ended.isPresent()) {
                hand(ended.get(), started, false);
                return;
            }
            String partial = recognizer.partial();
            if (!partial.equals(words)) {
                words = partial;
                ears.setup.attention.speech();
                partials.accept(partial);
            }
        }

        /** Ends the utterance where nothing that could follow would matter. */
        void endIfComplete() {
            if (words.isEmpty() || words.equals(judged)) {
                return;
            }
            judged = words;
            if (ears.setup.complete.test(words)) {
                long started = System.nanoTime();
                hand(recognizer.finish(), started, true);
            }
        }

        private void hand(Transcript transcript, long started, boolean early) {
            words = "";
            judged = "";
            hearing = false;
            if (transcript.isEmpty()) {
                return;
            }
            ears.setup.ends.accept(new End(recognizer.positionSeconds() - transcript.endSeconds(), early));
            ears.setup.attention.utterance(
                    utterances.test(transcript, OptionalDouble.of((System.nanoTime() - started) / 1e6)));
        }

        /** What was begun is not heard to its end. */
        void forget() {
            if (hearing) {
                recognizer.reset();
                hearing = false;
                words = "";
                judged = "";
            }
        }

        @Override
        public void close() {
            spotter.ifPresent(WakeSpotter::close);
            recognizer.close();
        }
    }
}
