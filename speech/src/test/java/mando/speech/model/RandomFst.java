package mando.speech.model;

import java.util.Random;

/** Transducers with cycles, epsilons and unreachable labels, from a seed. */
final class RandomFst {

    private RandomFst() {}

    static Fst of(long seed, int states, int labels) {
        var random = new Random(seed);
        var fst = new Fst();
        for (int i = 0; i < states; i++) {
            fst.addState();
        }
        for (int i = 0; i < 3 * states; i++) {
            fst.addArc(random.nextInt(states), random.nextInt(5),
                    random.nextInt(3) == 0 ? 1 + random.nextInt(labels) : 0,
                    random.nextInt(8) / 8.0, random.nextInt(states));
        }
        // fstcompile takes the first line's state for the start.
        fst.addArc(0, 1, 0, 0.5, 1);
        fst.setFinal(states - 1, 0.25);
        fst.setFinal(states / 2, 0);
        return fst;
    }
}
