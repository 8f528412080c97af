package mando.speech.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which senones a network tells the likelihoods of, and in which order: by codebook, as it computes them. Immutable. */
final class SphinxOutputs {

    /** By codebook. */
    private final List<List<Integer>> senones = new ArrayList<>();
    private final Map<Integer, Integer> ranks = new HashMap<>();

    private SphinxOutputs(Triphones triphones, Iterable<Integer> wanted) {
        for (int codebook = 0; codebook < triphones.codebooks(); codebook++) {
            senones.add(new ArrayList<>());
        }
        wanted.forEach(senone -> senones.get(triphones.codebook(senone)).add(senone));
        senones.forEach(own -> own.forEach(senone -> ranks.put(senone, ranks.size())));
    }

    /** All that the model has. */
    static SphinxOutputs all(Triphones triphones) {
        return new SphinxOutputs(triphones, IntStream.range(0, triphones.senones()).boxed().toList());
    }

    /** Those of pauses and of phones whatever their neighbours are: one in forty. */
    static SphinxOutputs alone(Triphones triphones) {
        var sounds = new ArrayList<>(triphones.pauses());
        for (int phone = 1; phone <= triphones.phones().size(); phone++) {
            sounds.add(triphones.alone(phone));
        }
        var wanted = new TreeSet<Integer>();
        for (Triphones.Senones senones : sounds) {
            for (int state = 0; state < Triphones.STATES; state++) {
                wanted.add(senones.of(state));
            }
        }
        return new SphinxOutputs(triphones, wanted);
    }

    int codebooks() {
        return senones.size();
    }

    int count() {
        return ranks.size();
    }

    /** The senones of a codebook, in order of rank; often none. */
    List<Integer> ofCodebook(int codebook) {
        return Collections.unmodifiableList(senones.get(codebook));
    }

    /** The place of a senone, from 0. */
    int rank(int senone) {
        return ranks.get(senone);
    }
}
