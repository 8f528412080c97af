package mando.speech;

/** Says replies aloud. Thread-safe. */
public interface Speaker extends AutoCloseable {

    /** Says a text and returns when it has been said, or at once where nothing can speak. */
    void say(String text);

    @Override
    void close();

    /** Says nothing. */
    static Speaker silent() {
        return new Speaker() {
            @Override
            public void say(String text) {}

            @Override
            public void close() {}
        };
    }
}
