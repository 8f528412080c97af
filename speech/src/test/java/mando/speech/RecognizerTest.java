package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognizerTest {

    private static final String SENTENCE = "turn on the kitchen light";
    private static final int BLOCK = 1_600;

    private static SpeechModel model;
    private static short[] recording;

    private Recognizer recognizer;

    @BeforeAll
    static void load(@TempDir Path cache) {
        model = new SpeechModel(SmallHome.model(cache));
        try (WavSource source = new WavSource(SmallHome.recording())) {
            recording = Sound.all(source);
        }
    }

    @AfterAll
    static void unload() {
        model.close();
        model.close();
    }

    @BeforeEach
    void begin() {
        recognizer = new Recognizer(model);
    }

    @AfterEach
    void end() {
        recognizer.close();
        recognizer.close();
    }

    @Test
    void hearsASentenceWithItsTimes() {
        accept(recording);
        Transcript transcript = recognizer.finish();

        assertThat(transcript.text()).isEqualTo(SENTENCE);
        assertThat(transcript.words()).extracting(Word::text).containsExactly("turn", "on", "the", "kitchen", "light");
        double last = 0;
        for (Word word : transcript.words()) {
            assertThat(word.startSeconds()).isGreaterThanOrEqualTo(last);
            assertThat(word.endSeconds()).isGreaterThan(word.startSeconds());
            assertThat(word.confidence()).isBetween(0.0, 1.0);
            last = word.endSeconds();
        }
        assertThat(transcript.endSeconds()).isBetween(recognizer.positionSeconds() - 0.5, recognizer.positionSeconds());
        assertThat(transcript.confidence()).isGreaterThan(0.3);
    }

    @Test
    void tellsAnothersSentenceFromOneOfTheHome() {
        accept(recording);
        Evidence right = recognizer.finish().evidence().orElseThrow();
        // Backwards, it is speech in the same voice, of no language.
        accept(backwards(recording));
        Optional<Evidence> wrong = recognizer.finish().evidence();

        assertThat(right.natsPerSecond()).isPositive();
        assertThat(right.decibels()).isGreaterThan(20);
        assertThat(wrong.map(Evidence::probability).orElse(0.0)).isLessThan(0.5).isLessThan(right.probability());
    }

    @Test
    void weighsEachUtteranceByItself() {
        accept(recording);
        Evidence first = recognizer.finish().evidence().orElseThrow();
        accept(backwards(recording));
        recognizer.finish();
        accept(recording);

        assertThat(recognizer.finish().evidence().orElseThrow().natsPerSecond())
                .isCloseTo(first.natsPerSecond(), within(0.5));
    }

    @Test
    void remembersTalkAndForgetsItInSilenceThatIsLeftOut() {
        accept(backwards(recording));
        recognizer.finish();
        accept(recording);
        Evidence amidTalk = recognizer.finish().evidence().orElseThrow();
        accept(backwards(recording));
        recognizer.finish();
        double before = recognizer.positionSeconds();
        recognizer.skip(100L * AudioSource.SAMPLE_RATE);
        accept(recording);
        Transcript later = recognizer.finish();

        assertThat(amidTalk.talkSeconds()).isBetween(0.5, 3.0);
        assertThat(later.evidence().orElseThrow().talkSeconds()).isLessThan(0.01);
        assertThat(later.startSeconds()).isGreaterThan(before + 100);
        assertThat(later.endSeconds()).isLessThanOrEqualTo(recognizer.positionSeconds());
    }

    private static short[] backwards(short[] samples) {
        var turned = new short[samples.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = samples[samples.length - 1 - i];
        }
        return turned;
    }

    @Test
    void findsTheEndpointInTheSilenceThatFollows() {
        accept(recording);
        List<Transcript> heard = accept(silence(2));

        assertThat(heard).extracting(Transcript::text).first().isEqualTo(SENTENCE);
        assertThat(heard.getFirst().endSeconds()).isCloseTo(recording.length / 16_000.0, within(0.5));
    }

    @Test
    void showsPartialsMeanwhile() {
        List<String> partials = new ArrayList<>();
        for (int at = 0; at < recording.length; at += BLOCK) {
            accept(Arrays.copyOfRange(recording, at, Math.min(at + BLOCK, recording.length)));
            partials.add(recognizer.partial());
        }

        assertThat(partials.getFirst()).isEmpty();
        assertThat(partials).anyMatch(partial -> partial.startsWith("turn on"));
    }

    @Test
    void tellsTheTimesOfEveryUtteranceOnTheStreamsScale() {
        List<Transcript> heard = new ArrayList<>();
        List<Double> begins = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            begins.add(recognizer.positionSeconds());
            heard.addAll(accept(recording));
            if (round == 1) {
                // The end of a file: what follows is another utterance, and time goes on.
                heard.add(recognizer.finish());
            } else {
                heard.addAll(accept(silence(2)));
            }
        }
        heard.removeIf(Transcript::isEmpty);

        assertThat(heard).extracting(Transcript::text).containsOnly(SENTENCE).hasSize(4);
        double start = heard.getFirst().startSeconds();
        for (int round = 0; round < 4; round++) {
            assertThat(heard.get(round).startSeconds() - begins.get(round)).as("round %d", round).isCloseTo(start,
                    within(0.15));
        }
    }

    @Test
    void forgetsOnReset() {
        accept(Arrays.copyOf(recording, recording.length / 2));
        recognizer.reset();
        assertThat(recognizer.partial()).isEmpty();
        assertThat(recognizer.finish().text()).isEmpty();

        double begin = recognizer.positionSeconds();
        accept(recording);
        Transcript transcript = recognizer.finish();
        assertThat(transcript.text()).isEqualTo(SENTENCE);
        assertThat(transcript.startSeconds()).isGreaterThan(begin);
    }

    @Test
    void hearsNothingInSilence() {
        assertThat(accept(silence(8))).allMatch(Transcript::isEmpty);
        Transcript transcript = recognizer.finish();
        assertThat(transcript.isEmpty()).isTrue();
        assertThat(transcript.confidence()).isZero();
    }

    @Test
    void refusesWrongUse() {
        assertThatThrownBy(() -> recognizer.accept(new short[10], 11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recognizer.accept(new short[10], -1)).isInstanceOf(IllegalArgumentException.class);
        recognizer.close();
        assertThatThrownBy(() -> recognizer.accept(new short[10], 10)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> recognizer.partial()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> recognizer.finish()).isInstanceOf(IllegalStateException.class);
    }

    private List<Transcript> accept(short[] sound) {
        List<Transcript> heard = new ArrayList<>();
        for (int at = 0; at < sound.length; at += BLOCK) {
            short[] block = Arrays.copyOfRange(sound, at, Math.min(at + BLOCK, sound.length));
            recognizer.accept(block, block.length).ifPresent(heard::add);
        }
        return heard;
    }

    /** A room's: digital silence does not occur at a microphone. */
    private static short[] silence(double seconds) {
        Random random = new Random(3);
        short[] silence = new short[(int) (seconds * AudioSource.SAMPLE_RATE)];
        for (int i = 0; i < silence.length; i++) {
            silence[i] = (short) (random.nextGaussian() * 5);
        }
        return silence;
    }
}
