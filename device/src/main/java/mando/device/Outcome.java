package mando.device;

import java.util.List;

/** What became of a command. */
public sealed interface Outcome {

    /** What to tell the person, as sentences. */
    String text();

    /** The same in parts, for who would word it otherwise; empty where it can only be told as the text has it. */
    default List<Report> reports() {
        return List.of();
    }

    /** It was done. */
    record Done(String text, List<Report> reports) implements Outcome {

        public Done {
            reports = List.copyOf(reports);
        }
    }

    /** It was a question; this is the answer. */
    record Answer(String text, List<Report> reports) implements Outcome {

        public Answer {
            reports = List.copyOf(reports);
        }
    }

    /** It will be done later. */
    record Scheduled(String text, List<Report> reports) implements Outcome {

        public Scheduled {
            reports = List.copyOf(reports);
        }
    }

    /** It is done only after a yes. */
    record NeedsConfirmation(String text) implements Outcome {}

    /** It was not allowed or makes no sense, and nothing was done. */
    record Refused(String text, List<Report> reports) implements Outcome {

        public Refused {
            reports = List.copyOf(reports);
        }
    }

    /** It was tried and did not work. */
    record Failed(String text, List<Report> reports) implements Outcome {

        public Failed {
            reports = List.copyOf(reports);
        }
    }
}
