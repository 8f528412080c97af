package mando.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mando.inference.intent.Intent;
import mando.inference.intent.Interpretation;
import mando.speech.Evidence;
import mando.speech.Hypothesis;
import mando.speech.model.RecognitionModel;

/**
 * Interprets the hypotheses of an utterance together (N-best rescoring). A reading is supported by every hypothesis that leads to it, with the
 * recogniser's probability of the hypothesis times the intent model's of the reading; the reading with the most support is taken. Where two readings
 * that would move different things are about as well supported, where most of the recogniser's probability lies elsewhere, or where a part was no word,
 * nothing is done.
 */
final class NBestInterpreter {

    /** Hypotheses that are so much less probable than the best are not worth the time to read them. */
    private static final double LEAST_SHARE_OF_BEST = 0.05;
    private static final int MOST_READ = 6;
    /** A command is taken where a rival that would move something else has at most this share of its support. */
    private static final double MOST_RIVAL_SHARE = 0.5;
    /**
     * Of the recogniser's probability, what must lead to a command or to others that do not contradict it: sound that fits anything alike is talk or
     * noise. Where the evidence is strong that it was said, half of that will do.
     */
    private static final double LEAST_AGREEMENT = 0.5;

    private final Function<String, Interpretation> interpreter;
    private final double leastEvidence;

    /**
     * @param leastEvidence the least {@link Evidence#probability} at which something is asked back, and times the intent model's confidence at which
     *        something is done, where there is any evidence
     */
    NBestInterpreter(Function<String, Interpretation> interpreter, double leastEvidence) {
        this.interpreter = interpreter;
        this.leastEvidence = leastEvidence;
    }

    /** Whether the best hypothesis is sure enough to be taken at its word, as the answer to a question is. */
    boolean isClear(List<Hypothesis> hypotheses, Optional<Evidence> evidence) {
        return hypotheses.getFirst().probability() >= LEAST_AGREEMENT && wasSaid(evidence);
    }

    /**
     * What an utterance was taken for.
     *
     * @param text one of its hypotheses
     * @param meant whether it is as sure that this was said and meant as it must be for something to be done: of talk it hardly ever is
     */
    record Reading(String text, Interpretation interpretation, boolean meant) {}

    /**
     * Reads an utterance.
     *
     * @param hypotheses at least one, the most probable first
     * @param evidence that anything was said at all
     */
    Reading read(List<Hypothesis> hypotheses, Optional<Evidence> evidence) {
        double best = hypotheses.getFirst().probability();
        var candidates = new LinkedHashMap<Meaning, Candidate>();
        hypotheses.stream().limit(MOST_READ)
                .filter(hypothesis -> hypothesis.probability() >= LEAST_SHARE_OF_BEST * best)
                .forEach(hypothesis -> {
                    Interpretation interpretation = interpret(hypothesis.text());
                    candidates.merge(Meaning.of(interpretation),
                            new Candidate(hypothesis.text(), interpretation, hypothesis.probability(),
                                    hypothesis.probability() * interpretation.confidence()),
                            Candidate::joined);
                });
        var ranked = new ArrayList<>(candidates.entrySet());
        // The sort is stable: of equals, the one that the recogniser preferred.
        ranked.sort((a, b) -> Double.compare(b.getValue().support(), a.getValue().support()));
        Map.Entry<Meaning, Candidate> winner = ranked.getFirst();
        if (!isSure(winner, candidates, evidence)) {
            return new Reading(winner.getValue().text(),
                    refused(winner.getValue().interpretation(), "that was not clear enough, please say it again"),
                    false);
        }
        return ranked.stream().skip(1).filter(rival -> winner.getKey().contradicts(rival.getKey()))
                .filter(rival -> rival.getValue().support() > MOST_RIVAL_SHARE * winner.getValue().support())
                .findFirst()
                .map(rival -> undecided(winner.getValue(), rival.getValue()))
                .orElseGet(() -> reading(winner.getValue(), evidence));
    }

    private Reading reading(Candidate winner, Optional<Evidence> evidence) {
        double said = evidence.map(Evidence::probability).orElse(1.0);
        return new Reading(winner.text(), winner.interpretation(),
                !hasFiller(winner.text()) && said * winner.interpretation().confidence() >= leastEvidence);
    }

    private boolean isSure(Map.Entry<Meaning, Candidate> winner, Map<Meaning, Candidate> candidates,
            Optional<Evidence> evidence) {
        if (!winner.getKey().intents().isEmpty()) {
            return agreement(winner.getKey(), candidates) >= leastAgreement(evidence)
                    && wasMeant(evidence, winner.getValue().interpretation());
        }
        // To ask back aloud where nobody said anything is no better than to do something.
        return winner.getKey().question().isEmpty() || wasSaid(evidence);
    }

    private static double leastAgreement(Optional<Evidence> evidence) {
        return evidence.map(found -> Math.clamp(1 - found.probability(), LEAST_AGREEMENT / 2, LEAST_AGREEMENT))
                .orElse(LEAST_AGREEMENT);
    }

    private boolean wasSaid(Optional<Evidence> evidence) {
        return evidence.map(found -> found.probability() >= leastEvidence).orElse(true);
    }

    /** That it was said, and that what was said means this. */
    private boolean wasMeant(Optional<Evidence> evidence, Interpretation interpretation) {
        return evidence.map(found -> found.probability() * interpretation.confidence() >= leastEvidence).orElse(true);
    }

    private static double agreement(Meaning winner, Map<Meaning, Candidate> candidates) {
        return candidates.entrySet().stream()
                .filter(other -> !other.getKey().intents().isEmpty() && !winner.contradicts(other.getKey()))
                .mapToDouble(other -> other.getValue().probability()).sum();
    }

    /** Where a part was no word of the home's, nobody knows what was said there: "don't", for one. */
    private Interpretation interpret(String text) {
        Interpretation heard = interpreter.apply(text);
        boolean says = !heard.intents().isEmpty() || heard.question().isPresent();
        return says && hasFiller(text) ? refused(heard, "a part of that was not understood") : heard;
    }

    private static boolean hasFiller(String text) {
        return List.of(text.split(" ")).contains(RecognitionModel.FILLER);
    }

    private static Interpretation refused(Interpretation heard, String reason) {
        return new Interpretation(List.of(), heard.confidence(), Optional.of(reason), Optional.empty(),
                heard.normalised(), heard.output(), heard.promptTokens(), heard.outputTokens());
    }

    private static Reading undecided(Candidate winner, Candidate rival) {
        return new Reading(winner.text(), refused(winner.interpretation(),
                "that could have been \"%s\" or \"%s\", please say it again".formatted(winner.text(), rival.text())),
                true);
    }

    /** A hypothesis and what speaks for its meaning. */
    private record Candidate(String text, Interpretation interpretation, double probability, double support) {

        /** Of two hypotheses that mean the same, the first was the more probable. */
        Candidate joined(Candidate later) {
            return new Candidate(text, interpretation, probability + later.probability, support + later.support);
        }
    }

    /** What two hypotheses share that come to the same. */
    private record Meaning(List<Intent> intents, Optional<String> question, Optional<String> refusal) {

        static Meaning of(Interpretation interpretation) {
            return new Meaning(interpretation.intents(), interpretation.question(), interpretation.refusal());
        }

        /** Whether both are commands, and each would do something that the other would not: another value is no such thing. */
        boolean contradicts(Meaning other) {
            return !intents.isEmpty() && !other.intents.isEmpty() && !moves().containsAll(other.moves())
                    && !other.moves().containsAll(moves());
        }

        private List<?> moves() {
            return intents.stream().map(intent -> List.of(intent.action(), intent.target())).toList();
        }
    }
}
