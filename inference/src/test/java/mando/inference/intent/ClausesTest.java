package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClausesTest {

    private static final Catalogue.Device COFFEE = appliance("coffee maker");
    private static final Catalogue.Device OVEN = appliance("oven");

    private static Catalogue.Device appliance(String name) {
        return new Catalogue.Device(name, List.of(), "appliance", Optional.empty(), Set.of(), Set.of(), List.of());
    }

    private static Reading command(String action, double confidence) {
        return new Reading(List.of(Draft.of(action)), confidence, Optional.empty(), "<" + action + "><end>", 3, 2);
    }

    private static Reading order(Catalogue.Device device) {
        Draft draft = Draft.of("do").withCandidates(
                List.of(new Draft.Candidate(device, new Catalogue.ApplianceAction("start", List.of()))));
        return new Reading(List.of(draft), 0.9, Optional.empty(), "<do><end>", 3, 2);
    }

    private static Optional<Reading> best(String sentence, Map<String, Reading> readings) {
        return best(sentence, part -> Optional.ofNullable(readings.get(part.text())));
    }

    private static Optional<Reading> best(String sentence, Function<Clauses.Part, Optional<Reading>> reader) {
        return new Clauses(List.of(sentence.split(" ")), List.of()).best(reader);
    }

    @Test
    void commandsOfOneSentenceAreReadEachByItself() {
        Reading both = best("turn on the light and then please open the blinds",
                Map.of("turn on the light", command("on", 0.8), "please open the blinds", command("open", 0.5)))
                .orElseThrow();
        assertThat(both.drafts()).extracting(Draft::action).containsExactly("on", "open");
        assertThat(both.confidence()).isEqualTo(0.4);
        assertThat(both.output()).isEqualTo("<on><and><open><end>");
        assertThat(both.promptTokens()).isEqualTo(6);
        assertThat(both.outputTokens()).isEqualTo(4);
    }

    @Test
    void theMostProbableWayToCutCounts() {
        Reading read = best("lights on and off again and stop", Map.of("lights on", command("on", 0.5), "off again",
                command("off", 0.5), "lights on and off again", command("toggle", 0.3), "stop", command("stop", 1),
                "off again and stop", command("hold", 0.1))).orElseThrow();
        assertThat(read.drafts()).extracting(Draft::action).containsExactly("toggle", "stop");
    }

    @Test
    void whatCannotAllBeReadIsNotReadInParts() {
        Map<String, Reading> first = Map.of("turn on the lamp", command("on", 1), "turn on the lamp and the fan",
                command("on", 1));
        assertThat(best("turn on the lamp and the fan", first)).isEmpty();
        assertThat(best("turn on the lamp", first)).isEmpty();
        assertThat(best("turn on the lamp and", first)).isEmpty();
    }

    @Test
    void aVerbAfterANameBeginsACommand() {
        List<String> words = List.of("lock the door close the blinds don't open the gate".split(" "));
        var parts = new ArrayList<String>();
        new Clauses(words, List.of(new Utterance.Span("door", 2, 3), new Utterance.Span("blinds", 5, 6)))
                .best(part -> {
                    parts.add(part.text());
                    return Optional.of(command("close", 1));
                });
        assertThat(parts).containsExactly("lock the door", "close the blinds don't open the gate");
    }

    @Test
    void aNameIsNotCutInTwo() {
        List<String> words = List.of("turn on salt and pepper and lock up".split(" "));
        var parts = new ArrayList<String>();
        new Clauses(words, List.of(new Utterance.Span("salt and pepper", 2, 5))).best(part -> {
            parts.add(part.text());
            return Optional.of(command("on", 1));
        });
        assertThat(parts).containsExactly("turn on salt and pepper", "lock up");
    }

    @Test
    void aPronounNeedsWhatWasSaidBefore() {
        assertThat(best("open the blinds and turn it off",
                Map.of("open the blinds", command("open", 1), "turn it off", command("off", 1)))).isEmpty();
    }

    @Test
    void oneOrderIsNotCutInTwo() {
        String sentence = "a latte and an extra shot";
        assertThat(best(sentence, Map.of("a latte", order(COFFEE), "an extra shot", order(COFFEE)))).isEmpty();
        assertThat(best(sentence, Map.of("a latte", order(COFFEE), "an extra shot", order(OVEN)))).isPresent();
    }

    @Test
    void onlyTheFirstPartFollowsWhatWasSaidBefore() {
        var parts = new ArrayList<Clauses.Part>();
        best("one thing after that another thing", part -> {
            parts.add(part);
            return Optional.of(command("on", 1));
        });
        assertThat(parts).containsExactly(new Clauses.Part("one thing", true),
                new Clauses.Part("another thing", false));
    }

    @Test
    void whatIsAllConnectivesIsReadOnlyAFewTimes() {
        var parts = new ArrayList<Clauses.Part>();
        best("and then ".repeat(30).strip(), part -> {
            parts.add(part);
            return Optional.of(command("on", 1));
        });
        best("go and ".repeat(30).strip(), part -> {
            parts.add(part);
            return Optional.of(command("on", 1));
        });
        assertThat(parts).isEmpty();
    }
}
