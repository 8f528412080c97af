package mando.inference.gguf;

import java.nio.file.Path;

/** A model file that cannot be used; the message is one sentence that names the file and what is wrong with it. */
public final class GgufException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GgufException(Path file, String problem) {
        this(file, problem, null);
    }

    public GgufException(Path file, String problem, Throwable cause) {
        super(file + " is not a usable GGUF model: " + problem, cause);
    }
}
