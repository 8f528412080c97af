package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import mando.deploy.Installation;
import mando.deploy.WakeWords;
import mando.speech.AudioSource;
import mando.speech.WavSource;
import mando.speech.gate.Gap;
import mando.speech.gate.SpeechGate;
import mando.speech.wake.WakeSpotter;

/**
 * Counts how often a wake word is missed, and how often other sound wakes, by the path that the daemon takes: gate, then spotter. The recordings of
 * a word lie in a folder that is named as the word, with {@code -} for a space.
 */
public final class WakeEvaluation {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Every run draws the same noise. */
    private static final long SEED = 5;
    private static final int ROOM = AudioSource.SAMPLE_RATE;
    private static final double ROOM_DEVIATION = 5;
    private static final int CHUNK = AudioSource.SAMPLE_RATE / 20;

    private final Installation installation;
    private final boolean json;
    private final PrintWriter out;

    /**
     * @param json one object a line in place of sentences
     */
    public WakeEvaluation(Installation installation, boolean json, PrintWriter out) {
        this.installation = installation;
        this.json = json;
        this.out = out;
    }

    /** What is measured. */
    private record Count(int files, int woken, int wakes, double hours, double passedHours) {}

    /**
     * Measures and prints a line for each word, sensitivity and kind of sound.
     *
     * @param words folders of recordings, or of such folders
     * @param others folders of recordings, and recordings, in which no wake word is said
     * @param noise to hear the words in besides, at {@code decibels}
     */
    public void report(Path words, List<Path> others, List<Double> sensitivities, Optional<Path> noise,
            double decibels) {
        Optional<Noise> heardIn = noise.map(Noise::read);
        for (Path folder : wordFolders(words)) {
            String phrase = folder.getFileName().toString().replace('-', ' ').toLowerCase(Locale.ROOT);
            for (double sensitivity : sensitivities) {
                try (var model = WakeWords.open(installation, List.of(phrase), sensitivity)) {
                    print(phrase, sensitivity, "quiet", count(model, recordings(folder), WavSource::new, true));
                    if (heardIn.isPresent()) {
                        var random = new Random(SEED);
                        print(phrase, sensitivity, decibels + " dB", count(model, recordings(folder),
                                file -> heardIn.get().behind(file, decibels, random), true));
                    }
                    if (!others.isEmpty()) {
                        print(phrase, sensitivity, "other", count(model,
                                others.stream().flatMap(path -> recordings(path).stream()).toList(), WavSource::new,
                                false));
                    }
                }
            }
        }
    }

    private static List<Path> wordFolders(Path words) {
        try (Stream<Path> entries = Files.list(words)) {
            List<Path> folders = entries.filter(Files::isDirectory).sorted().toList();
            return folders.isEmpty() ? List.of(words) : folders;
        } catch (IOException e) {
            throw new EvaluationException(words + " cannot be read: give a folder of recordings named as the word", e);
        }
    }

    private static List<Path> recordings(Path path) {
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
            if (files.isEmpty()) {
                throw new EvaluationException(path + " holds no WAV file", null);
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new EvaluationException(path + " cannot be read", e);
        }
    }

    /** Each file by itself, as after a long silence, or all in one stream. */
    private static Count count(WakeWords model, List<Path> files, Function<Path, AudioSource> opener,
            boolean separate) {
        int woken = 0;
        int wakes = 0;
        long samples = 0;
        double passed = 0;
        Room stream = null;
        try {
            for (Path file : files) {
                if (stream == null) {
                    stream = new Room(model.spotter());
                }
                int before = stream.wakes;
                try (AudioSource source = opener.apply(file)) {
                    stream.play(source);
                }
                woken += stream.wakes > before || (separate && stream.end()) ? 1 : 0;
                if (separate) {
                    wakes += stream.wakes;
                    samples += stream.samples;
                    passed += stream.gate.passedShare() * stream.samples;
                    stream.spotter.close();
                    stream = null;
                }
            }
            if (stream != null) {
                stream.end();
                wakes += stream.wakes;
                samples += stream.samples;
                passed += stream.gate.passedShare() * stream.samples;
            }
        } finally {
            if (stream != null) {
                stream.spotter.close();
            }
        }
        double perHour = 3_600.0 * AudioSource.SAMPLE_RATE;
        return new Count(files.size(), woken, wakes, samples / perHour, passed / perHour);
    }

    private void print(String phrase, double sensitivity, String sound, Count count) {
        boolean other = sound.equals("other");
        if (json) {
            ObjectNode line = JSON.createObjectNode().put("word", phrase).put("sensitivity", sensitivity)
                    .put("sound", sound).put("recordings", count.files).put("hours", rounded(count.hours))
                    .put("heardHours", rounded(count.passedHours));
            if (other) {
                line.put("wakes", count.wakes).put("wakesInTenHours", rounded(10 * count.wakes / count.hours));
            } else {
                line.put("missed", count.files - count.woken)
                        .put("missRate", rounded(1 - (double) count.woken / count.files));
            }
            out.println(line);
        } else if (other) {
            out.printf(Locale.ROOT, "%-12s %.2f  other    %d false wakes in %.2f hours: %.1f in ten%n", phrase,
                    sensitivity, count.wakes, count.hours, 10 * count.wakes / count.hours);
        } else {
            out.printf(Locale.ROOT, "%-12s %.2f  %-8s missed %d of %d%n", phrase, sensitivity, sound,
                    count.files - count.woken, count.files);
        }
        out.flush();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /** A microphone in a quiet room, where recordings are played. */
    private static final class Room implements SpeechGate.Receiver {

        private final SpeechGate gate = new SpeechGate();
        private final Gap gap = new Gap();
        private final WakeSpotter spotter;
        private final Random random = new Random(SEED);
        private int wakes;
        private long samples;

        Room(WakeSpotter spotter) {
            this.spotter = spotter;
        }

        void play(AudioSource source) {
            quiet();
            var block = new short[CHUNK];
            int count;
            while ((count = source.read(block)) > 0) {
                hear(block, count);
            }
            quiet();
        }

        private void quiet() {
            for (int at = 0; at < ROOM; at += CHUNK) {
                hear(new short[CHUNK], CHUNK);
            }
        }

        private void hear(short[] block, int count) {
            for (int i = 0; i < count; i++) {
                block[i] = (short) Math.clamp(block[i] + Math.round(random.nextGaussian() * ROOM_DEVIATION),
                        Short.MIN_VALUE, Short.MAX_VALUE);
            }
            samples += count;
            gate.accept(block, count, this);
            gap.elapse(count);
        }

        @Override
        public void sound(short[] block, int count) {
            spotter.skip(gap.before(count));
            spotter.accept(block, count).ifPresent(_ -> wakes++);
        }

        @Override
        public void silence() {
            spotter.finish().ifPresent(_ -> wakes++);
        }

        /** Whether the last that was said was a wake word. */
        boolean end() {
            int before = wakes;
            silence();
            return wakes > before;
        }
    }
}
