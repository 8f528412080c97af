package mando.inference.intent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which word may follow which in what is said of an action and what became of it: {@code replies.tsv}, as its README specifies it. */
final class ReplyRules {

    static final String BEGIN = "<s>";
    static final String END = "<end>";

    private record Case(String action, String kind) {}

    private final Map<Case, Map<String, List<String>>> followers = new HashMap<>();
    private final Map<String, Set<String>> telling = new HashMap<>();

    private ReplyRules() {}

    /**
     * @throws IntentModelException where the file is missing or damaged
     */
    static ReplyRules read(Path file) {
        var rules = new ReplyRules();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String[] parts = lines.get(i).split("\t");
                if (parts.length != 2 && parts.length != 4) {
                    throw new IntentModelException(
                            file + ", line " + (i + 1) + ": not two or four columns; install the model again", null);
                }
                rules.add(parts);
            }
        } catch (IOException e) {
            throw new IntentModelException(file + " cannot be read; install the model again", e);
        }
        return rules;
    }

    private void add(String[] parts) {
        if (parts.length == 2) {
            telling.put(parts[0], Set.of(parts[1].split(" ")));
            return;
        }
        for (String action : parts[0].split(" ")) {
            followers.computeIfAbsent(new Case(action, parts[1]), _ -> new HashMap<>()).put(parts[2],
                    List.of(parts[3].split(" ")));
        }
    }

    /** Whether there is a way to tell of that, and of something in each of these slots. */
    boolean tell(Deed deed, Set<String> slots) {
        Map<String, List<String>> known = followers.getOrDefault(new Case(deed.action(), deed.kind()), Map.of());
        return !known.isEmpty() && known.keySet().containsAll(slots);
    }

    /** What may come after a word: words, slots as {@code <d>}, {@value #END}. */
    List<String> after(Deed deed, String word) {
        return followers.getOrDefault(new Case(deed.action(), deed.kind()), Map.of()).getOrDefault(word, List.of());
    }

    /** The words one of which must be said of bad news, so that it cannot sound like good; empty where it is none. */
    Set<String> telling(String kind) {
        return telling.getOrDefault(kind, Set.of());
    }
}
