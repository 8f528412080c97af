package mando.deploy.evaluation;

/** A file of cases that cannot be used; the message is one sentence that names the file and line. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
