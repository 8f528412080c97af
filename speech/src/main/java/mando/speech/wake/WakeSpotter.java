package mando.speech.wake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mando.speech.AudioSource;
import mando.speech.PhraseVerifier;
import mando.speech.RecentTalk;
import mando.speech.Recognizer;
import mando.speech.SpeechModel;
import mando.speech.Transcript;
import mando.speech.Word;

/**
 * Finds a wake word where somebody begins to speak, by a recogniser of its own whose graph holds little else. A word that is among the words so far is
 * weighed a moment later, when what follows can no longer change it: its sound alone is held against any other phones. For one thread.
 */
public final class WakeSpotter implements AutoCloseable {

    /** How long a word must have been heard before it is weighed. */
    private static final int PATIENCE = AudioSource.SAMPLE_RATE / 5;
    /** Longer than any wake word and what is said in one breath with it until it is found. */
    private static final int KEPT = 3 * AudioSource.SAMPLE_RATE;
    /** Speech without a pause is cut here, between words, so that the decoder's lattice does not grow. */
    private static final int LONGEST_UTTERANCE = 15 * AudioSource.SAMPLE_RATE;
    /** Who calls Mando begins to speak: "hey" may stand before the wake word, half a sentence may not. */
    private static final double LONGEST_BEFORE_SECONDS = 0.5;
    private static final double PAUSE_SECONDS = 0.12;
    /** Nobody says a word faster to be heard. */
    private static final double LEAST_SECONDS_A_LETTER = 0.0575;
    /** How much clearer a word must be for each second of recent talk, up to so many: who talks says words that sound like it. */
    private static final double CLEARER_A_TALK_SECOND = 1;
    private static final double TALKING_SECONDS = 4;
    /** Around a word, what is verified: the decoder's times are not exact. */
    private static final double BEFORE_SECONDS = 0.25;
    private static final double AFTER_SECONDS = 0.2;

    private final Recognizer recognizer;
    private final Map<String, PhraseVerifier> verifiers;
    private final double threshold;
    private final RecentTalk talk = new RecentTalk();
    private final short[] kept = new short[KEPT];
    private long position;
    private long skipped;
    private int sinceSeen;
    private int utterance;

    /**
     * @param model made by {@link mando.speech.model.WakeModel} for these phrases
     * @param threshold the least {@link WakeWord#score} that wakes where nobody talks
     */
    public WakeSpotter(SpeechModel model, List<String> phrases, double threshold) {
        this.recognizer = new Recognizer(model);
        this.verifiers = phrases.stream().distinct()
                .collect(Collectors.toUnmodifiableMap(phrase -> phrase, phrase -> new PhraseVerifier(model, phrase)));
        this.threshold = threshold;
    }

    /** Takes the first {@code count} samples; the wake word, where it was found in what was given so far. */
    public Optional<WakeWord> accept(short[] samples, int count) {
        for (int i = 0; i < count; i++) {
            kept[(int) (position++ % KEPT)] = samples[i];
        }
        utterance += count;
        Optional<Transcript> ended = recognizer.accept(samples, count);
        if (ended.isPresent()) {
            sinceSeen = 0;
            utterance = 0;
            return weigh(ended.get());
        }
        if (isAmong(recognizer.partial())) {
            sinceSeen += count;
            if (sinceSeen >= PATIENCE) {
                return finish();
            }
        } else {
            sinceSeen = 0;
            if (utterance >= LONGEST_UTTERANCE) {
                return finish();
            }
        }
        return Optional.empty();
    }

    /** So many samples are left out here: what was said before was so much longer ago. */
    public void skip(long count) {
        skipped += count;
    }

    /** The sound ends here, or goes on elsewhere: the wake word, where it was the last that was said. */
    public Optional<WakeWord> finish() {
        sinceSeen = 0;
        utterance = 0;
        return weigh(recognizer.finish());
    }

    /** What was given since a wake word ended: the beginning of a command that was said in the same breath. */
    public short[] after(WakeWord wake) {
        return kept(wake.endSeconds(), Double.POSITIVE_INFINITY);
    }

    /** The sound between two times, as far as it is still kept. */
    private short[] kept(double fromSeconds, double toSeconds) {
        long from = Math.max(Math.round(fromSeconds * AudioSource.SAMPLE_RATE), Math.max(0, position - KEPT));
        long to = Math.min(Math.round(toSeconds * AudioSource.SAMPLE_RATE), position);
        var samples = new short[(int) Math.max(0, to - from)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = kept[(int) ((from + i) % KEPT)];
        }
        return samples;
    }

    private boolean isAmong(String words) {
        String padded = " " + words + " ";
        return verifiers.keySet().stream().anyMatch(phrase -> padded.contains(" " + phrase + " "));
    }

    private Optional<WakeWord> weigh(Transcript transcript) {
        Optional<WakeWord> found = find(transcript);
        if (found.isEmpty() && !transcript.isEmpty()) {
            talk.add(spokenSeconds(transcript.words()), transcript.endSeconds() + skippedSeconds());
        }
        return found;
    }

    /** How long words took, but for the wake words: who was not understood says them again, and that is no talk. */
    private double spokenSeconds(List<Word> words) {
        return words.stream().filter(word -> !isAmong(word.text()))
                .mapToDouble(word -> word.endSeconds() - word.startSeconds()).sum();
    }

    private double skippedSeconds() {
        return (double) skipped / AudioSource.SAMPLE_RATE;
    }

    private Optional<WakeWord> find(Transcript transcript) {
        double before = talk.secondsAt(transcript.startSeconds() + skippedSeconds());
        var found = new ArrayList<WakeWord>();
        for (String phrase : verifiers.keySet()) {
            String[] parts = phrase.split(" ");
            List<Word> words = transcript.words();
            for (int start = 0; start + parts.length <= words.size(); start++) {
                List<Word> part = words.subList(start, start + parts.length);
                if (part.stream().map(Word::text).toList().equals(Arrays.asList(parts))
                        && secondsSincePause(words, start) <= LONGEST_BEFORE_SECONDS) {
                    double least = threshold + CLEARER_A_TALK_SECOND
                            * Math.min(before + spokenSeconds(words.subList(0, start)), TALKING_SECONDS);
                    score(phrase, part).filter(wake -> wake.score() >= least).ifPresent(found::add);
                }
            }
        }
        return found.stream().max(Comparator.comparingDouble(WakeWord::endSeconds));
    }

    /** How long the words took that lead up to one without a pause between. */
    private static double secondsSincePause(List<Word> words, int index) {
        int first = index;
        while (first > 0 && words.get(first).startSeconds() - words.get(first - 1).endSeconds() < PAUSE_SECONDS) {
            first--;
        }
        return words.get(index).startSeconds() - words.get(first).startSeconds();
    }

    private Optional<WakeWord> score(String phrase, List<Word> words) {
        double start = words.getFirst().startSeconds();
        double end = words.getLast().endSeconds();
        if (end - start < LEAST_SECONDS_A_LETTER * phrase.length()) {
            return Optional.empty();
        }
        short[] said = kept(start - BEFORE_SECONDS, end + AFTER_SECONDS);
        return Optional.of(new WakeWord(phrase, verifiers.get(phrase).natsPerSecond(said), end));
    }

    @Override
    public void close() {
        recognizer.close();
        verifiers.values().forEach(PhraseVerifier::close);
    }
}
