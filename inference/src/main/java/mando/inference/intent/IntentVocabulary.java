package mando.inference.intent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mando.inference.tokenizer.BpeTokenizer;

/** The control tokens of the intent language and the tokens of its text, in one model's numbers. */
final class IntentVocabulary {

    /** Actions on a device that is referred to, by their token's name. */
    static final List<String> DEVICE_ACTIONS = List.of("on", "off", "toggle", "set", "open", "close", "stop", "lock",
            "unlock",
            "play", "pause", "next", "previous", "mute", "unmute", "start", "dock", "activate", "query");
    static final List<String> DRONE_ACTIONS = List.of("arm", "disarm", "takeoff", "land", "hold", "return_home", "move",
            "turn");
    static final List<String> TIMER_ACTIONS = List.of("timer_start", "timer_cancel", "timer_pause", "timer_resume",
            "timer_extend", "timer_query");
    private static final List<String> STRUCTURE = List.of("s", "end", "home", "area", "a", "floor", "d", "t", "l",
            "act", "slot",
            "heard", "cmd", "none", "and", "all", "but", "do", "v", "clock_query", "delay", "for", "at");
    private static final List<String> SLOTS = List.of("brightness", "brightness_step", "color", "color_temperature",
            "speed",
            "speed_step", "position", "temperature", "temperature_step", "volume", "volume_step", "altitude",
            "distance",
            "angle", "direction", "property", "name", "duration");

    private final BpeTokenizer tokenizer;
    private final Map<String, Integer> ids = new LinkedHashMap<>();

    IntentVocabulary(BpeTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        for (List<String> names : List.of(STRUCTURE, SLOTS, DEVICE_ACTIONS, DRONE_ACTIONS, TIMER_ACTIONS,
                List.of("unk"))) {
            for (String name : names) {
                ids.put(name, tokenizer.control("<" + name + ">").orElseThrow(() -> new IntentModelException(
                        "the model's vocabulary lacks <" + name + ">: it is no intent model of this version", null)));
            }
        }
    }

    int id(String name) {
        return ids.get(name);
    }

    boolean has(String name) {
        return ids.containsKey(name);
    }

    int size() {
        return tokenizer.size();
    }

    /** Normalised words, each with the space before it that it has everywhere. */
    int[] text(String words) {
        if (words.isEmpty()) {
            return new int[0];
        }
        if (!words.contains(TextNormaliser.UNKNOWN)) {
            return tokenizer.encode(" " + words);
        }
        return Arrays.stream(words.split(" "))
                .flatMapToInt(word -> word.equals(TextNormaliser.UNKNOWN)
                        ? IntStream.of(id("unk"))
                        : Arrays.stream(tokenizer.encode(" " + word)))
                .toArray();
    }

    boolean isText(int token) {
        return !tokenizer.isControl(token);
    }

    String spell(int... tokens) {
        return tokenizer.decode(tokens);
    }
}
