package mando.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import mando.inference.tokenizer.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatTemplateTest {

    @TempDir
    private Path folder;

    /** What {@code src/test/python/golden_tokenizers.py} had llama.cpp write; its template for {@code <|user|>} is StableLM's, not TinyLlama's. */
    @ParameterizedTest
    @EnumSource(value = ChatTemplate.class, names = { "ZEPHYR", "PLAIN"}, mode = EnumSource.Mode.EXCLUDE)
    void writesTurnsLikeLlamaCpp(ChatTemplate expected) throws IOException {
        JsonNode golden = new JsonMapper().readTree(Tokenizer.class.getResourceAsStream("chat-templates.json"))
                .get(expected.name());
        ChatTemplate template = template(golden.get("template").asText());
        assertThat(template).isEqualTo(expected);
        Optional<String> system = Optional.of(golden.get("system").asText());
        String first = golden.get("first").asText();
        assertThat(template.first(Optional.empty(), first)).isEqualTo(golden.get("without").asText());
        assertThat(template.first(system, first)).isEqualTo(golden.get("withSystem").asText());
        assertThat(template.first(system, first) + golden.get("answer").asText()
                + template.next(golden.get("second").asText())).isEqualTo(golden.get("continued").asText());
    }

    /** As TinyLlama's own template has it. */
    @Test
    void writesTurnsLikeTinyLlama() {
        ChatTemplate template = template("{{ '<|user|>\n' + message['content'] + eos_token }}");
        assertThat(template).isEqualTo(ChatTemplate.ZEPHYR);
        assertThat(template.first(Optional.of("Be brief."), "Hello") + "Hi." + template.next("Bye"))
                .isEqualTo("""
                        <|system|>
                        Be brief.</s>
                        <|user|>
                        Hello</s>
                        <|assistant|>
                        Hi.</s>
                        <|user|>
                        Bye</s>
                        <|assistant|>
                        """);
    }

    @Test
    void aFileWithoutTemplateIsInstructedPlainly() {
        try (GgufFile file = GgufFile.open(new GgufWriter().write(folder.resolve("none.gguf")))) {
            assertThat(ChatTemplate.of(file)).isEqualTo(ChatTemplate.PLAIN);
            assertThat(ChatTemplate.ownSystem(file)).isEmpty();
        }
        assertThat(ChatTemplate.PLAIN.first(Optional.empty(), "Why?")).isEqualTo("Instruct: Why?\nOutput:");
    }

    @Test
    void percentSignsInWhatIsSaidAreText() {
        assertThat(ChatTemplate.CHATML.first(Optional.of("100%s"), "50% %d"))
                .isEqualTo("""
                        <|im_start|>system
                        100%s<|im_end|>
                        <|im_start|>user
                        50% %d<|im_end|>
                        <|im_start|>assistant
                        """);
        assertThat(ChatTemplate.GEMMA.first(Optional.of("100%s"), "50% %d")).contains("100%s\n\n50% %d");
    }

    @Test
    void aTemplatesOwnSystemTurnIsFound() {
        String template = "{% if first %}{{ '<|im_start|>system\\nYou are helpful.<|im_end|>\\n' }}{% endif %}";
        try (GgufFile file = GgufFile.open(described(template))) {
            assertThat(ChatTemplate.ownSystem(file)).contains("You are helpful.");
        }
    }

    private Path described(String template) {
        return new GgufWriter().metadata("tokenizer.chat_template", template).write(folder.resolve("chat.gguf"));
    }

    private ChatTemplate template(String template) {
        try (GgufFile file = GgufFile.open(described(template))) {
            return ChatTemplate.of(file);
        }
    }
}
