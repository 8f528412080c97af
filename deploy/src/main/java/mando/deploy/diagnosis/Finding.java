package mando.deploy.diagnosis;

/** What a check found: one sentence with the values that it saw, and what to do where something is wrong. */
public sealed interface Finding {

    /** What was found, with real values. */
    String found();

    /** The same values for programs. */
    Facts facts();

    /** All is well, or there is nothing to look at. */
    record Ok(String found, Facts facts) implements Finding {}

    /**
     * Mando works, but less well than it could, or it cannot be told whether it does.
     *
     * @param remedy what to do
     */
    record Warning(String found, String remedy, Facts facts) implements Finding {}

    /**
     * Mando, or a part of it, does not work.
     *
     * @param remedy what to do
     */
    record Fault(String found, String remedy, Facts facts) implements Finding {}
}
