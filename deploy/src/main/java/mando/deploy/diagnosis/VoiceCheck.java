package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import mando.device.configuration.Configuration;
import mando.speech.speaking.Clip;
import mando.speech.speaking.Synthesizer;

/** Whether replies can be spoken: a word is synthesized, and nothing is played. */
final class VoiceCheck implements Check {

    private final Configuration.Responses responses;
    private final String path;
    private final BooleanSupplier loudspeaker;

    /**
     * @param path folders as in {@code PATH}
     * @param loudspeaker whether there is one
     */
    VoiceCheck(Configuration.Responses responses, String path, BooleanSupplier loudspeaker) {
        this.responses = responses;
        this.path = path;
        this.loudspeaker = loudspeaker;
    }

    @Override
    public String name() {
        return "voice";
    }

    @Override
    public Finding look() throws InterruptedException {
        if (!responses.speak()) {
            return new Finding.Ok("replies are not to be spoken", Facts.of("speak", false));
        }
        Optional<Path> model = responses.piperModel();
        Optional<Synthesizer> piper = model.flatMap(voice -> Synthesizer.piper(path, voice));
        Optional<Synthesizer> synthesizer;
        try {
            synthesizer = piper.or(() -> Synthesizer.espeak(path, responses.voice()));
        } catch (IllegalArgumentException e) {
            return new Finding.Fault(e.getMessage(), "correct responses.voice", Facts.of("voice", responses.voice()));
        }
        if (synthesizer.isEmpty()) {
            return new Finding.Fault("no speech synthesizer is installed", "sudo apt install espeak-ng", Facts.NONE);
        }
        String program = synthesizer.get().program();
        var facts = Facts.of("program", program);
        Clip clip;
        long started = System.nanoTime();
        try {
            clip = synthesizer.get().synthesize("ok");
        } catch (IOException e) {
            return new Finding.Fault(program + " does not speak: " + e.getMessage(), piper.isPresent()
                    ? "download the voice " + model.get() + " again, with its .json file"
                    : "correct responses.voice (\"" + responses.voice() + "\"): espeak-ng --voices lists what there is",
                    facts);
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        facts = facts.with("sampleRateHz", clip.sampleRateHz()).with("synthesisMillis", took.toMillis());
        String found = program + " says \"ok\" at " + clip.sampleRateHz() + " Hz in " + Numbers.millis(took);
        if (model.isPresent() && piper.isEmpty()) {
            return new Finding.Warning(found + ", because Piper or its voice " + model.get() + " is not there",
                    "install piper on the PATH and put " + model.get().getFileName() + " with its .json file there",
                    facts);
        }
        return loudspeaker.getAsBoolean()
                ? new Finding.Ok(found, facts)
                : new Finding.Warning(found + ", but there is no loudspeaker",
                        "connect one and see that aplay -l lists it, or set responses.speak to false", facts);
    }
}
