package mando.inference.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads a sentence for one home: as a whole and, where that leaves a doubt, command by command. Of these that counts which holds what was said, and the
 * more probable of two. Not thread-safe.
 */
final class SentenceReader {

    /** From here on, a sentence is not read a second time. */
    private static final double BEYOND_DOUBT = 0.9;

    private final IntentVocabulary vocabulary;
    private final Decoder decoder;
    private final Mentions mentions;
    private final Fidelity fidelity;
    private final double threshold;

    /**
     * What was read of words.
     *
     * @param mentioned what of the home stands in them
     * @param objection why the commands are not what was said, a clause
     */
    record Heard(Utterance said, List<Mentions.Mention> mentioned, Reading reading, Optional<String> objection) {

        private boolean isClear() { return !reading.drafts().isEmpty() && objection.isEmpty(); }

        private double confidence() {
            return reading.confidence();
        }

        private Set<String> names() {
            return names(_ -> true);
        }

        private Set<String> deviceNames() {
            return names(Mentions.Mention::isDevice);
        }

        private Set<String> names(Predicate<Mentions.Mention> which) {
            return mentioned.stream().filter(which).map(Mentions.Mention::text).collect(Collectors.toSet());
        }
    }

    /**
     * @param threshold the least confidence at which something is done, 0 to 1
     * @throws IntentModelException where the home is too large for the model
     */
    SentenceReader(Interpreter.Model model, Catalogue catalogue, double threshold) {
        this.vocabulary = new IntentVocabulary(model.tokenizer());
        NounLexicon lexicon = NounLexicon.read(model.folder().resolve("nouns.tsv"));
        var referents = new Referents(catalogue, lexicon);
        this.decoder = new Decoder(model.llama(), vocabulary, catalogue, referents);
        this.mentions = new Mentions(catalogue, lexicon);
        this.fidelity = new Fidelity(catalogue, referents);
        this.threshold = threshold;
    }

    /**
     * @param normalised the sentence in normal form
     * @param before what was said and done just before
     * @return empty where the sentence is longer than the model has room for
     */
    Optional<Heard> read(String normalised, Optional<Exchange> before) {
        return whole(normalised, before).map(heard -> surest(heard, before));
    }

    private Optional<Heard> whole(String normalised, Optional<Exchange> before) {
        var said = new Utterance(normalised, before, vocabulary);
        List<Mentions.Mention> mentioned = mentions.in(said);
        return decoder.read(normalised, said, mentioned, before).map(reading -> judged(said, mentioned, reading));
    }

    private Heard judged(Utterance said, List<Mentions.Mention> mentioned, Reading reading) {
        Optional<String> objection = reading.drafts().isEmpty()
                ? Optional.empty()
                : fidelity.objection(said, mentioned, reading.drafts(), reading.output());
        return new Heard(said, mentioned, reading, objection);
    }

    private Heard surest(Heard whole, Optional<Exchange> before) {
        Heard together = surer(whole, () -> thingByThing(whole, before));
        return surer(together, () -> clauseByClause(together, before));
    }

    /** The other way to read the same words, where the first leaves a doubt and the other is better. */
    private Heard surer(Heard first, Supplier<Optional<Reading>> other) {
        if (first.reading().asksNothing() || (first.isClear() && first.confidence() >= BEYOND_DOUBT)) {
            return first;
        }
        double least = first.isClear() ? first.confidence() : threshold;
        return other.get().map(reading -> judged(first.said(), first.mentioned(), reading)).filter(Heard::isClear)
                .filter(heard -> heard.confidence() > least).orElse(first);
    }

    private Optional<Reading> clauseByClause(Heard whole, Optional<Exchange> before) {
        Utterance said = whole.said();
        return new Clauses(said.words(), said.find(whole.names(), 0)).best(part -> {
            Optional<Exchange> known = part.isFirst() ? before : Optional.empty();
            return whole(part.text(), known).map(heard -> surer(heard, () -> thingByThing(heard, known)))
                    .filter(Heard::isClear).map(Heard::reading);
        });
    }

    /** "All but the lamp and the fan" is not "all but the lamp" and "all but the fan". */
    private Optional<Reading> thingByThing(Heard whole, Optional<Exchange> before) {
        Utterance said = whole.said();
        var readings = new ArrayList<Reading>();
        for (String sentence : Coordination.sentences(said.words(), said.find(whole.deviceNames(), 0))) {
            Optional<Heard> heard = whole(sentence, before).filter(Heard::isClear)
                    .filter(one -> one.reading().drafts().stream().allMatch(draft -> draft.except().isEmpty()));
            if (heard.isEmpty()) {
                return Optional.empty();
            }
            readings.add(heard.get().reading());
        }
        return readings.stream().reduce(Reading::and);
    }
}
