package mando.inference.gguf;

import java.nio.file.Path;

/** A model file that cannot be used; the message is one sentence that names the file and what is wrong with it. */
public final class GgufException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    public GgufException(Path file, String problem) {
        this(file, problem, null);
    }

    public GgufException(Path file, String problem, Throwable cause) {
        super(file + " is not a usable GGUF model: " + oneLine(problem), cause);
    }

    /** A problem may quote names out of the file: they must not end the line, nor fill the log. */
    private static String oneLine(String problem) {
        String shown = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "…";
        return shown.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }
}
