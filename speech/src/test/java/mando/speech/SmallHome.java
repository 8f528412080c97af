package mando.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mando.speech.model.RecognitionModel;
import mando.speech.model.WeightedSentence;

/** A model of a few sentences over the shipped acoustic model. */
final class SmallHome {

    private SmallHome() {}

    static Path model(Path cache) {
        List<WeightedSentence> sentences = Stream
                .of("turn on the kitchen light", "turn off the kitchen light", "turn on the bedroom lamp",
                        "open the garage door")
                .map(text -> new WeightedSentence(text, 1)).toList();
        return new RecognitionModel(Path.of("../models/speech-en"), cache).build(
                new RecognitionModel.Language(sentences, List.of(), List.of()), RecognitionModel.Mode.EXACT);
    }

    static Path recording() {
        return Path.of("src/test/resources/mando/speech/turn-on-the-kitchen-light.wav");
    }
}
