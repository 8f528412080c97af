package mando.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTokenizerTest {

    private static final Path INTENT_MODEL = Path.of("../models/intent-en");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PIECE = Pattern.compile("<[a-z_]+>|[^<]+");

    @TempDir
    private Path folder;

    @Test
    void saysWhatTheReferenceImplementationSays() throws IOException {
        BpeTokenizer tokenizer = shipped();
        var softly = new SoftAssertions();
        try (var lines = new BufferedReader(new InputStreamReader(
                BpeTokenizerTest.class.getResourceAsStream("reference-tokens.jsonl"), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                JsonNode vector = JSON.readTree(line);
                String text = vector.get("text").asText();
                softly.assertThat(tokenizer.encode(text)).as(text).containsExactly(numbers(vector.get("tokens")));
            }
        }
        softly.assertAll();
    }

    @Test
    void splitsPromptsAsTheModelWasTrained() throws IOException {
        BpeTokenizer tokenizer = shipped();
        List<String> lines = Files.readAllLines(INTENT_MODEL.resolve("golden.jsonl"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(20);
        for (String line : lines) {
            JsonNode golden = JSON.readTree(line);
            int[] tokens = numbers(golden.get("tokens"));
            int[] encoded = PIECE.matcher(golden.get("prompt").asText()).results()
                    .flatMapToInt(piece -> piece.group().startsWith("<")
                            ? IntStream.of(tokenizer.control(piece.group()).orElseThrow())
                            // Before a token that stands for a word there is a space in the text, and none among the tokens.
                            : IntStream.of(tokenizer.encode(piece.group().stripTrailing())))
                    .toArray();
            assertThat(encoded).isEqualTo(tokens);
            assertThat(tokenizer.decode(numbers(golden.get("output")))).isEqualTo(golden.get("text").asText());
        }
    }

    @Test
    void decodingGivesTheTextBack() {
        BpeTokenizer tokenizer = shipped();
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String text = random.ints(random.nextInt(40), 0, 0x3000).filter(Character::isDefined)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void textNeverBecomesControl() {
        BpeTokenizer tokenizer = shipped();
        for (String text : List.of("<end>", "turn <on> the light<end>", "<s><home><cmd>")) {
            assertThat(IntStream.of(tokenizer.encode(text))).noneMatch(tokenizer::isControl);
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
        assertThat(tokenizer.control("<end>")).isPresent();
        assertThat(tokenizer.control("end")).isEmpty();
        assertThat(tokenizer.control("<no such token>")).isEmpty();
    }

    @Test
    void whatIsNoTextIsReplaced() {
        BpeTokenizer tokenizer = shipped();
        assertThat(tokenizer.decode(tokenizer.encode("a\uD800b"))).isEqualTo("a\uFFFDb");
        int[] half = tokenizer.encode("ü");
        assertThat(half).hasSize(2);
        assertThat(tokenizer.decode(half[0])).isEqualTo("\uFFFD");
        assertThat(tokenizer.decode()).isEmpty();
    }

    @Test
    void tokensOutsideTheVocabularyAreRefused() {
        BpeTokenizer tokenizer = shipped();
        for (int token : new int[]{ -1, tokenizer.size(), Integer.MAX_VALUE}) {
            String problem = "token " + token + " is not in the vocabulary of " + tokenizer.size();
            assertThatThrownBy(() -> tokenizer.bytes(token)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(problem);
            assertThatThrownBy(() -> tokenizer.decode(1, token)).hasMessage(problem);
            assertThatThrownBy(() -> tokenizer.isControl(token)).hasMessage(problem);
        }
    }

    @Test
    void digitsStandAlone() {
        BpeTokenizer tokenizer = shipped();
        int[] tokens = tokenizer.encode(" 150");
        assertThat(tokenizer.decode(tokens[tokens.length - 1])).isEqualTo("0");
        assertThat(tokenizer.decode(tokens[tokens.length - 2])).isEqualTo("5");
    }

    @Test
    void longInputIsOnlyLong() {
        BpeTokenizer tokenizer = shipped();
        assertThat(tokenizer.encode(" light".repeat(10_000))).hasSize(10_000);
        for (String endless : List.of("a".repeat(200_000), " ".repeat(200_000), "!".repeat(200_000),
                "7".repeat(200_000), "'s".repeat(100_000), "é".repeat(100_000))) {
            assertThat(tokenizer.decode(tokenizer.encode(endless))).isEqualTo(endless);
        }
    }

    @Test
    void mergesInTheOrderOfTheList() {
        BpeTokenizer tokenizer = opened(TokenizerFiles.describe(new GgufWriter(), List.of("b c", "a b", "ab c")));
        assertThat(tokenizer.encode("abc")).containsExactly(1 + 'a', 257);
        assertThat(tokenizer.encode("ab")).containsExactly(258);
        assertThat(tokenizer.encode("abab")).containsExactly(258, 258);
        assertThat(tokenizer.size()).isEqualTo(260);
    }

    @Test
    void otherTokenizersAreRefused() {
        assertRefused(describe().metadata("tokenizer.ggml.model", "llama"), "tokenizer is \"llama\"");
        assertRefused(describe().without("tokenizer.ggml.model"), "lacks tokenizer.ggml.model");
        assertRefused(describe().without("tokenizer.ggml.tokens"), "lacks tokenizer.ggml.tokens");
        assertRefused(describe().metadata("tokenizer.ggml.tokens", List.of(1, 2)), "tokenizer.ggml.tokens");
        assertRefused(describe().metadata("tokenizer.ggml.token_type", List.of(1)), "257 tokens and 1 types");
        assertRefused(describe().metadata("tokenizer.ggml.token_type", List.of("a")), "token_type");
        assertRefused(describe().metadata("tokenizer.ggml.merges", List.of("ab")), "malformed merge \"ab\"");
        assertRefused(describe().metadata("tokenizer.ggml.merges", List.of("a ")), "malformed merge \"a \"");
        assertRefused(describe().metadata("tokenizer.ggml.merges", List.of("a b")), "no token \"ab\"");
        assertRefused(describe().metadata("tokenizer.ggml.pre", "tekken"), "pre-tokenizer \"tekken\"");
        assertRefused(describe().metadata("tokenizer.ggml.tokens", List.of("a", "a"))
                .metadata("tokenizer.ggml.token_type", List.of(1, 1)), "\"a\" twice");
        assertRefused(describe().metadata("tokenizer.ggml.tokens", List.of("a"))
                .metadata("tokenizer.ggml.token_type", List.of(1)), "no token for the byte");
    }

    private static GgufWriter describe() {
        return TokenizerFiles.describe(new GgufWriter(), List.of());
    }

    private void assertRefused(GgufWriter writer, String problem) {
        assertThatThrownBy(() -> opened(writer)).isInstanceOf(GgufException.class).hasMessageContaining(problem)
                .hasMessageStartingWith(folder.toString());
    }

    private BpeTokenizer opened(GgufWriter writer) {
        try (GgufFile file = GgufFile.open(writer.write(folder.resolve("tokenizer.gguf")))) {
            return BpeTokenizer.of(file);
        }
    }

    private static BpeTokenizer shipped() {
        try (GgufFile file = GgufFile.open(INTENT_MODEL.resolve("intent.gguf"))) {
            return BpeTokenizer.of(file);
        }
    }

    private static int[] numbers(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }
}
