package mando.deploy.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One labelled utterance.
 *
 * @param name what to call it in a report: the recording's file name, or the text
 * @param text what was typed, where there is no recording
 * @param audio the recording
 * @param expect the commands it should give, in the form of product.md; empty for "must do nothing"; absent where the case has no label
 * @param home the case's own home ({@code areas} and {@code devices}), in place of the configuration's
 */
public record EvaluationCase(String name, Optional<String> text, Optional<Path> audio, Optional<List<JsonNode>> expect,
        Optional<JsonNode> home) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a file of cases, a JSON object a line.
     *
     * @throws EvaluationException where a line is not a case: it names the file and the line
     */
    public static List<EvaluationCase> readAll(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new EvaluationException(file + " is not UTF-8 text: evaluation cases are JSON lines", e);
        } catch (IOException e) {
            throw new EvaluationException(
                    file + " cannot be read: give a file of evaluation cases, a JSON object a line", e);
        }
        var cases = new ArrayList<EvaluationCase>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                cases.add(parse(lines.get(i), file, i + 1));
            }
        }
        if (cases.isEmpty()) {
            throw new EvaluationException(file + " holds no case", null);
        }
        return List.copyOf(cases);
    }

    static EvaluationCase parse(String line, Path file, int number) {
        String where = file + ":" + number + ": ";
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new EvaluationException(where + "not JSON: " + e.getOriginalMessage(), e);
        }
        Optional<String> text = Optional.ofNullable(node.get("text")).map(JsonNode::asText);
        Optional<Path> audio = Optional.ofNullable(node.get("audio"))
                .map(path -> file.toAbsolutePath().getParent().resolve(path.asText()));
        if (text.isPresent() == audio.isPresent()) {
            throw new EvaluationException(where + "a case has either \"text\" or \"audio\"", null);
        }
        Optional<List<JsonNode>> expect = Optional.empty();
        if (node.has("expect")) {
            var commands = new ArrayList<JsonNode>();
            for (JsonNode command : node.get("expect")) {
                if (!command.path("action").isTextual()) {
                    throw new EvaluationException(where + "a command in \"expect\" has no \"action\"", null);
                }
                commands.add(command);
            }
            expect = Optional.of(List.copyOf(commands));
        }
        String name = text.orElseGet(() -> audio.get().getFileName().toString());
        return new EvaluationCase(name, text, audio, expect, Optional.ofNullable(node.get("home")));
    }
}
