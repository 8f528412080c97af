package mando.inference.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How byte-level BPE cuts a text into words before it merges, by GGUF's {@code tokenizer.ggml.pre}. The patterns are those of the models' own
 * {@code tokenizer.json}, as llama.cpp has them in {@code llama-vocab.cpp}.
 */
enum PreTokenizer {
    GPT2(Text.GPT2, List.of("gpt-2", "default", "phi-2", "olmo")),
    SMOLLM(Text.GPT2, List.of("smollm", "starcoder", "refact", "command-r", "codeshell")),
    LLAMA3(Text.CONTRACTIONS + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" + Text.REST,
            List.of("llama-bpe", "llama3", "llama-v3")),
    QWEN2(Text.CONTRACTIONS + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}" + Text.REST,
            List.of("qwen2", "deepseek-r1-qwen", "stablelm2"));

    private static final class Text {
        static final String GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
        static final String CONTRACTIONS = "'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]";
        static final String REST = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    private static final Pattern DIGIT = Pattern.compile("\\p{N}|\\P{N}+");

    private final Pattern word;
    private final List<String> names;

    PreTokenizer(String word, List<String> names) {
        this.word = Pattern.compile(word, Pattern.UNICODE_CHARACTER_CLASS);
        this.names = names;
    }

    static Optional<PreTokenizer> of(String name) {
        for (PreTokenizer candidate : values()) {
            if (candidate.names.contains(name)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Whether a word that is a token as it stands is not merged; Llama 3's tokenizer says so. */
    boolean takesWholeWords() {
        return this == LLAMA3;
    }

    List<String> words(String text) {
        var words = new ArrayList<String>();
        if (this == SMOLLM) {
            // Each digit for itself, what is between by GPT-2's pattern.
            Matcher parts = DIGIT.matcher(text);
            while (parts.find()) {
                addWords(parts.group(), words);
            }
        } else {
            addWords(text, words);
        }
        return words;
    }

    private void addWords(String text, List<String> words) {
        Matcher matcher = word.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
    }
}
