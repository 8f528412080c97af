package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mando.deploy.HomeCatalogue;
import mando.deploy.Installation;
import mando.deploy.Understanding;
import mando.device.configuration.Configuration;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.intent.IntentModelException;

/** Whether the language model can be loaded and has room for the home. */
final class IntentModelCheck implements Check {

    private static final String INSTALL = "install Mando again, or in a checkout git checkout models/intent-en";

    private final Installation installation;
    private final Configuration configuration;

    IntentModelCheck(Installation installation, Configuration configuration) {
        this.installation = installation;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "intent model";
    }

    @Override
    public Duration limit() {
        return COMPUTING;
    }

    @Override
    public Finding look() throws IOException {
        Path file = installation.intentModel().resolve("intent.gguf");
        var facts = Facts.of("file", file.toString());
        if (!Files.isRegularFile(file)) {
            return new Finding.Fault(file + " is missing", INSTALL, facts);
        }
        ModelFile weights = ModelFile.of(file);
        facts = facts.with("bytes", weights.bytes()).with("sha256", weights.hash());
        long started = System.nanoTime();
        try {
            String name;
            try (var gguf = GgufFile.open(file)) {
                name = gguf.string("general.name", "without a name");
            }
            var understanding = new Understanding(installation);
            understanding.interpreter(HomeCatalogue.of(configuration), configuration.intent().threshold());
            var took = Duration.ofNanos(System.nanoTime() - started);
            facts = facts.with("name", name).with("readyMillis", took.toMillis());
            var unworded = withoutWording(understanding);
            return unworded.isPresent()
                    ? new Finding.Warning(unworded.get() + "; replies are told by templates",
                            "install Mando again, or set responses.tone to template", facts)
                    : new Finding.Ok(name + " (" + weights.describe() + "), has read this home; ready in "
                            + Numbers.seconds(took), facts);
        } catch (GgufException e) {
            return new Finding.Fault(e.getMessage(), INSTALL, facts);
        } catch (IntentModelException e) {
            return new Finding.Fault(e.getMessage(), "shorten the configuration as it says, or install Mando again",
                    facts);
        }
    }

    /** Why the model cannot word replies. */
    private Optional<String> withoutWording(Understanding understanding) {
        try {
            understanding.wording(configuration.responses().tone());
            return Optional.empty();
        } catch (GgufException e) {
            return Optional.of(e.getMessage());
        }
    }
}
