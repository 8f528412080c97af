package mando.deploy.diagnosis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mando.deploy.Installation;
import mando.deploy.WakeWords;
import mando.device.configuration.Configuration;
import mando.speech.model.SpeechModelException;

/** Whether the wake words' model can be built and loaded, where there are wake words. */
final class WakeWordCheck implements Check {

    private final Installation installation;
    private final Configuration.Wake wake;

    WakeWordCheck(Installation installation, Configuration.Wake wake) {
        this.installation = installation;
        this.wake = wake;
    }

    @Override
    public String name() {
        return "wake word";
    }

    @Override
    public Duration limit() {
        return COMPUTING;
    }

    @Override
    public Finding look() throws IOException {
        if (wake.mode() != Configuration.Wake.Mode.WORD) {
            return new Finding.Ok("none is configured", Facts.of("words", List.of()));
        }
        var facts = Facts.of("words", wake.words()).with("sensitivity", wake.sensitivity());
        long started = System.nanoTime();
        try (var cache = new ScratchCache()) {
            WakeWords.open(cache.under(installation), wake.words(), wake.sensitivity()).close();
        } catch (SpeechModelException e) {
            return new Finding.Fault(e.getMessage(), "choose one of computer and jarvis, or install Mando again",
                    facts);
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        return new Finding.Ok("\"" + String.join("\", \"", wake.words()) + "\", ready in " + Numbers.seconds(took),
                facts.with("readyMillis", took.toMillis()));
    }
}
