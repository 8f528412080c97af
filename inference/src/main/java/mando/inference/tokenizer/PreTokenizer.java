package mando.inference.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How byte-level BPE cuts a text into words before it merges, by GGUF's {@code tokenizer.ggml.pre}. The patterns are those of the models' own
 * {@code tokenizer.json}, as llama.cpp has them in {@code llama-vocab.cpp}.
 */
enum PreTokenizer {
    GPT2(List.of("gpt-2", "phi-2", "olmo"), Text.GPT2),
    /** What a file that names none gets. */
    DEFAULT(List.of("default"), "[\\p{P}$+<=>^~|]+", Text.GPT2, "\\p{N}+", "[0-9][0-9][0-9]"),
    SMOLLM(List.of("smollm", "starcoder", "refact", "command-r", "codeshell"), "\\p{N}", Text.GPT2),
    LLAMA3(List.of("llama-bpe", "llama3", "llama-v3"),
            Text.CONTRACTIONS + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" + Text.REST),
    QWEN2(List.of("qwen2", "deepseek-r1-qwen", "stablelm2"),
            Text.CONTRACTIONS + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}" + Text.REST);

    private static final class Text {
        static final String GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
        static final String CONTRACTIONS = "'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]";
        static final String REST = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    /** Each cuts what the one before left: into what it matches, and what lies between. */
    private final List<Pattern> cuts;
    private final List<String> names;

    PreTokenizer(List<String> names, String... cuts) {
        this.names = names;
        this.cuts = Stream.of(cuts).map(cut -> Pattern.compile(cut, Pattern.UNICODE_CHARACTER_CLASS)).toList();
    }

    static Optional<PreTokenizer> of(String name) {
        return Stream.of(values()).filter(candidate -> candidate.names.contains(name)).findFirst();
    }

    /** Whether a word that is a token as it stands is not merged; Llama 3's tokenizer says so. */
    boolean takesWholeWords() {
        return this == LLAMA3;
    }

    List<String> words(String text) {
        List<String> words = List.of(text);
        for (Pattern cut : cuts) {
            var pieces = new ArrayList<String>();
            words.forEach(word -> cut(word, cut, pieces));
            words = pieces;
        }
        return words;
    }

    private static void cut(String text, Pattern pattern, List<String> pieces) {
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                pieces.add(text.substring(end, matcher.start()));
            }
            pieces.add(matcher.group());
            end = matcher.end();
        }
        if (end < text.length()) {
            pieces.add(text.substring(end));
        }
    }
}
