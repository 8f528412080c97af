package mando.deploy;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import mando.speech.AudioSource;
import mando.speech.Recognizer;
import mando.speech.SpeechModel;
import mando.speech.Transcript;
import mando.speech.gate.SpeechGate;

/** Pumps sound through a gate and a recogniser and hands over each utterance; silence does not reach the recogniser. For one thread. */
public final class Listener {

    /** How much sound goes to the recogniser at a time: 50 ms. */
    private static final int CHUNK = AudioSource.SAMPLE_RATE / 20;

    private final SpeechModel model;
    private final Consumer<String> partials;

    /**
     * @param partials hears the words so far whenever they change
     */
    public Listener(SpeechModel model, Consumer<String> partials) {
        this.model = model;
        this.partials = partials;
    }

    /**
     * Listens until the sound ends.
     *
     * @param utterances hears each utterance that has words, with the milliseconds that its recognition took after its last sound was read
     */
    public void listen(AudioSource source, BiConsumer<Transcript, OptionalDouble> utterances) {
        var samples = new short[CHUNK];
        var gate = new SpeechGate();
        try (var recognizer = new Recognizer(model)) {
            var hearing = new Hearer(recognizer, utterances);
            int count;
            while ((count = source.read(samples)) > 0) {
                gate.accept(samples, count, hearing);
            }
            hearing.silence();
        }
    }

    /** What the gate lets through, to words. */
    private final class Hearer implements SpeechGate.Receiver {

        private final Recognizer recognizer;
        private final BiConsumer<Transcript, OptionalDouble> utterances;
        private String before = "";

        Hearer(Recognizer recognizer, BiConsumer<Transcript, OptionalDouble> utterances) {
            this.recognizer = recognizer;
            this.utterances = utterances;
        }

        @Override
        public void sound(short[] samples, int count) {
            long started = System.nanoTime();
            Optional<Transcript> ended = recognizer.accept(samples, count);
            if (ended.isPresent()) {
                hand(ended.get(), started);
            } else {
                String partial = recognizer.partial();
                if (!partial.equals(before)) {
                    partials.accept(partial);
                    before = partial;
                }
            }
        }

        @Override
        public void silence() {
            long started = System.nanoTime();
            hand(recognizer.finish(), started);
        }

        private void hand(Transcript transcript, long started) {
            before = "";
            if (!transcript.isEmpty()) {
                utterances.accept(transcript, OptionalDouble.of((System.nanoTime() - started) / 1e6));
            }
        }
    }
}
