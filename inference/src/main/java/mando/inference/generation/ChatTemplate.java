package mando.inference.generation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mando.inference.gguf.GgufFile;

/**
 * How the turns of a conversation are written for a family of models. The families are told apart by the marks in the file's Jinja template
 * ({@code tokenizer.chat_template}), which is not itself interpreted.
 */
public enum ChatTemplate {
    /** SmolLM2, Qwen and many others. */
    CHATML("<|im_start|>", "<|im_start|>system\n%s<|im_end|>\n",
            "<|im_start|>user\n%s<|im_end|>\n<|im_start|>assistant\n",
            "<|im_end|>\n"),
    /** Gemma 1 to 3, which have no system turn: it stands before the first user's. */
    GEMMA("<start_of_turn>", "%s\n\n", "<start_of_turn>user\n%s<end_of_turn>\n<start_of_turn>model\n",
            "<end_of_turn>\n"),
    LLAMA3("<|start_header_id|>", "<|start_header_id|>system<|end_header_id|>\n\n%s<|eot_id|>",
            "<|start_header_id|>user<|end_header_id|>\n\n%s<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
            "<|eot_id|>"),
    /** Llama 2, Mistral and Mixtral. */
    LLAMA2("[INST]", "<<SYS>>\n%s\n<</SYS>>\n\n", "[INST] %s [/INST]", "</s>"),
    /** TinyLlama's chat model. */
    ZEPHYR("<|user|>", "<|system|>\n%s</s>\n", "<|user|>\n%s</s>\n<|assistant|>\n", "</s>\n"),
    /** Models that nobody taught to converse, and Phi-2. */
    PLAIN("", "%s\n", "Instruct: %s\nOutput:", "\n");

    /** A system turn that the template adds where there is none. */
    private static final Pattern OWN_SYSTEM = Pattern
            .compile("<\\|im_start\\|>system(?:\\\\n|\n)([^'{<]+)<\\|im_end\\|>");

    private final String mark;
    private final String system;
    private final String user;
    private final String afterAnswer;

    ChatTemplate(String mark, String system, String user, String afterAnswer) {
        this.mark = mark;
        this.system = system;
        this.user = user;
        this.afterAnswer = afterAnswer;
    }

    /** The family that a file's template is of; {@link #PLAIN} where it has none. */
    public static ChatTemplate of(GgufFile file) {
        String template = file.string("tokenizer.chat_template", "");
        for (ChatTemplate candidate : values()) {
            if (!candidate.mark.isEmpty() && template.contains(candidate.mark)) {
                return candidate;
            }
        }
        return PLAIN;
    }

    /** What a file's template tells the model where nobody else does. */
    public static Optional<String> ownSystem(GgufFile file) {
        Matcher matcher = OWN_SYSTEM.matcher(file.string("tokenizer.chat_template", ""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * The first turn, up to where the model answers, with control tokens by name. What a person says cannot be told from them: use it where the person
     * who types owns the model.
     */
    public String first(Optional<String> systemText, String userText) {
        return switch (this) {
            case GEMMA, LLAMA2 -> user.formatted(systemText.map(system::formatted).orElse("") + userText);
            default -> systemText.map(system::formatted).orElse("") + user.formatted(userText);
        };
    }

    /** A later turn, which follows the model's answer. */
    public String next(String userText) {
        return afterAnswer + user.formatted(userText);
    }
}
