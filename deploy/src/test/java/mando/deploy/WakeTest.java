package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mando.deploy.Listener.End;
import mando.deploy.Listener.Setup;
import mando.speech.AudioSource;
import mando.speech.SpeechModel;
import mando.speech.WavSource;
import mando.speech.model.RecognitionModel;
import mando.speech.model.WeightedSentence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waking by voice, through the real libvosk with the shipped model. */
class WakeTest {

    private static final String COMMAND = "turn on the kitchen light";
    private static final int SECOND = AudioSource.SAMPLE_RATE;

    private static WakeWords words;
    private static SpeechModel commands;
    private static short[] recording;

    private final List<String> heard = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private final List<Attention.Change> changes = new ArrayList<>();
    private final Attention attention = Attention.onDemand(Duration.ofSeconds(5), changes::add);

    @BeforeAll
    static void load(@TempDir Path cache) {
        words = WakeWords.open(new Installation(Path.of("../models"), cache, Path.of("none.yaml")), List.of("computer"),
                0.5);
        List<WeightedSentence> sentences = List.of(new WeightedSentence(COMMAND, 1),
                new WeightedSentence("turn off the kitchen light", 1));
        commands = new SpeechModel(new RecognitionModel(Path.of("../models/speech-en"), cache.resolve("recognition"))
                .build(new RecognitionModel.Language(sentences, List.of(), List.of()), RecognitionModel.Mode.EXACT));
        try (var source = new WavSource(
                Path.of("src/test/resources/mando/deploy/computer-turn-on-the-kitchen-light.wav"))) {
            var samples = new short[10 * SECOND];
            int length = 0;
            var block = new short[1_000];
            int count;
            while ((count = source.read(block)) > 0) {
                System.arraycopy(block, 0, samples, length, count);
                length += count;
            }
            recording = java.util.Arrays.copyOf(samples, length);
        }
    }

    @AfterAll
    static void unload() {
        words.close();
        commands.close();
    }

    /** Pieces of sound with two seconds of a quiet room after each. */
    private static AudioSource room(short[]... pieces) {
        var random = new Random(1);
        int length = 2 * SECOND;
        for (short[] piece : pieces) {
            length += piece.length + 2 * SECOND;
        }
        var all = new short[length];
        int at = 2 * SECOND;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length + 2 * SECOND;
        }
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) Math.clamp(all[i] + Math.round(random.nextGaussian() * 5), Short.MIN_VALUE,
                    Short.MAX_VALUE);
        }
        return new AudioSource() {
            private int position;

            @Override
            public int read(short[] samples) {
                int count = Math.min(samples.length, all.length - position);
                System.arraycopy(all, position, samples, 0, count);
                position += count;
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {}
        };
    }

    private static short[] part(double from, double to) {
        return java.util.Arrays.copyOfRange(recording, (int) (from * SECOND),
                Math.min(recording.length, (int) (to * SECOND)));
    }

    private void listen(Setup setup, AudioSource source) {
        new Listener(new Listener.Ears(commands, setup), _ -> {}).attend(source, Optional::empty, (transcript, _) -> {
            heard.add(transcript.text());
            return false;
        });
    }

    private Setup byWord() {
        return new Setup(attention, Optional.of(words), _ -> false, () -> false, ends::add);
    }

    @Test
    void hearsACommandInTheSameBreath() {
        listen(byWord(), room(recording));

        assertThat(heard).containsExactly(COMMAND);
        assertThat(changes).containsExactly(Attention.Change.WOKE);
        assertThat(attention.awake()).isFalse();
    }

    @Test
    void hearsACommandAfterAPause() {
        listen(byWord(), room(part(0, 1.0), part(1.0, 9)));

        assertThat(heard).containsExactly(COMMAND);
    }

    @Test
    void hearsNoCommandWithoutTheWord() {
        listen(byWord(), room(part(1.0, 9), part(1.0, 9)));

        assertThat(heard).isEmpty();
        assertThat(changes).isEmpty();
    }

    @Test
    void sleepsAgainWhereNothingFollows() {
        listen(byWord(), room(part(0, 1.0), new short[6 * SECOND], part(1.0, 9)));

        assertThat(heard).isEmpty();
        assertThat(changes).containsExactly(Attention.Change.WOKE, Attention.Change.SLEPT);
    }

    @Test
    void theButtonNeedsNoWord() {
        attention.wake("test");
        listen(new Setup(attention, Optional.empty(), _ -> false, () -> false, ends::add),
                room(part(1.0, 9), part(1.0, 9)));

        assertThat(heard).containsExactly(COMMAND);
    }

    @Test
    void doesNotHearItself() {
        listen(new Setup(Attention.always(), Optional.empty(), _ -> false, () -> true, ends::add), room(recording));

        assertThat(heard).isEmpty();
    }

    @Test
    void endsACompleteCommandEarlier() {
        AudioSource source = room(part(1.0, 9));
        listen(new Setup(Attention.always(), Optional.empty(), _ -> false, () -> false, ends::add), source);
        source = room(part(1.0, 9));
        listen(new Setup(Attention.always(), Optional.empty(), COMMAND::equals, () -> false, ends::add), source);

        assertThat(heard).containsExactly(COMMAND, COMMAND);
        assertThat(ends.getFirst().early()).isFalse();
        assertThat(ends.getLast().early()).isTrue();
        assertThat(ends.getLast().waitedSeconds()).isLessThan(ends.getFirst().waitedSeconds() - 0.15);
    }
}
