package mando.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import mando.inference.ShippedModel;
import mando.inference.gguf.GgufFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BpeTokenizerTest {

    private BpeTokenizer tokenizer;

    @BeforeEach
    void readModel() {
        try (GgufFile file = GgufFile.open(ShippedModel.FILE)) {
            tokenizer = BpeTokenizer.of(file);
        }
    }

    @Test
    void whatIsEncodedDecodesToItself() {
        for (String text : new String[]{ " turn on the kitchen light", " 22.5 degrees", " naïve café 日本 🙂", "",
                " don't"}) {
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void digitsStandAlone() {
        int[] tokens = tokenizer.encode(" 150");
        assertThat(tokenizer.decode(tokens[tokens.length - 1])).isEqualTo("0");
        assertThat(tokenizer.decode(tokens[tokens.length - 2])).isEqualTo("5");
    }

    @Test
    void textNeverBecomesAControlToken() {
        for (int token : tokenizer.encode(" <end> <none><cmd> <s>")) {
            assertThat(tokenizer.isControl(token)).isFalse();
        }
        assertThat(tokenizer.control("<end>")).isPresent();
        assertThat(tokenizer.control("<nonsense>")).isEmpty();
    }

    @Test
    void anythingCanBeEncoded() {
        assertThat(tokenizer.encode(" word".repeat(10_000))).hasSizeGreaterThanOrEqualTo(10_000);
        assertThat(tokenizer.decode(tokenizer.encode("x".repeat(5_000)))).hasSize(5_000);
        assertThat(tokenizer.decode(tokenizer.encode("\uD800"))).isEqualTo("?");
    }
}
