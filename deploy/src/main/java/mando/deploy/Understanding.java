package mando.deploy;

import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.inference.kernel.Kernels;

/** The intent model in memory, to be told of one home or of many. */
public final class Understanding {

    private final Interpreter.Model model;

    /**
     * @throws mando.inference.gguf.GgufException where the model is missing or damaged
     */
    public Understanding(Installation installation) {
        model = Interpreter.Model.load(installation.intentModel(), Kernels.choose());
    }

    public Interpreter interpreter(Catalogue catalogue, double threshold) {
        return new Interpreter(model, catalogue, threshold);
    }
}
