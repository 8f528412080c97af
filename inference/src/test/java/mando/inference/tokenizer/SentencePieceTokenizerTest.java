package mando.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencePieceTokenizerTest {

    private static final int FIRST_BYTE = 3;
    private static final int FIRST_PIECE = FIRST_BYTE + 256;

    @TempDir
    private Path folder;

    /** A vocabulary of {@code <unk>}, {@code <s>}, {@code </s>}, the bytes and some pieces, each better than the next. */
    private static GgufWriter describe(String... pieces) {
        var tokens = new ArrayList<String>(List.of("<unk>", "<s>", "</s>"));
        var types = new ArrayList<Integer>(List.of(2, 3, 3));
        for (int value = 0; value < 256; value++) {
            tokens.add("<0x%02X>".formatted(value));
            types.add(6);
        }
        for (String piece : pieces) {
            tokens.add(piece);
            types.add(1);
        }
        List<Float> scores = Stream.iterate(0f, score -> score - 1).limit(tokens.size()).toList();
        return new GgufWriter().metadata("tokenizer.ggml.model", "llama").metadata("tokenizer.ggml.tokens", tokens)
                .metadata("tokenizer.ggml.token_type", types).metadata("tokenizer.ggml.scores", scores)
                .metadata("tokenizer.ggml.bos_token_id", 1).metadata("tokenizer.ggml.eos_token_id", 2);
    }

    private SentencePieceTokenizer opened(GgufWriter writer) {
        try (GgufFile file = GgufFile.open(writer.write(folder.resolve("tokenizer.gguf")))) {
            return SentencePieceTokenizer.of(file);
        }
    }

    @Test
    void theBestPairIsMergedFirstAndOfEqualsTheLeftmost() {
        SentencePieceTokenizer tokenizer = opened(
                describe("bc", "ab", "a", "b", "c", "aa").metadata("tokenizer.ggml.add_space_prefix", false));
        assertThat(tokenizer.encode("abc")).containsExactly(FIRST_PIECE + 2, FIRST_PIECE);
        assertThat(tokenizer.encode("aaa")).containsExactly(FIRST_PIECE + 5, FIRST_PIECE + 2);
        assertThat(tokenizer.encode("")).isEmpty();
    }

    @Test
    void whatIsNoPieceBecomesItsBytes() {
        SentencePieceTokenizer tokenizer = opened(describe("▁", "x"));
        assertThat(tokenizer.encode("xé")).containsExactly(FIRST_PIECE, FIRST_PIECE + 1, FIRST_BYTE + 0xC3,
                FIRST_BYTE + 0xA9);
        assertThat(tokenizer.decode(tokenizer.encode("xé 🙂\n"))).isEqualTo("xé 🙂\n");
        assertThat(tokenizer.decode(FIRST_PIECE, FIRST_BYTE + 0xC3)).isEqualTo("\uFFFD");
        assertThat(tokenizer.decode(tokenizer.encode("a\uDC00b\uD800"))).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void controlTokensAreReachedByTheProgramOnly() {
        SentencePieceTokenizer tokenizer = opened(describe("<", "s", ">", "<s", "/", "▁"));
        assertThat(tokenizer.encode("<s>")).containsExactly(FIRST_PIECE + 5, FIRST_PIECE + 3, FIRST_PIECE + 2);
        assertThat(tokenizer.encodeMarked("<s></s>")).containsExactly(1, 1, 2);
        assertThat(tokenizer.bytes(1)).isEmpty();
        assertThat(tokenizer.endings()).containsExactly(2);
    }

    @Test
    void longInputIsOnlyLong() {
        SentencePieceTokenizer tokenizer = opened(describe("a", "aa", "aaaa", "▁"));
        assertThat(tokenizer.decode(tokenizer.encode("a".repeat(100_000)))).hasSize(100_000);
    }

    @Test
    void damagedVocabulariesAreRefused() {
        assertRefused(describe().metadata("tokenizer.ggml.model", "bert"), "tokenizer is \"bert\"");
        assertRefused(describe().metadata("tokenizer.ggml.scores", List.of(1f)), "259 tokens and 1 scores");
        assertRefused(describe().without("tokenizer.ggml.scores"), "lacks tokenizer.ggml.scores");
        assertRefused(describe().metadata("tokenizer.ggml.token_type", List.of(1)), "259 tokens and 1 types");
        assertRefused(describe("a", "a"), "\"a\" twice");
        assertRefused(describe().metadata("tokenizer.ggml.bos_token_id", 259), "tokenizer.ggml.bos_token_id is 259");
        assertRefused(describe().metadata("tokenizer.ggml.eos_token_id", -1), "tokenizer.ggml.eos_token_id");
        assertRefused(new GgufWriter().metadata("tokenizer.ggml.model", "llama")
                .metadata("tokenizer.ggml.tokens", List.of("a")).metadata("tokenizer.ggml.token_type", List.of(1))
                .metadata("tokenizer.ggml.scores", List.of(0f)), "lacks the byte token <0x00>");
    }

    private void assertRefused(GgufWriter writer, String problem) {
        assertThatThrownBy(() -> opened(writer)).isInstanceOf(GgufException.class).hasMessageContaining(problem)
                .hasMessageStartingWith(folder.toString());
    }
}
