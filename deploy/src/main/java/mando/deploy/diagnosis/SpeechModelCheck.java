package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.speech.model.ModelLayout;
import mando.speech.model.RecognitionModel;
import mando.speech.model.SpeechModelException;

/** Which speech model is used, what that means for the owner's names, and whether it can be built for the home and loaded. */
final class SpeechModelCheck implements Check {

    private static final String WEIGHTS = "am/final.mdl";

    private final Installation installation;
    private final Configuration configuration;

    SpeechModelCheck(Installation installation, Configuration configuration) {
        this.installation = installation;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "speech model";
    }

    @Override
    public Duration limit() {
        return COMPUTING;
    }

    @Override
    public Finding look() throws IOException {
        String choice = configuration.speech().model();
        var hearing = new Hearing(installation);
        var facts = Facts.of("model", choice);
        Path folder;
        try {
            folder = hearing.folder(choice);
        } catch (SpeechModelException e) {
            return new Finding.Fault(e.getMessage(), "build it as it says, or set speech.model to own", facts);
        }
        facts = facts.with("folder", folder.toString());
        ModelLayout layout;
        try {
            layout = hearing.recognition(choice).layout();
        } catch (SpeechModelException e) {
            return new Finding.Fault(e.getMessage(), again(choice), facts);
        }
        facts = facts.with("kind", layout.kind().name().toLowerCase(Locale.ROOT));
        if (!layout.missing().isEmpty()) {
            return new Finding.Fault("the speech model \"" + choice + "\" lacks " + String.join(", ", layout.missing()),
                    again(choice), facts);
        }
        ModelFile weights = ModelFile.of(folder.resolve(WEIGHTS));
        facts = facts.with("bytes", weights.bytes()).with("sha256", weights.hash());
        long started = System.nanoTime();
        try (var cache = new ScratchCache()) {
            // The folder, since where the converted model lies depends on the cache.
            new Hearing(cache.under(installation)).open(folder.toString(),
                    configuration.speech().exact() ? RecognitionModel.Mode.EXACT : RecognitionModel.Mode.FREE,
                    HomeCatalogue.of(configuration)).close();
        } catch (SpeechModelException e) {
            return new Finding.Fault(e.getMessage(), again(choice), facts);
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        String found = choice + " (" + weights.describe() + "), ready in " + Numbers.seconds(took) + ": "
                + layout.kind().description();
        facts = facts.with("readyMillis", took.toMillis());
        return layout.kind() == ModelLayout.Kind.STATIC
                ? new Finding.Warning(found,
                        "set speech.model to own, or to a model with HCLr.fst and Gr.fst as Vosk's small ones have them",
                        facts)
                : new Finding.Ok(found, facts);
    }

    private static String again(String choice) {
        return switch (choice) {
            case Hearing.OWN ->
                "install Mando again, or in a checkout git checkout models/speech-en; names that cannot be "
                        + "pronounced are to be written in plain words";
            case Hearing.SPHINX -> "remove its folder and run mando model build " + Hearing.SPHINX + " again";
            default -> "download the model again and name its folder as speech.model, or set that to own";
        };
    }
}
