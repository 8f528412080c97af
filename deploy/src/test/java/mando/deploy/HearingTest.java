package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Intent;
import mando.speech.WavSource;
import mando.speech.model.RecognitionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HearingTest {

    private static final String PHRASE = "let the show begin";
    private static final List<Catalogue.Device> DEVICES = List.of(new Catalogue.Device("lamp", List.of(), "light",
            Optional.empty(), Set.of(), Set.of(), List.of()));

    @TempDir
    private Path cache;

    @Test
    void hearsThePhrasesThatTheOwnerMadeUp() {
        var intent = new Intent("light.on", new Intent.OneDevice("lamp"), Map.of(), Optional.empty());

        assertThat(heard(new Catalogue(List.of(), DEVICES, Map.of(PHRASE, intent)))).isEqualTo(PHRASE);
        assertThat(heard(new Catalogue(List.of(), DEVICES, Map.of()))).isNotEqualTo(PHRASE);
    }

    private String heard(Catalogue home) {
        var texts = new ArrayList<String>();
        var hearing = new Hearing(new Installation(Path.of("../models"), cache, Path.of("none.yaml")));
        try (var model = hearing.open(Hearing.OWN, RecognitionModel.Mode.FREE, home);
                var source = new WavSource(Path.of("src/test/resources/mando/deploy/let-the-show-begin.wav"))) {
            new Listener(model, _ -> {}).listen(source, (transcript, _) -> texts.add(transcript.text()));
        }
        return String.join(" ", texts);
    }
}
