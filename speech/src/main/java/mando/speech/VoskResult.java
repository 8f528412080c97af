package mando.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The JSON that libvosk answers with: {@code {"partial":…}}, or the best paths of the lattice, the best first:
 * {@code {"alternatives":[{"confidence":…,"result":[{"word":…,"start":…,"end":…},…],"text":…},…]}}, where the confidence is the path's logarithm of
 * a likelihood.
 */
final class VoskResult {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VoskResult() {}

    static String partial(String json) {
        return tree(json).path("partial").asText("");
    }

    /** The logarithm of the likelihood of the best path, on libvosk's scale; 0 where there is none. */
    static double logLikelihood(String json) {
        return tree(json).path("alternatives").path(0).path("confidence").asDouble(0);
    }

    /**
     * Reads an utterance. Its words are those of the best path; a word's confidence is the sum of the probabilities of the paths that have the same
     * word at that time.
     *
     * @param streamSeconds from libvosk's times to the stream's
     */
    static Transcript transcript(String json, DoubleUnaryOperator streamSeconds) {
        List<Path> paths = paths(tree(json).path("alternatives"));
        if (paths.isEmpty() || paths.getFirst().words().isEmpty()) {
            return Transcript.EMPTY;
        }
        Map<String, Double> texts = new LinkedHashMap<>();
        paths.forEach(path -> texts.merge(path.text(), path.probability(), Double::sum));
        List<Hypothesis> hypotheses = texts.entrySet().stream()
                .map(entry -> new Hypothesis(entry.getKey(), Math.min(1, entry.getValue()))).toList();
        List<Word> words = paths.getFirst().words().stream().map(word -> new Word(word.text(),
                streamSeconds.applyAsDouble(word.start()), streamSeconds.applyAsDouble(word.end()),
                confidence(word, paths))).toList();
        return new Transcript(paths.getFirst().text(), words, hypotheses, Optional.empty());
    }

    /** A path through the lattice, with its share of all paths' likelihood. */
    private record Path(List<TimedWord> words, double probability) {

        String text() {
            return String.join(" ", words.stream().map(TimedWord::text).toList());
        }
    }

    private record TimedWord(String text, double start, double end) {

        boolean overlaps(TimedWord other) {
            return text.equals(other.text) && start < other.end && other.start < end;
        }
    }

    private static double confidence(TimedWord word, List<Path> paths) {
        return Math.min(1, paths.stream().filter(path -> path.words().stream().anyMatch(word::overlaps))
                .mapToDouble(Path::probability).sum());
    }

    private static List<Path> paths(JsonNode alternatives) {
        double best = alternatives.path(0).path("confidence").asDouble(0);
        double sum = 0;
        for (JsonNode alternative : alternatives) {
            sum += Math.exp(alternative.path("confidence").asDouble(0) - best);
        }
        var paths = new ArrayList<Path>();
        for (JsonNode alternative : alternatives) {
            var words = new ArrayList<TimedWord>();
            for (JsonNode word : alternative.path("result")) {
                words.add(new TimedWord(word.path("word").asText(""), word.path("start").asDouble(0),
                        word.path("end").asDouble(0)));
            }
            paths.add(
                    new Path(List.copyOf(words), Math.exp(alternative.path("confidence").asDouble(0) - best) / sum));
        }
        return paths;
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("libvosk answered with what is not JSON: " + json, e);
        }
    }
}
