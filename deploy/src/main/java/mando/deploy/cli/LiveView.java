package mando.deploy.cli;

import java.io.PrintWriter;
import java.util.Locale;
import mando.deploy.Turn;
import mando.speech.AudioSource;
import mando.speech.capture.ConditionedSource;

/** What {@code mando listen} shows: on a terminal a level meter that is redrawn in its line, above it partial words and turns. */
final class LiveView {

    private static final int WIDTH = 30;
    private static final float QUIETEST_DBFS = -66;
    private static final int REDRAW_SAMPLES = AudioSource.SAMPLE_RATE / 10;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final TurnPrinter printer;
    private final boolean json;
    private final boolean terminal;

    LiveView(PrintWriter out, boolean json, boolean terminal) {
        this.out = out;
        this.printer = new TurnPrinter(out, json);
        this.json = json;
        this.terminal = terminal;
    }

    synchronized void partial(String words) {
        if (!json && !words.isEmpty()) {
            clear();
            out.println("  …           " + words);
            out.flush();
        }
    }

    synchronized void turn(Turn turn) {
        clear();
        printer.print(turn);
    }

    private void clear() {
        if (!json && terminal) {
            out.print(CLEAR_LINE);
        }
    }

    private synchronized void level(float dbfs) {
        out.print(CLEAR_LINE + meter(dbfs));
        out.flush();
    }

    static String meter(float dbfs) {
        int filled = Math.clamp(Math.round(WIDTH * (dbfs - QUIETEST_DBFS) / -QUIETEST_DBFS), 0, WIDTH);
        return String.format(Locale.ROOT, "  level       [%s%s] %4.0f dBFS", "=".repeat(filled),
                " ".repeat(WIDTH - filled), dbfs);
    }

    /** The microphone, with its level shown as it is read. */
    AudioSource metered(ConditionedSource microphone) {
        return json || !terminal ? microphone : new Metered(microphone);
    }

    private final class Metered implements AudioSource {

        private final ConditionedSource microphone;
        private int sinceDrawn;

        Metered(ConditionedSource microphone) {
            this.microphone = microphone;
        }

        @Override
        public int read(short[] samples) {
            int count = microphone.read(samples);
            sinceDrawn += Math.max(0, count);
            if (sinceDrawn >= REDRAW_SAMPLES) {
                sinceDrawn = 0;
                level(microphone.levelDbfs());
            }
            return count;
        }

        @Override
        public void close() {
            microphone.close();
        }
    }
}
