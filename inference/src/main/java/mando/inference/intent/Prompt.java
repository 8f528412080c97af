package mando.inference.intent;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the model reads: the home first, which is the same for every utterance, then the transcript; for a reply, what is to be told. */
final class Prompt {

    /** Control tokens in brackets, and the words between them. */
    private static final Pattern PIECE = Pattern.compile("<([a-z_]+)>|[^<]+");

    private final IntentVocabulary vocabulary;

    Prompt(IntentVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    int[] home(Catalogue catalogue) {
        var tokens = IntStream.builder();
        control(tokens, "s");
        control(tokens, "home");
        for (Catalogue.Area area : catalogue.areas()) {
            part(tokens, "area", area.name());
            area.aliases().forEach(alias -> part(tokens, "a", alias));
            area.floor().ifPresent(floor -> part(tokens, "floor", floor));
        }
        for (Catalogue.Device device : catalogue.devices()) {
            part(tokens, "d", device.name());
            device.aliases().forEach(alias -> part(tokens, "a", alias));
            part(tokens, "t", device.type());
            device.area().ifPresent(area -> part(tokens, "l", area));
            for (Catalogue.ApplianceAction action : device.applianceActions()) {
                part(tokens, "act", CommandAutomaton.spoken(action.name()));
                action.slots().forEach(slot -> part(tokens, "slot", CommandAutomaton.spoken(slot.name())));
            }
        }
        return tokens.build().toArray();
    }

    /** What was said, and what of the home stands in it. */
    int[] utterance(String normalised, List<Mentions.Mention> mentions) {
        var tokens = IntStream.builder();
        control(tokens, "heard");
        IntStream.of(vocabulary.text(normalised)).forEach(tokens::add);
        for (Mentions.Mention mention : mentions) {
            part(tokens, mention.control(), mention.text());
            mention.type().ifPresent(type -> part(tokens, "t", type));
        }
        control(tokens, "cmd");
        return tokens.build().toArray();
    }

    /** What was said and done before an utterance; nothing where the output is none of this language. */
    int[] exchange(Exchange before) {
        var tokens = IntStream.builder();
        IntStream.of(utterance(before.heard(), List.of())).forEach(tokens::add);
        for (MatchResult piece : PIECE.matcher(before.output()).results().toList()) {
            if (piece.group(1) == null) {
                IntStream.of(vocabulary.text(piece.group().strip())).forEach(tokens::add);
            } else if (vocabulary.has(piece.group(1))) {
                control(tokens, piece.group(1));
            } else {
                return new int[0];
            }
        }
        return tokens.build().toArray();
    }

    /** What is to be told in a tone: no home, only what was done. */
    int[] deeds(String tone, List<Deed> deeds) {
        var tokens = IntStream.builder();
        control(tokens, "s");
        part(tokens, "home", tone);
        for (int i = 0; i < deeds.size(); i++) {
            Deed deed = deeds.get(i);
            control(tokens, i == 0 ? "cmd" : "and");
            control(tokens, deed.action());
            deed.names().forEach(name -> part(tokens, "d", name));
            deed.values().forEach(value -> part(tokens, value.slot(), value.text()));
            part(tokens, "t", deed.kind());
        }
        control(tokens, "heard");
        return tokens.build().toArray();
    }

    private void control(IntStream.Builder tokens, String name) {
        tokens.add(vocabulary.id(name));
    }

    private void part(IntStream.Builder tokens, String name, String text) {
        control(tokens, name);
        IntStream.of(vocabulary.text(TextNormaliser.normalise(text))).forEach(tokens::add);
    }
}
