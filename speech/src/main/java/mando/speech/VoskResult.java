package mando.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** The JSON that libvosk answers with: {@code {"partial":…}} or {@code {"result":[{"word":…,"start":…,"end":…,"conf":…}],"text":…}}. */
final class VoskResult {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VoskResult() {}

    static String partial(String json) {
        return tree(json).path("partial").asText("");
    }

    static List<Word> words(String json) {
        List<Word> words = new ArrayList<>();
        for (JsonNode word : tree(json).path("result")) {
            double confidence = Math.clamp(word.path("conf").asDouble(0), 0, 1);
            words.add(new Word(word.path("word").asText(""), word.path("start").asDouble(0),
                    word.path("end").asDouble(0), confidence));
        }
        return words;
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("libvosk answered with what is not JSON: " + json, e);
        }
    }
}
