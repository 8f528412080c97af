package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mando.inference.ShippedModel;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class MentionsTest {

    private static final JsonNode TOLD = read(Path.of("../models/intent-en/mentions-cases.json"));

    private static JsonNode read(Path file) {
        try {
            return new JsonMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static Catalogue catalogue() {
        return new Catalogue(
                StreamSupport.stream(TOLD.get("areas").spliterator(), false)
                        .map(area -> new Catalogue.Area(area.get("name").asText(), texts(area.get("aliases")),
                                Optional.empty()))
                        .toList(),
                StreamSupport.stream(TOLD.get("devices").spliterator(), false).map(MentionsTest::device).toList());
    }

    private static Catalogue.Device device(JsonNode told) {
        List<Catalogue.ApplianceAction> actions = told.get("actions").properties().stream()
                .map(action -> new Catalogue.ApplianceAction(action.getKey(),
                        action.getValue().properties().stream()
                                .map(slot -> new Catalogue.Slot(slot.getKey(), texts(slot.getValue()), false))
                                .toList()))
                .toList();
        return new Catalogue.Device(told.get("name").asText(), texts(told.get("aliases")), told.get("type").asText(),
                Optional.empty(), Set.of(), Set.of(), actions);
    }

    private static String spelled(Mentions.Mention mention) {
        return "<" + mention.control() + "> " + mention.text() + mention.type().map(type -> "<t> " + type).orElse("");
    }

    /** The vectors that bind the training, too. */
    @Test
    void readsATranscriptAsTheTrainingDid() {
        var mentions = new Mentions(catalogue(), NounLexicon.read(ShippedModel.FOLDER.resolve("nouns.tsv")));
        var vocabulary = new IntentVocabulary(ShippedModel.tokenizer());
        assertThat(TOLD.get("cases").size()).isGreaterThan(10);
        var softly = new SoftAssertions();
        for (JsonNode told : TOLD.get("cases")) {
            String text = told.get("text").asText();
            var said = new Utterance(TextNormaliser.normalise(text), Optional.empty(), vocabulary);
            softly.assertThat(mentions.in(said).stream().map(MentionsTest::spelled).collect(Collectors.joining()))
                    .as(text).isEqualTo(told.get("mentions").asText());
        }
        softly.assertAll();
    }
}
