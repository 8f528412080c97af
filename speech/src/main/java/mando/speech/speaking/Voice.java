package mando.speech.speaking;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.sound.sampled.LineUnavailableException;
import org.tinylog.Logger;

/**
 * Speaks with a synthesizer through the loudspeaker. The replies said last are kept, so that "OK" costs no synthesis. What goes wrong is logged once,
 * and once more when it has been well in between.
 */
public final class Voice implements Speaker {

    private static final int KEPT_REPLIES = 32;
    /** Of one reply that is kept: six seconds at 22 kHz. */
    private static final int LONGEST_KEPT = 132_300;

    private final Optional<Synthesizer> synthesizer;
    private final Loudspeaker loudspeaker;
    private final BooleanSupplier quiet;
    private final Object turn = new Object();
    /** Guarded by {@link #turn}. */
    private final Map<String, Clip> replies = new LinkedHashMap<>(KEPT_REPLIES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Clip> eldest) {
            return size() > KEPT_REPLIES;
        }
    };
    private boolean faultTold;
    private volatile AtomicBoolean cut = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param synthesizer nothing where none is installed: then only tones are played, and the log says so
     * @param volume 0 to 100
     * @param quiet whether nothing may be heard now
     */
    public Voice(Optional<Synthesizer> synthesizer, int volume, BooleanSupplier quiet) {
        this.synthesizer = synthesizer;
        this.loudspeaker = new Loudspeaker(volume);
        this.quiet = quiet;
        if (synthesizer.isEmpty()) {
            Logger.warn("Replies are not spoken: no speech synthesizer is installed; apt install espeak-ng");
        }
    }

    @Override
    public void say(String text) {
        String line = Synthesizer.speakable(text);
        if (line.isEmpty() || synthesizer.isEmpty()) {
            return;
        }
        inTurn(() -> {
            Clip clip = replies.get(line);
            if (clip == null) {
                clip = synthesizer.get().synthesize(line);
                if (clip.samples().length <= LONGEST_KEPT) {
                    replies.put(line, clip);
                }
            }
            return clip;
        });
    }

    @Override
    public void play(Earcon earcon) {
        inTurn(earcon::clip);
    }

    private interface ClipSource {

        Clip get() throws IOException, InterruptedException;
    }

    private void inTurn(ClipSource source) {
        synchronized (turn) {
            if (closed || quiet.getAsBoolean()) {
                return;
            }
            var mine = new AtomicBoolean();
            cut = mine;
            try {
                loudspeaker.play(source.get(), mine);
                faultTold = false;
            } catch (IOException e) {
                tell(synthesizer.map(Synthesizer::program).orElse("") + " could not say a reply: " + e.getMessage()
                        + "; check the voice");
            } catch (LineUnavailableException e) {
                tell("A reply cannot be heard: " + e.getMessage() + "; connect a loudspeaker, or set responses.speak "
                        + "and wake.earcon to false");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tell(String fault) {
        if (!faultTold && !closed) {
            Logger.warn("{}", fault);
        }
        faultTold = true;
    }

    @Override
    public void hush() {
        cut.set(true);
    }

    @Override
    public void close() {
        closed = true;
        hush();
    }
}
