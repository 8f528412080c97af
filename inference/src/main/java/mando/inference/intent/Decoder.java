package mando.inference.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mando.inference.llama.LlamaModel;
import mando.inference.llama.Session;

/**
 * Has the model write commands under the constraint of what a home can do. The home is read once and kept; each utterance is read behind it. Not
 * thread-safe.
 */
final class Decoder {

    private static final int MOST_OUTPUT_TOKENS = 96;
    private static final int MOST_UTTERANCE_TOKENS = 400;
    /** What was said before is only remembered as far as it is short. */
    private static final int MOST_EXCHANGE_TOKENS = 128;
    private static final int LONGEST_NAME_TOKENS = 12;

    private final IntentVocabulary vocabulary;
    private final Prompt prompt;
    private final CommandAutomaton automaton;
    private final Session session;
    private final int homeLength;
    private final float[] logits;

    /**
     * Reads a home.
     *
     * @throws IntentModelException where the home is too large for the model
     */
    Decoder(LlamaModel llama, IntentVocabulary vocabulary, Catalogue catalogue, Referents referents) {
        this.vocabulary = vocabulary;
        this.prompt = new Prompt(vocabulary);
        this.automaton = new CommandAutomaton(catalogue, vocabulary, referents);
        this.logits = new float[vocabulary.size()];
        int[] home = prompt.home(catalogue);
        int context = llama.config().contextLength();
        int needed = home.length + MOST_EXCHANGE_TOKENS + MOST_UTTERANCE_TOKENS + MOST_OUTPUT_TOKENS;
        if (needed > context) {
            throw new IntentModelException(
                    "the configured home takes " + home.length + " tokens to describe, more than the "
                            + (context - needed + home.length)
                            + " that the intent model has room for: use fewer or shorter names and aliases",
                    null);
        }
        this.session = llama.newSession(needed);
        session.append(home);
        this.homeLength = home.length;
    }

    /**
     * Reads an utterance and writes what it asks for.
     *
     * @param normalised its words
     * @param mentioned what of the home stands in it
     * @return empty where it is longer than the model has room for
     */
    Optional<Reading> read(String normalised, Utterance said, List<Mentions.Mention> mentioned,
            Optional<Exchange> before) {
        int[] utterance = prompt.utterance(normalised, mentioned);
        if (utterance.length > MOST_UTTERANCE_TOKENS) {
            return Optional.empty();
        }
        int[] read = before.map(prompt::exchange).filter(tokens -> tokens.length <= MOST_EXCHANGE_TOKENS)
                .map(tokens -> IntStream.concat(IntStream.of(tokens), IntStream.of(utterance)).toArray())
                .orElse(utterance);
        session.rewind(homeLength);
        session.append(read);
        return Optional.of(write(said, read.length));
    }

    private Reading write(Utterance said, int promptTokens) {
        Parse parse = automaton.start(said);
        var written = new ArrayList<Integer>();
        double logProbability = 0;
        Optional<String> unknown = Optional.empty();
        while (parse.complete().isEmpty() && written.size() < MOST_OUTPUT_TOKENS) {
            computeLogits(parse);
            int token = best(parse);
            if (token < 0) {
                return new Reading(List.of(), 0, Optional.of("that cannot be done here"), spell(written), promptTokens,
                        written.size());
            }
            double probability = logProbability(token, parse);
            if (unknown.isEmpty() && parse.spelling() && probability < Math.log(0.5)) {
                unknown = Optional.of(intended(written));
                // The look ahead moved the session: read the output again.
                session.rewind(homeLength + promptTokens);
                written.forEach(session::append);
            }
            logProbability += probability;
            written.add(token);
            parse = parse.next(token);
            if (parse.complete().isEmpty()) {
                session.append(token);
            }
        }
        Optional<String> obstacle = unknown.filter(name -> !name.isBlank())
                .map(name -> "there is nothing called \"" + name + "\" here that can do that");
        List<Draft> drafts = parse.complete().orElse(List.of());
        return new Reading(drafts, Math.exp(logProbability), drafts.isEmpty() ? Optional.empty() : obstacle,
                spell(written), promptTokens, written.size());
    }

    /**
     * Of what may follow only, where the words said settle it; otherwise of the whole vocabulary, because a token's unconstrained probability, which
     * the confidence is made of, has them all in its denominator.
     */
    private void computeLogits(Parse parse) {
        if (parse.evident()) {
            session.logits(parse.allowed().stream().mapToInt(Integer::intValue).toArray(), logits);
        } else {
            session.logits(logits);
        }
    }

    /** The most probable of the tokens that may follow, or -1 where none may. */
    private int best(Parse parse) {
        int best = -1;
        for (int token : parse.allowed()) {
            if (best < 0 || logits[token] > logits[best]) {
                best = token;
            }
        }
        return best;
    }

    /** Of a token, against the whole vocabulary; against what may follow, where the words said settle it. */
    private double logProbability(int token, Parse parse) {
        double sum = 0;
        if (parse.evident(token)) {
            for (int rival : parse.allowed()) {
                sum += Math.exp(logits[rival] - logits[token]);
            }
        } else {
            for (float logit : logits) {
                sum += Math.exp(logit - logits[token]);
            }
        }
        return -Math.log(sum);
    }

    /** The words that the model would write next if nothing held it: the name that it had in mind. */
    private String intended(List<Integer> written) {
        var name = new ArrayList<Integer>();
        for (int i = written.size() - 1; i >= 0 && vocabulary.isText(written.get(i)); i--) {
            name.addFirst(written.get(i));
        }
        for (int i = 0; i < LONGEST_NAME_TOKENS; i++) {
            int token = 0;
            for (int candidate = 1; candidate < logits.length; candidate++) {
                token = logits[candidate] > logits[token] ? candidate : token;
            }
            if (!vocabulary.isText(token)) {
                break;
            }
            name.add(token);
            session.append(token);
            session.logits(logits);
        }
        return spell(name).strip();
    }

    private String spell(List<Integer> tokens) {
        return vocabulary.spell(tokens.stream().mapToInt(Integer::intValue).toArray());
    }
}
