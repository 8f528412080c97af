package mando.deploy;

import java.util.Optional;
import mando.device.configuration.Configuration;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.speech.SpeechModel;
import mando.speech.model.RecognitionModel;

/** Makes what hears and understands a configuration. What all configurations need is read once. */
final class Preparation {

    private final Installation installation;
    private final Hearing hearing;
    private final Understanding understanding;

    Preparation(Installation installation) {
        this.installation = installation;
        this.hearing = new Hearing(installation);
        this.understanding = new Understanding(installation);
    }

    /**
     * Builds graphs, loads the speech model and reads the home to the intent model, as far as they are not those of a configuration before.
     *
     * @param before is left as it is
     * @throws mando.speech.model.SpeechModelException where a name cannot be pronounced or the model is damaged
     * @throws mando.inference.intent.IntentModelException where the home is too large for the model
     */
    Comprehension prepare(Configuration configuration, Optional<Comprehension> before) {
        Catalogue catalogue = HomeCatalogue.of(configuration);
        Interpreter interpreter = before.filter(known -> known.catalogue().equals(catalogue)
                && known.configuration().intent().equals(configuration.intent())).map(Comprehension::interpreter)
                .orElseGet(() -> understanding.interpreter(catalogue, configuration.intent().threshold()));
        Configuration.Responses.Tone tone = configuration.responses().tone();
        Wording wording = before.filter(known -> known.configuration().responses().tone() == tone)
                .map(Comprehension::wording).orElseGet(() -> understanding.wordingOrTemplates(tone));
        Configuration.Speech wanted = configuration.speech();
        Optional<SpeechModel> sameSpeech = before.filter(known -> known.catalogue().equals(catalogue)
                && known.configuration().speech().model().equals(wanted.model())
                && known.configuration().speech().exact() == wanted.exact()).map(Comprehension::speech);
        SpeechModel speech = sameSpeech.orElseGet(() -> hearing.open(wanted.model(),
                wanted.exact() ? RecognitionModel.Mode.EXACT : RecognitionModel.Mode.FREE, catalogue));
        try {
            return new Comprehension(configuration, catalogue, speech, wakeWords(configuration.wake(), before),
                    interpreter, wording);
        } catch (RuntimeException e) {
            if (sameSpeech.isEmpty()) {
                speech.close();
            }
            throw e;
        }
    }

    private Optional<WakeWords> wakeWords(Configuration.Wake wake, Optional<Comprehension> before) {
        if (wake.mode() != Configuration.Wake.Mode.WORD) {
            return Optional.empty();
        }
        return before.flatMap(Comprehension::wakeWords)
                .filter(words -> words.hear(wake.words(), wake.sensitivity()))
                .or(() -> Optional.of(WakeWords.open(installation, wake.words(), wake.sensitivity())));
    }
}
