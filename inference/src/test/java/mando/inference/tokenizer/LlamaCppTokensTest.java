package mando.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small vocabularies that {@code src/test/python/golden_tokenizers.py} learned, and what llama.cpp does with them. */
class LlamaCppTokensTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> vocabularies() {
        return Stream.of("byte-pairs.json", "sentence-pieces.json").flatMap(name -> {
            JsonNode golden = read(name);
            return StreamSupport.stream(golden.get("variants").spliterator(), false)
                    .map(variant -> Arguments.of(variant.get("metadata"), golden.get("vocabulary"),
                            variant.get("cases")));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vocabularies")
    void encodesAndDecodesLikeLlamaCpp(JsonNode variant, JsonNode vocabulary, JsonNode cases) {
        Tokenizer tokenizer = tokenizer(vocabulary, variant);
        assertThat(cases).hasSizeGreaterThan(100);
        var softly = new SoftAssertions();
        for (JsonNode golden : cases) {
            String text = golden.get("text").asText();
            int[] tokens = numbers(golden.get("tokens"));
            softly.assertThat(tokenizer.encode(text)).as("\"%s\" as plain text", text).containsExactly(tokens);
            softly.assertThat(tokenizer.encodeMarked(text)).as("\"%s\" with control tokens", text)
                    .containsExactly(numbers(golden.get("marked")));
            softly.assertThat(pieces(tokenizer, tokens)).as("\"%s\" there and back", text)
                    .isEqualTo(golden.path("decoded").asText(text));
        }
        softly.assertAll();
    }

    private static String pieces(Tokenizer tokenizer, int... tokens) {
        var bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            bytes.writeBytes(tokenizer.bytes(token));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Tokenizer tokenizer(JsonNode... parts) {
        var writer = new GgufWriter();
        for (JsonNode part : parts) {
            part.properties().forEach(entry -> writer.metadata(entry.getKey(), value(entry.getValue())));
        }
        try (GgufFile file = GgufFile.open(writer.write(folder.resolve("vocabulary.gguf")))) {
            return Tokenizer.of(file);
        }
    }

    private static Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> StreamSupport.stream(json.spliterator(), false).map(LlamaCppTokensTest::value).toList();
            case STRING -> json.asText();
            case BOOLEAN -> json.asBoolean();
            default -> json.isInt() ? (Object) json.asInt() : (float) json.asDouble();
        };
    }

    private static int[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    private static JsonNode read(String name) {
        try (InputStream in = LlamaCppTokensTest.class.getResourceAsStream(name)) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
