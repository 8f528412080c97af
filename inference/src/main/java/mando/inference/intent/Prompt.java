package mando.inference.intent;

import java.util.stream.IntStream;

/** What the model reads: the home first, which is the same for every utterance, then the transcript. */
final class Prompt {

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

    int[] utterance(String normalised) {
        var tokens = IntStream.builder();
        control(tokens, "heard");
        IntStream.of(vocabulary.text(normalised)).forEach(tokens::add);
        control(tokens, "cmd");
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
