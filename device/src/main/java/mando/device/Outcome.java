package mando.device;

/** What became of a command. */
public sealed interface Outcome {

    /** What to tell the person, as a sentence. */
    String text();

    /** It was done. */
    record Done(String text) implements Outcome {}

    /** It was a question; this is the answer. */
    record Answer(String text) implements Outcome {}

    /** It will be done later. */
    record Scheduled(String text) implements Outcome {}

    /** It is done only after a yes. */
    record NeedsConfirmation(String text) implements Outcome {}

    /** It was not allowed or makes no sense, and nothing was done. */
    record Refused(String text) implements Outcome {}

    /** It was tried and did not work. */
    record Failed(String text) implements Outcome {}
}
