package mando.deploy.diagnosis;

import java.io.IOException;
import java.time.Duration;

/** One thing that must be right for Mando to work. It only looks: it takes no line, publishes nothing and leaves nothing behind. */
public interface Check {

    /** Time for a check that computes, as models do: minutes on a small or busy machine. */
    Duration COMPUTING = Duration.ofMinutes(5);

    /** What it looks at, in a word or two; a part of the output that programs read, so it stays. */
    String name();

    /** How long it may take; what takes longer is a fault. */
    default Duration limit() {
        return Duration.ofSeconds(15);
    }

    /** Looks. Runs on a thread of its own, which is interrupted after {@link #limit}. */
    Finding look() throws IOException, InterruptedException;
}
