package mando.deploy;

import mando.device.configuration.Configuration;
import mando.inference.gguf.GgufException;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.inference.intent.ReplyWriter;
import mando.inference.kernel.Kernels;
import org.tinylog.Logger;

/** The intent model in memory, to be told of one home or of many. */
public final class Understanding {

    private final Installation installation;
    private final Kernels kernels = Kernels.choose();
    private final Interpreter.Model model;

    /**
     * @throws mando.inference.gguf.GgufException where the model is missing or damaged
     */
    public Understanding(Installation installation) {
        this.installation = installation;
        model = Interpreter.Model.load(installation.intentModel(), kernels);
    }

    /**
     * How what was done is told.
     *
     * @throws mando.inference.gguf.GgufException where the model of replies is missing or damaged
     */
    public Wording wording(Configuration.Responses.Tone tone) {
        return switch (tone) {
            case TEMPLATE -> Wording.templates();
            case PLAIN -> wording(ReplyWriter.Tone.PLAIN);
            case FRIENDLY -> wording(ReplyWriter.Tone.FRIENDLY);
            case BRIEF -> wording(ReplyWriter.Tone.BRIEF);
        };
    }

    /** The same, or templates, with a warning in the log, where the model of replies is missing or damaged: who can be understood need not wait for it. */
    public Wording wordingOrTemplates(Configuration.Responses.Tone tone) {
        try {
            return wording(tone);
        } catch (GgufException e) {
            Logger.warn("{}: replies are told by templates; install Mando again, or set responses.tone to template",
                    e.getMessage());
            return Wording.templates();
        }
    }

    private Wording wording(ReplyWriter.Tone tone) {
        var words = Interpreter.Model.loadForReplies(installation.intentModel(), kernels);
        return new Wording(new ReplyWriter(words, tone)::write);
    }

    public Interpreter interpreter(Catalogue catalogue, double threshold) {
        return new Interpreter(model, catalogue, threshold);
    }
}
