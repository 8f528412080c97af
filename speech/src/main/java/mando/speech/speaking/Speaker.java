package mando.speech.speaking;

/** Says replies aloud. Thread-safe. */
public interface Speaker extends AutoCloseable {

    /**
     * Says a text and returns when it has been said; a second thread waits its turn. A reply that cannot be said is logged, and nothing else
     * fails for it.
     *
     * @param text a sentence or two; a speaker may cut what is longer
     */
    void say(String text);

    /** Plays a tone, in its turn. */
    void play(Earcon earcon);

    /** Cuts short what is being said now; what is said next is said. */
    void hush();

    /** Cuts short what is being said, and says nothing more. */
    @Override
    void close();

    /** Says nothing. */
    static Speaker silent() {
        return new Speaker() {
            @Override
            public void say(String text) {}

            @Override
            public void play(Earcon earcon) {}

            @Override
            public void hush() {}

            @Override
            public void close() {}
        };
    }
}
